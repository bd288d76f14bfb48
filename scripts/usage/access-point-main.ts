/**
 * The access point of the history's public-data operator (演示) over its real data set: who holds a voucher of the series
 * looks working-day deadlines up, one unit each; what was served is signed for and settled on the ledger.
 */
import { Wallet } from "ethers";
import fastify from "fastify";
import { createAccessPoint } from "@data-voucher/access-point";
import { accessPointRoutes, metered } from "@data-voucher/access-point/fastify";
import { createLedger, isLedgerError } from "@data-voucher/sdk";
import { untilSignalled } from "../embedded/signals.ts";
import { readDeadlines } from "./deadlines.ts";
import { readSettings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { rpcUrl, deployment, key, data, folder, port } = await readSettings(process.argv.slice(2));
  const signal = untilSignalled();
  const find = readDeadlines(data);
  const ledger = await createLedger({ rpcUrl, deployment, signer: new Wallet(key) });
  try {
    const log = { warn: (fields: object, text: string) => say(`${text} ${JSON.stringify(fields)}`) };
    const point = await createAccessPoint({ ledger, folder, settleMs: 10_000, log });
    const running = point.run(signal);
    const app = fastify();
    await app.register(accessPointRoutes(point), { prefix: "/uses" });
    app.get<{ Params: { city: string; day: string } }>(
      "/deadlines/:city/:day",
      { ...metered(point) },
      ({ params: { city, day } }, reply) =>
        find(city, day) ?? reply.code(404).send({ title: `No deadlines of ${city} on ${day}.` }),
    );
    try {
      const url = await app.listen({ port, host: "127.0.0.1" });
      say(`数据接入点（演示） Access point of the operator: ${url}/deadlines/<city code>/<day>`);
      say("Ctrl-C 停止 stops, and settles what was signed.");
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await app.close();
      await running;
      await point.settle();
      for (const { voucherId, served, settled } of point.lines()) {
        say(`凭证 voucher ${voucherId}: 已提供 served ${served}，已结算 settled ${settled}`);
      }
    } finally {
      await point.close();
    }
  } finally {
    ledger.close();
  }
}

try {
  await main();
} catch (error) {
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: { code?: string } };
  if (error instanceof UsageError || isLedgerError(error)) process.stderr.write(`${error.message}\n`);
  else if (code === "EADDRINUSE") process.stderr.write("The port is in use by another program: name another --port.\n");
  else if (cause?.code === "LEVEL_LOCKED")
    process.stderr.write("Another access point has the folder: stop it first.\n");
  else throw error;
  process.exitCode = 1;
}
