/** A process to be killed: takes "key raw" lines and answers "key id" when the transaction is on disk. */
import { createInterface } from "node:readline";
import { openOutbox } from "./outbox.ts";

const [folder, url, chainId, contract] = process.argv.slice(2) as [string, string, string, string];
const { outbox } = await openOutbox({ folder, url, chainId: Number(chainId), contract, finalityDepth: 1 });
process.stdout.write("ready\n");
void outbox.run(new AbortController().signal);
for await (const line of createInterface(process.stdin)) {
  const [key, raw] = line.split(" ") as [string, string];
  void outbox
    .accept(raw, { client: "c", request: { key, bodyHash: raw } })
    .then(({ operation }) => process.stdout.write(`${key} ${operation.id}\n`));
}
