import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { createUseClient } from "@data-voucher/access-point/client";
import { createRandom, seedOf } from "../../../packages/gateway/src/testing/random.ts";
import type { ServerSetting } from "../../../scripts/usage/measure-server.ts";
import { startUse } from "../usage/support.ts";

const server = join(import.meta.dirname, "../../../scripts/usage/measure-server.ts");
const kills = 8;
const exposure = 7;
const seed = seedOf();

describe(`An access point that is killed while it serves (SEED=${seed})`, function () {
  const random = createRandom(seed);
  this.timeout(180_000);

  it("keeps what was signed, counts it once, and is never owed more than its exposure", async () => {
    const world = await startUse();
    try {
      const voucherId = await world.issue("100000");
      const folder = await world.folder();
      const setting: ServerSetting = {
        rpcUrl: world.url,
        deployment: world.deployment,
        key: world.meterKey,
        folder,
        exposure,
        ahead: (await world.now()) * 1000 - Date.now(),
      };
      const start = async () => {
        const child = spawn(process.execPath, [server, JSON.stringify(setting)], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        return { child, url: String((await once(child.stdout, "data"))[0]).trim() };
      };
      /** Every unit that was answered, over all lives of the access point. */
      let received = 0;
      /** What the client before did not sign for, by its own record. */
      let owed = 0;
      let settled = 0n;
      for (let kill = 0; kill < kills; kill++) {
        const { child, url } = await start();
        const use = { voucherId, purpose: "logistics", analysis: "lookup" } as const;
        const data = createUseClient({ ledger: world.user, url, ...use, owed });
        let isOver = false;
        const using = (async () => {
          while (!isOver) {
            const answer = await data.fetch("/days/2026-09-01");
            if (answer.ok) received++;
          }
        })().catch(() => undefined);
        // The first life ends before anything is signed; the others at some moment.
        await delay(kill === 0 ? 5 : 50 + random() * 400);
        if (kill % 3 === 2) await fetch(`${url}/settle`, { method: "POST" });
        child.kill("SIGKILL");
        await once(child, "exit");
        isOver = true;
        await using;
        owed = data.unsigned;
        const { totals } = await world.user.series.get(world.seriesId);
        expect(totals.used >= settled, "the ledger's count never goes back").to.equal(true);
        settled = totals.used;
      }
      const { child, url } = await start();
      const answer = await fetch(`${url}/settle`, { method: "POST" });
      const { lines } = (await answer.json()) as { lines: { served: number; settled: number }[] };
      child.kill("SIGTERM");
      await once(child, "exit");
      const { totals } = await world.user.series.get(world.seriesId);
      expect(totals.used).to.equal(BigInt(lines[0]!.settled));
      // A holder pays for nothing that it did not receive; each life may lose what was served and not signed for.
      expect(Number(totals.used)).to.be.at.most(received);
      expect(received - Number(totals.used)).to.be.at.most(exposure * (kills + 1));
      expect(received).to.be.greaterThan(exposure * kills);
    } finally {
      await world.end();
    }
  });
});
