import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startLedger, type StartedLedger } from "./sdk-ledger.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "scripts/usage/access-point-main.ts");
const example = join(root, "packages/access-point/examples/use-data.ts");
const run = promisify(execFile);

describe("The access point of the history's operator, beside a ledger that was really started", function () {
  this.timeout(120_000);
  let started: StartedLedger;
  before(async () => {
    started = await startLedger();
  });
  after(() => started?.stop());

  const serve = async (): Promise<{ child: ChildProcess; url: string; said: () => string }> => {
    const args = [program, "--data-dir", started.dataDir, "--rpc-url", started.rpc, "--port", "0"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
    while (!/Ctrl-C/.test(text)) await once(child.stdout, "data");
    return { child, url: /(http:\S+)\/deadlines/.exec(text)![1]!, said: () => text };
  };
  const use = (url: string, voucherId: string, ...paths: string[]) =>
    run(process.execPath, [example, url, voucherId, ...paths], {
      env: {
        ...process.env,
        FORCE_COLOR: "0",
        RPC_URL: started.rpc,
        DEPLOYMENT: join(started.dataDir, "deployment.json"),
        KEY_FILE: join(started.dataDir, "keys/logistics-use.json"),
      },
    });

  it("answers from the real data set, and what was looked up is counted on the ledger when it stops", async () => {
    const party = (await started.desk("logistics")).party;
    const { items } = await started.ask<{ items: { voucherId: string; seriesId: number; units: string }[] }>(
      `/v1/parties/${party}/holdings?limit=200`,
    );
    const seriesId = 1;
    const { voucherId, units } = items.find((one) => one.seriesId === seriesId)!;
    const before = await started.ask<{ units: string; receipts: number }>(`/v1/usage?voucherId=${voucherId}`);
    const csv = await readFile(join(started.dataDir, "story/data/guangxi-working-day-deadlines-2026.csv"), "utf8");
    const [head = "", , row = ""] = csv.split("\n");
    const [city, , day] = row.split(",");

    const { child, url, said } = await serve();
    const { stdout } = await use(url, voucherId, `/deadlines/${city}/${day}`, `/deadlines/${city}/2026-10-09`);
    for (const [i, name] of head.split(",").entries()) expect(stdout).to.include(`${name}: '${row.split(",")[i]}'`);
    expect(stdout).to.include("used: 2");
    child.kill("SIGINT");
    expect(await once(child, "exit")).to.deep.equal([0, null]);
    expect(said()).to.match(new RegExp(`voucher ${voucherId}: .* 2，.* 2`));

    expect((await started.reader.vouchers.get(voucherId)).units).to.equal(BigInt(units) - 2n);
    await started.indexed(await started.reader.client.provider.getBlockNumber());
    const after = await started.ask<typeof before>(`/v1/usage?voucherId=${voucherId}`);
    expect([BigInt(after.units) - BigInt(before.units), after.receipts - before.receipts]).to.deep.equal([2n, 1]);
    const { usage } = await started.open({ gateway: { url: started.gateway } });
    const totals = await usage.totals({ voucherId });
    expect([String(totals.units), totals.receipts]).to.deep.equal([after.units, after.receipts]);
    expect(totals.byPurpose.map(({ purpose, units: used }) => [purpose, used])).to.deep.equal([[1, totals.units]]);
    expect(totals.byDay.reduce((sum, { units: used }) => sum + used, 0n)).to.equal(totals.units);
    expect((await usage.totals({ holder: party })).units).to.equal(totals.units);
    const whole = await usage.totals();
    const ofSeries = await usage.totals({ seriesId });
    expect(ofSeries.units > totals.units).to.equal(true);
    expect(whole.units - ofSeries.units, "what the history used under licences").to.equal(130n);
    const refusal = await usage.totals({ seriesId, holder: party }).catch((error: { code: string }) => error);
    expect(refusal).to.include({ code: "REQUEST_INVALID" });
  });

  it("says in a sentence what is missing", async () => {
    const ended = await run(process.execPath, [program, "--data-dir", join(started.dataDir, "nothing")]).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(ended).to.include({ code: 1 });
    expect(ended.stderr).to.include("operator-meter.json cannot be read. Start a ledger with its history first");
    const wrong = await run(process.execPath, [program, "--port", "x"]).catch((error: { stderr: string }) => error);
    expect(wrong.stderr).to.include("--port is x; it must be 0 to 65535.");
  });
});
