/** One server with the same answer twice: bare at /bare/:day, and metered by an access point at /days/:day. */
import { Wallet } from "ethers";
import fastify from "fastify";
import { createAccessPoint } from "@data-voucher/access-point";
import { accessPointRoutes, metered } from "@data-voucher/access-point/fastify";
import { createLedger, type LedgerDeployment } from "@data-voucher/sdk";

/** What the measuring process hands over. */
export interface ServerSetting {
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  readonly key: string;
  readonly folder: string;
  readonly exposure: number;
  /** How many milliseconds the ledger's clock is ahead of the machine's. */
  readonly ahead: number;
}

const { rpcUrl, deployment, key, folder, exposure, ahead } = JSON.parse(process.argv[2]!) as ServerSetting;
const ledger = await createLedger({ rpcUrl, deployment, signer: new Wallet(key), profile: "hardhat" });
const now = () => Date.now() + ahead;
const point = await createAccessPoint({ ledger, folder, exposure, settleMs: 3_600_000, now });
const abort = new AbortController();
const running = point.run(abort.signal);
const app = fastify();
const answer = ({ params }: { params: unknown }) => ({ day: (params as { day: string }).day, workingDay: true });
await app.register(accessPointRoutes(point), { prefix: "/uses" });
app.get("/bare/:day", answer);
app.get("/days/:day", { ...metered(point) }, answer);
app.post("/settle", async () => {
  const before = performance.now();
  await point.settle();
  return { ms: performance.now() - before, lines: point.lines() };
});
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
process.once("SIGTERM", () => {
  void (async () => {
    await app.close();
    abort.abort();
    await running;
    await point.close();
    ledger.close();
  })();
});
