import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hexlify, randomBytes, Wallet } from "ethers";
import fastify from "fastify";
import { createAccessPoint, type AccessPoint, type AccessPointOptions } from "@data-voucher/access-point";
import { createUseClient, type UseClientOptions } from "@data-voucher/access-point/client";
import { accessPointRoutes, metered } from "@data-voucher/access-point/fastify";
import { paper, seriesOf, startLedgerChain, type TestParty } from "../../../packages/sdk/src/testing/ledger-chain.ts";

/** Rows of a small real table: working days of the first weeks of 2026. */
export const table = Array.from({ length: 28 }, (_, i) => {
  const day = new Date(Date.UTC(2026, 0, 1 + i));
  return { day: day.toISOString().slice(0, 10), weekday: day.getUTCDay() };
});

/** A ledger with a series of alpha, a key of beta that may use, and one of alpha that may meter. */
export async function startUse() {
  const chain = await startLedgerChain();
  const { alpha, beta } = chain.parties;
  const { seriesId } = await seriesOf(chain, alpha);
  const keyFor = async (party: TestParty, power: "use" | "meter") => {
    const key = new Wallet(hexlify(randomBytes(32)));
    await (await party.ledger.accounts.add({ account: key.address, powers: [power] })).wait();
    return { key, ledger: await chain.open({ signer: key }) };
  };
  const { ledger: user } = await keyFor(beta, "use");
  const { ledger: meter, key: meterKey } = await keyFor(alpha, "meter");
  const folders: string[] = [];
  const servers: { close(): Promise<void> }[] = [];

  return {
    ...chain,
    seriesId,
    user,
    meter,
    meterKey: meterKey.privateKey,
    keyFor,
    /** A folder that goes when the test ends. */
    async folder() {
      const folder = await mkdtemp(join(tmpdir(), "access-point-"));
      folders.push(folder);
      return folder;
    },
    async issue(units = "1000", to = beta) {
      const issued = await alpha.ledger.vouchers.issue({ seriesId, to: to.party, units, digest: paper("voucher") });
      return String((await issued.wait()).voucherId);
    },
    /** An access point with its server over the table. */
    async serve(over: Partial<AccessPointOptions> = {}) {
      const folder = over.folder ?? (await this.folder());
      // The test ledger's clock stands elsewhere than the machine's.
      const ahead = (await chain.now()) * 1000 - Date.now();
      const now = () => Date.now() + ahead;
      const given = { ledger: meter, recheckMs: 50, settleMs: 3_600_000, now, ...over };
      const point = await createAccessPoint({ ...given, folder });
      const abort = new AbortController();
      const running = point.run(abort.signal);
      const app = fastify();
      await app.register(accessPointRoutes(point), { prefix: "/uses" });
      app.get<{ Params: { day: string } }>("/days/:day", { ...metered(point) }, (request, reply) => {
        const row = table.find(({ day }) => day === request.params.day);
        return row ?? reply.code(404).send({ title: "No such day" });
      });
      app.get("/slow", { ...metered(point) }, () => new Promise(() => undefined));
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      let open = true;
      const server = {
        url,
        point,
        folder,
        async close() {
          if (!open) return;
          open = false;
          app.server.closeAllConnections();
          await app.close();
          abort.abort();
          await running;
          await point.close();
        },
      };
      servers.push(server);
      return server;
    },
    /** Somebody between client and access point who changes the texts of the answers. */
    async between(target: string, change: (text: string) => string) {
      const app = fastify();
      app.removeAllContentTypeParsers();
      app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
      app.all("/*", async ({ method, url, headers, body }, reply) => {
        const { authorization } = headers;
        const answer = await fetch(target + url, {
          method,
          headers: { ...(body ? { "content-type": "application/json" } : {}), ...(authorization && { authorization }) },
          ...(body ? { body: body as string } : {}),
        });
        const text = change(await answer.text());
        return reply
          .code(answer.status)
          .header("content-type", answer.headers.get("content-type") ?? "")
          .send(text);
      });
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      servers.push(app);
      return url;
    },
    client: (url: string, voucherId: string, over: Partial<UseClientOptions> = {}) =>
      createUseClient({ ledger: user, url, voucherId, purpose: "logistics", analysis: "lookup", ...over }),
    async end() {
      for (const server of servers) await server.close();
      for (const folder of folders) await rm(folder, { recursive: true });
      await chain.stop();
    },
  };
}

/** Waits until something holds. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What the access point has of a voucher's line. */
export const lineOf = (point: AccessPoint, voucherId: string) =>
  point.lines().find((line) => line.voucherId === voucherId);
