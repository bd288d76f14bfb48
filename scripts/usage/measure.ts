/**
 * How much an access point adds to a request: the same server answers bare and metered in turn, at a fixed rate, and
 * what was served is settled by one receipt: `npm run bench:access-point` writes bench/results/access-point.md.
 * `SECONDS=1 RATE=200` makes it short and writes nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, get } from "node:http";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { hexlify, randomBytes, Wallet } from "ethers";
import type { UseReceipt } from "@data-voucher/sdk";
import { paper, seriesOf, startLedgerChain } from "../../packages/sdk/src/testing/ledger-chain.ts";
import type { ServerSetting } from "./measure-server.ts";

const usual = { seconds: 10, rate: 2_000, rounds: 5 };
const seconds = Number(process.env["SECONDS"] ?? usual.seconds);
const rate = Number(process.env["RATE"] ?? usual.rate);
const isShort = seconds < usual.seconds;
const rounds = isShort ? 1 : usual.rounds;
const results = new URL("../../bench/results/access-point.md", import.meta.url);
const say = (text: string) => void process.stdout.write(`${text}\n`);
const tick = 5;
/** A second's uses and more: one pair of signatures a second then serves all of them. */
const exposure = rate * 3;

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Milliseconds until the whole answer was there; throws on any other status than 200. */
function timed(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve(performance.now() - began) : reject(new Error(String(answer.statusCode))),
      );
    }).once("error", reject);
  });
}

/** Latencies of requests at the fixed rate: each is sent when its time has come, however slow the others are. */
async function load(url: string, headers: Record<string, string>, total = rate * seconds): Promise<number[]> {
  const asked: Promise<number>[] = [];
  const began = performance.now();
  while (asked.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate));
    while (asked.length < due) asked.push(timed(url, headers));
    await new Promise((resolve) => setTimeout(resolve, tick));
  }
  return Promise.all(asked);
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
const median = (values: readonly number[]) =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const chain = await startLedgerChain();
const folder = await mkdtemp(join(tmpdir(), "access-point-"));
const { alpha, beta } = chain.parties;
const { seriesId } = await seriesOf(chain, alpha);
const keyFor = async (party: typeof alpha, power: "use" | "meter") => {
  const key = new Wallet(hexlify(randomBytes(32)));
  await (await party.ledger.accounts.add({ account: key.address, powers: [power] })).wait();
  return key;
};
const user = await chain.open({ signer: await keyFor(beta, "use") });
const meter = await keyFor(alpha, "meter");
const units = String(rate + rate * seconds * rounds);
const issued = await alpha.ledger.vouchers.issue({ seriesId, to: beta.party, units, digest: paper("voucher") });
const voucherId = String((await issued.wait()).voucherId);
const setting: ServerSetting = {
  rpcUrl: chain.url,
  deployment: chain.deployment,
  key: meter.privateKey,
  folder,
  exposure,
  ahead: (await chain.now()) * 1000 - Date.now(),
};
const child = spawn(process.execPath, [join(import.meta.dirname, "measure-server.ts"), JSON.stringify(setting)], {
  stdio: ["ignore", "pipe", "inherit"],
});
const url = String((await once(child.stdout, "data"))[0]).trim();

const ask = async <T>(method: string, path: string, body?: object, token?: string): Promise<T> => {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Use ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};
const use = { voucherId, purpose: "logistics", analysis: "lookup" };
const challenge = await ask<UseReceipt>("POST", "/uses/challenges", use);
const opened = { receipt: challenge, signature: await user.usage.sign(challenge) };
const { token } = await ask<{ token: string }>("POST", "/uses/sessions", opened);
let signatures = 0;
const sign = async () => {
  const receipt = await ask<UseReceipt>("GET", "/uses/receipts", undefined, token);
  if (receipt.usedUnits === "0") return;
  signatures++;
  await ask("POST", "/uses/receipts", { receipt, signature: await user.usage.sign(receipt) }, token);
};

// Both have run before either is measured.
for (const path of ["/bare/2026-08-31", "/days/2026-08-31"]) {
  await load(`${url}${path}`, { authorization: `Use ${token}` }, rate);
}
await sign();
const began = loadavg()[0]!.toFixed(1);
const bare: { p50: number; p99: number }[] = [];
const withPoint: typeof bare = [];
for (let round = 0; round < rounds; round++) {
  for (const [path, list] of [["/bare/2026-09-01", bare] as const, ["/days/2026-09-01", withPoint] as const]) {
    const timer = setInterval(() => void sign(), 1_000);
    const sorted = (await load(`${url}${path}`, { authorization: `Use ${token}` })).sort((a, b) => a - b);
    clearInterval(timer);
    list.push({ p50: at(sorted, 0.5), p99: at(sorted, 0.99) });
    say(`${path.split("/")[1]} p50 ${list.at(-1)!.p50.toFixed(2)} ms, p99 ${list.at(-1)!.p99.toFixed(2)} ms`);
  }
}
await sign();
const served = rate + rate * seconds * rounds;
const { ms } = await ask<{ ms: number }>("POST", "/settle");
const { totals } = await user.series.get(seriesId);
if (totals.used !== BigInt(served)) throw new Error(`${served} were served, the ledger counted ${totals.used}`);

const added = (share: "p50" | "p99") => withPoint.map((one, i) => one[share] - bare[i]![share]);
const worst = median(added("p99"));
const table = [
  ["bare server", median(bare.map(({ p50 }) => p50)), median(bare.map(({ p99 }) => p99))],
  ["with the access point", median(withPoint.map(({ p50 }) => p50)), median(withPoint.map(({ p99 }) => p99))],
  ["**added**, median of the rounds' differences", median(added("p50")), worst],
] as const;
const text = `# Access point

Written by \`npm run bench:access-point\`: one Fastify server answers the same small JSON bare and metered, in turn, ${rounds}
rounds of ${seconds} seconds each at ${rate} requests a second, on ${availableParallelism()} cores that also made the load; the machine
had a load of ${began} when it began. ${served} uses were served, ${signatures} times signed for, and settled by one receipt in
one transaction (${ms.toFixed(0)} ms); the ledger counted ${totals.used}.

| | p50, ms | p99, ms |
| --- | ---: | ---: |
${table.map(([name, p50, p99]) => `| ${name} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`).join("\n")}

The target is less than 1 ms added to p99.
`;
say(text);
if (!isShort) await writeFile(results, text);
child.kill("SIGTERM");
await once(child, "exit");
agent.destroy();
await chain.stop();
await rm(folder, { recursive: true });
if (!isShort && worst >= 1)
  throw new Error(`The access point added ${worst.toFixed(2)} ms to p99; the target is 1 ms.`);
