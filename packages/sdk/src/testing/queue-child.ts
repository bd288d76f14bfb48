// A program that sends jobs over a queue with a store on disk, to be killed at any moment and started again.
// Arguments: address of the node, private key, file of the store, number of jobs.
import { Wallet } from "ethers";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { createNonceQueue } from "../chain/nonce-queue.ts";
import { engineProfiles } from "../chain/profile.ts";
import { createProvider } from "../chain/provider.ts";

const [url, key, file, jobs] = process.argv.slice(2) as [string, string, string, string];
const profile = { ...engineProfiles.embedded, pollMs: 50, maxInFlight: 16 };

/** Lines of key and value; a line that was cut off by a kill was never acknowledged. */
const entries = new Map<string, string>();
const text = existsSync(file) ? readFileSync(file, "utf8") : "";
for (const line of text.split("\n").slice(0, -1)) {
  const [name, value] = line.split("\t") as [string, string];
  entries.set(name, value);
}
const log = openSync(file, "a");
// What a kill cut off ends here, so that the next line stands alone.
if (text !== "" && !text.endsWith("\n")) writeSync(log, "\n");
const store = {
  get: async (name: string) => entries.get(name),
  async put(name: string, value: string) {
    writeSync(log, `${name}\t${value}\n`);
    fsyncSync(log);
    entries.set(name, value);
  },
};

const provider = await createProvider(url, profile);
const queue = createNonceQueue({ signer: new Wallet(key), provider, profile, store });
await queue.recovered();
// Another order in each life, so that no job gets its old nonce by chance.
const order = Array.from({ length: Number(jobs) }, (_, i) => ({ i, at: Math.random() })).sort((a, b) => a.at - b.at);
await Promise.all(
  order.map(async ({ i }) => {
    const to = `0x${(0x10000 + i).toString(16).padStart(40, "0")}`;
    const handle = await queue.send({ to, gasLimit: 30_000n }, { id: `job-${i}` });
    process.stdout.write(`sent ${i} ${handle.hash}\n`);
    await handle.wait();
    process.stdout.write(`final ${i}\n`);
  }),
);
queue.close();
provider.destroy();
closeSync(log);
process.stdout.write("done\n");
