import { expect } from "chai";
import { nextDigest } from "@data-voucher/access-point";
import { ReceiptDisputed } from "@data-voucher/access-point/client";
import { paper } from "../../../packages/sdk/src/testing/ledger-chain.ts";
import { lineOf, startUse, table, until } from "./support.ts";

describe("An access point before real data", function () {
  this.timeout(60_000);
  let world: Awaited<ReturnType<typeof startUse>>;
  before(async () => {
    world = await startUse();
  });
  after(() => world.end());

  const unitsOf = async (voucherId: string) => (await world.user.vouchers.get(voucherId)).units;
  const ask = async (url: string, path: string, body: object, token = "") => {
    const answer = await fetch(`${url}/uses${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Use ${token}` }) },
      body: JSON.stringify(body),
    });
    const content = (answer.status === 204 ? {} : await answer.json()) as Record<string, never> & { code?: string };
    return { status: answer.status, content };
  };

  it("serves rows within a voucher, has what was served signed, and settles it in one transaction", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 10 });
    const data = world.client(url, voucherId);
    for (let i = 0; i < 45; i++) {
      const answer = await data.fetch(`/days/${table[i % table.length]!.day}`);
      expect(await answer.json()).to.deep.equal(table[i % table.length]);
    }
    expect((await data.fetch("/days/2099-01-01")).status, "what was not there is not counted").to.equal(404);
    expect(data.received).to.equal(45);
    await until(() => lineOf(point, voucherId)!.served === 45);
    await data.close();
    const line = lineOf(point, voucherId)!;
    expect([line.served, line.signed?.receipt.usedUnits, line.settled]).to.deep.equal([45, "45", 0]);
    await point.settle();
    expect(await unitsOf(voucherId)).to.equal(955n);
    expect(lineOf(point, voucherId)!.settled).to.equal(45);
    await point.settle();
    expect(await unitsOf(voucherId), "once").to.equal(955n);

    // The log that stays with the provider is what the receipt's digest says.
    let digest = `0x${"0".repeat(64)}`;
    const entries = [];
    for await (const entry of point.logOf(voucherId)) {
      digest = nextDigest(digest, entry);
      entries.push(entry);
    }
    expect(entries.length).to.equal(45);
    expect(entries[0]).to.include("GET /days/2026-01-01");
    expect(digest).to.equal(line.signed!.receipt.logDigest);
  });

  it("asks for a signature when its exposure is reached, and serves no more without one", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 3 });
    const opened = await open(url, voucherId);
    const get = (token = opened) => fetch(`${url}/days/2026-01-05`, { headers: { authorization: `Use ${token}` } });
    for (let i = 0; i < 3; i++) expect((await get()).status).to.equal(200);
    await until(() => lineOf(point, voucherId)!.served === 3);
    const stopped = await get();
    expect(stopped.status).to.equal(402);
    const { code, receipt } = (await stopped.json()) as { code: string; receipt: Record<string, string> };
    expect([code, receipt["usedUnits"]]).to.deep.equal(["RECEIPT_NEEDED", "3"]);
    // A receipt for less, for another log, or signed by another is not taken.
    const sign = (given: object) => world.user.usage.sign(given as never);
    const less = { ...receipt, usedUnits: "2" };
    expect((await ask(url, "/receipts", { receipt: less, signature: await sign(less) }, opened)).content.code).to.equal(
      "RECEIPT_NOT_OFFERED",
    );
    const other = { ...receipt, logDigest: paper("other log") };
    expect(
      (await ask(url, "/receipts", { receipt: other, signature: await sign(other) }, opened)).content.code,
    ).to.equal("RECEIPT_NOT_OFFERED");
    const byMeter = await world.meter.usage.sign(receipt as never);
    expect((await ask(url, "/receipts", { receipt, signature: byMeter }, opened)).content.code).to.equal(
      "USE_SIGNATURE_INVALID",
    );
    expect((await get()).status).to.equal(402);
    expect((await ask(url, "/receipts", { receipt, signature: await sign(receipt) }, opened)).status).to.equal(204);
    expect((await get()).status).to.equal(200);
    expect((await get("unknown")).status).to.equal(401);
    expect((await fetch(`${url}/days/2026-01-05`)).status).to.equal(401);
  });

  it("serves no more within a period than the terms let, with whichever of its vouchers a holder comes", async () => {
    const { alpha, beta } = world.parties;
    const { terms } = await alpha.ledger.series.get(world.seriesId);
    const opened = await alpha.ledger.series.open({
      ...terms,
      purposes: ["logistics"],
      conditions: { frequency: { units: 5, period: "day" } },
      termsDigest: undefined,
    });
    const { seriesId } = await opened.wait();
    const issue = async () => {
      const given = { seriesId, to: beta.party, units: "100", digest: paper("often") };
      return String((await (await alpha.ledger.vouchers.issue(given)).wait()).voucherId);
    };
    let clock = (await world.now()) * 1000;
    const folder = await world.folder();
    const first = await world.serve({ now: () => clock, folder });
    const day = "/days/2026-01-07";
    const statuses = async (data: ReturnType<typeof world.client>, times: number) => {
      const seen = [];
      for (let i = 0; i < times; i += 1) seen.push((await data.fetch(day)).status);
      return seen;
    };
    const [one, two] = [await issue(), await issue()];
    const byOne = world.client(first.url, one);
    expect(await statuses(byOne, 3)).to.deep.equal([200, 200, 200]);
    const byTwo = world.client(first.url, two);
    expect(await statuses(byTwo, 3)).to.deep.equal([200, 200, 429]);
    const refused = await byOne.fetch(day);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([
      429,
      "FREQUENCY_REACHED",
    ]);
    await Promise.all([byOne.close(), byTwo.close()]);
    await first.close();

    // A restart forgets nothing of the period; the next one begins at midnight in Shanghai.
    const again = await world.serve({ now: () => clock, folder });
    const later = world.client(again.url, one);
    expect(await statuses(later, 1)).to.deep.equal([429]);
    clock += 86_400_000;
    const nextDay = world.client(again.url, one);
    expect(await statuses(nextDay, 6)).to.deep.equal([200, 200, 200, 200, 200, 429]);
  });

  it("counts uses under a licence towards the frequency of who licensed it, and forgets none by passing to and fro", async () => {
    const { alpha, beta, gamma } = world.parties;
    const { terms } = await alpha.ledger.series.get(world.seriesId);
    const conditions = { frequency: { units: 5, period: "day" } } as const;
    const opening = { ...terms, purposes: ["logistics"], termsDigest: undefined } as const;
    const opened = await alpha.ledger.series.open({ ...opening, conditions: { ...conditions, onward: 1 } });
    const { seriesId } = await opened.wait();
    const issue = async (by: typeof alpha, series: number, to: typeof alpha) => {
      const given = { seriesId: series, to: to.party, units: "100", digest: paper("onward") };
      return String((await (await by.ledger.vouchers.issue(given)).wait()).voucherId);
    };
    const licensed = await issue(alpha, seriesId, beta);
    const own = await issue(alpha, seriesId, beta);
    const basis = { kind: "licence", id: licensed } as const;
    const under = await (await beta.ledger.series.open({ ...opening, basis, cap: "100", conditions })).wait();
    const granted = await issue(beta, under.seriesId, gamma);
    const { ledger: gammaUser } = await world.keyFor(gamma, "use");

    const { url } = await world.serve();
    const statuses = async (data: ReturnType<typeof world.client>, times: number) => {
      const seen = [];
      for (let i = 0; i < times; i += 1) seen.push((await data.fetch("/days/2026-01-08")).status);
      return seen;
    };
    const byGamma = world.client(url, granted, { ledger: gammaUser });
    expect(await statuses(byGamma, 3)).to.deep.equal([200, 200, 200]);
    const byBeta = world.client(url, own);
    expect(await statuses(byBeta, 3), "beta has two left of its five").to.deep.equal([200, 200, 429]);
    expect(await statuses(byGamma, 1), "and so has who it licensed none").to.deep.equal([429]);
    await Promise.all([byGamma.close(), byBeta.close()]);

    const pass = async (from: typeof alpha, to: typeof alpha) =>
      (await from.ledger.vouchers.transfer({ voucherId: own, to: to.party })).wait();
    await pass(beta, gamma);
    const inOtherHand = world.client(url, own, { ledger: gammaUser });
    expect(await statuses(inOtherHand, 1), "gamma's own five of alpha's series").to.deep.equal([200]);
    await inOtherHand.close();
    await pass(gamma, beta);
    const back = world.client(url, own);
    expect(await statuses(back, 1)).to.deep.equal([429]);
    await back.close();
  });

  it("opens sessions for keys of the holder that may use, and for nobody else", async () => {
    const voucherId = await world.issue();
    const { url } = await world.serve();
    const { gamma, beta } = world.parties;
    const challenge = async () =>
      (await ask(url, "/challenges", { voucherId, purpose: "logistics", analysis: "lookup" })).content as never;
    const { ledger: foreign } = await world.keyFor(gamma, "use");
    const { ledger: metering } = await world.keyFor(beta, "meter");
    for (const wrong of [foreign, metering, world.meter]) {
      const receipt = await challenge();
      const signature = await wrong.usage.sign(receipt);
      expect((await ask(url, "/sessions", { receipt, signature })).content.code).to.equal("USE_SIGNATURE_INVALID");
    }
    const receipt = await challenge();
    const signature = await world.user.usage.sign(receipt);
    expect((await ask(url, "/sessions", { receipt, signature })).status).to.equal(201);
    expect((await ask(url, "/sessions", { receipt, signature })).content.code, "once").to.equal("CHALLENGE_UNKNOWN");
    const refused = async (body: object) => (await ask(url, "/challenges", body)).content.code;
    expect(await refused({ voucherId, purpose: "insurance", analysis: "lookup" })).to.equal("PURPOSE_NOT_ALLOWED");
    expect(await refused({ voucherId: "99", purpose: "logistics", analysis: "lookup" })).to.equal("VOUCHER_UNKNOWN");
    expect(await refused({ voucherId, purpose: "logistics", analysis: "sport" })).to.equal("VALUE_UNKNOWN");
    expect((await ask(url, "/challenges", { voucherId })).status).to.equal(400);
  });

  it("stops when the ledger would refuse: a prohibited analysis, a suspension, a split", async () => {
    const { authority, beta } = world.parties;
    const voucherId = await world.issue();
    const { url } = await world.serve();
    const data = world.client(url, voucherId, { analysis: "profiling" });
    const day = "/days/2026-01-06";
    expect((await data.fetch(day)).status).to.equal(200);
    const stops = async (code: string) => {
      let answer = await data.fetch(day);
      await until(async () => (answer = await data.fetch(day)).status === 409);
      expect(((await answer.json()) as { code: string }).code).to.equal(code);
    };
    const documentDigest = paper("list");
    await (await authority.ledger.usage.prohibit({ analyses: ["profiling"], documentDigest })).wait();
    await stops("ANALYSIS_PROHIBITED");
    await (await authority.ledger.usage.prohibit({ analyses: [], documentDigest })).wait();
    await until(async () => (await data.fetch(day)).status === 200);
    const { seriesId } = world;
    await (await authority.ledger.series.suspend({ seriesId, suspended: true, documentDigest })).wait();
    await stops("SERIES_SUSPENDED");
    await (await authority.ledger.series.suspend({ seriesId, suspended: false, documentDigest })).wait();
    await until(async () => (await data.fetch(day)).status === 200);
    await (await beta.ledger.vouchers.split({ voucherId, units: ["400"] })).wait();
    await stops("RECEIPT_OF_ANOTHER_EPOCH");
  });

  it("serves no more units than the voucher has", async () => {
    const voucherId = await world.issue("5");
    const { url, point } = await world.serve();
    const data = world.client(url, voucherId);
    for (let i = 0; i < 5; i++) expect((await data.fetch("/days/2026-01-07")).status).to.equal(200);
    const answer = await data.fetch("/days/2026-01-07");
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([409, "UNITS_SPENT"]);
    await data.close();
    await point.settle();
    const { gamma } = world.parties;
    const { totals } = await gamma.ledger.series.get(world.seriesId);
    expect(totals.used >= 50n).to.equal(true);
    expect((await gamma.ledger.vouchers.getMany([BigInt(voucherId)]))[0], "it is gone").to.equal(null);
  });

  it("goes on after a restart with what was served and signed, and has the rest signed first", async () => {
    const voucherId = await world.issue();
    const first = await world.serve({ exposure: 4 });
    const data = world.client(first.url, voucherId);
    for (let i = 0; i < 6; i++) await data.fetch("/days/2026-01-08");
    await until(() => lineOf(first.point, voucherId)!.served === 6);
    await first.close();
    const { folder } = first;
    const second = await world.serve({ exposure: 4, folder });
    const line = lineOf(second.point, voucherId)!;
    expect([line.served, line.signed?.receipt.usedUnits]).to.deep.equal([6, "4"]);
    await second.point.settle();
    expect(await unitsOf(voucherId)).to.equal(996n);
    const stranger = world.client(second.url, voucherId);
    await stranger.fetch("/days/2026-01-08");
    await stranger.fetch("/days/2026-01-08");
    await stranger.fetch("/days/2026-01-08").then(
      () => expect.fail("it signed what the access point alone says of earlier uses"),
      (error: unknown) => expect(error).to.be.instanceOf(ReceiptDisputed),
    );
    const again = world.client(second.url, voucherId, { owed: data.unsigned + stranger.unsigned });
    for (let i = 0; i < 2; i++) expect((await again.fetch("/days/2026-01-08")).status).to.equal(200);
    await until(() => lineOf(second.point, voucherId)!.served === 10);
    await again.close();
    await second.point.settle();
    expect(await unitsOf(voucherId)).to.equal(990n);
    const other = world.client(second.url, voucherId, { analysis: "statistics" });
    expect((await other.fetch("/days/2026-01-08")).status, "another line follows the settled one").to.equal(200);
    await until(() => lineOf(second.point, voucherId)!.served === 1);
    await other.close();
    await second.point.settle();
    expect(await unitsOf(voucherId)).to.equal(989n);
  });

  it("settles the others where the ledger refuses one, and says which and why", async () => {
    const [split, whole] = [await world.issue(), await world.issue()];
    const { url, point } = await world.serve();
    for (const voucherId of [split, whole]) {
      const data = world.client(url, voucherId);
      await data.fetch("/days/2026-01-13");
      await until(() => lineOf(point, voucherId)!.served === 1);
      await data.close();
    }
    await (await world.parties.beta.ledger.vouchers.split({ voucherId: split, units: ["1"] })).wait();
    const refused = await point.settle();
    expect(refused.map(({ voucherId, code }) => [voucherId, code])).to.deep.equal([
      [split, "RECEIPT_OF_ANOTHER_EPOCH"],
    ]);
    expect([await unitsOf(split), await unitsOf(whole)]).to.deep.equal([999n, 999n]);
    // The holder begins anew with what stayed.
    const again = world.client(url, split);
    expect((await again.fetch("/days/2026-01-13")).status).to.equal(200);
    await until(() => lineOf(point, split)!.served === 1);
    await again.close();
    expect(await point.settle()).to.deep.equal([]);
    expect(await unitsOf(split)).to.equal(998n);
  });

  it("settles what reached the ledger before it could note it", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve();
    const data = world.client(url, voucherId);
    await data.fetch("/days/2026-01-14");
    await until(() => lineOf(point, voucherId)!.served === 1);
    await data.close();
    const { receipt, signature } = lineOf(point, voucherId)!.signed!;
    await (await world.meter.usage.settle({ receipt, holderSignature: signature })).wait();
    expect(await point.settle()).to.deep.equal([]);
    expect([lineOf(point, voucherId)!.settled, await unitsOf(voucherId)]).to.deep.equal([1, 999n]);
  });

  it("ends the sessions of a key that was revoked", async () => {
    const voucherId = await world.issue();
    const { beta } = world.parties;
    const { url } = await world.serve();
    const { ledger, key } = await world.keyFor(beta, "use");
    const data = world.client(url, voucherId, { ledger });
    expect((await data.fetch("/days/2026-01-15")).status).to.equal(200);
    await (await beta.ledger.accounts.revoke({ account: key.address })).wait();
    let refusal = "";
    await until(async () => {
      refusal = await data.fetch("/days/2026-01-15").then(
        () => "",
        (error: Error) => error.message,
      );
      return refusal !== "";
    });
    expect(refusal).to.include("USE_SIGNATURE_INVALID");
  });

  it("settles before a key's limit is passed, so that what was signed can be counted", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 4 });
    const { ledger, key } = await world.keyFor(world.parties.beta, "use");
    const account = { account: key.address, powers: ["use"] as const, unitLimit: "10" };
    await (await world.parties.beta.ledger.accounts.change(account)).wait();
    const data = world.client(url, voucherId, { ledger });
    let got = 0;
    while (got < 40) {
      const answer = await data.fetch("/days/2026-01-16");
      if (answer.ok) got++;
      else expect(((await answer.json()) as { code: string }).code).to.equal("LIMIT_REACHED");
    }
    await until(() => lineOf(point, voucherId)!.served === 40);
    await data.close();
    expect(await point.settle()).to.deep.equal([]);
    expect(await unitsOf(voucherId)).to.equal(960n);
  });

  it("keeps a line for another purpose waiting until what was served is signed", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve();
    const data = world.client(url, voucherId);
    await data.fetch("/days/2026-01-09");
    await until(() => lineOf(point, voucherId)!.served === 1);
    const other = world.client(url, voucherId, { analysis: "statistics" });
    await other.fetch("/days/2026-01-09").then(
      () => expect.fail("it was served"),
      (error: Error) => expect(error.message).to.include("LINE_OPEN"),
    );
    await data.close();
    expect((await other.fetch("/days/2026-01-09")).status).to.equal(200);
    expect(await unitsOf(voucherId), "the first line was settled on the way").to.equal(999n);
  });

  it("goes on with what its own key signed before, without a record of it", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 5 });
    for (let run = 1; run <= 3; run++) {
      const data = world.client(url, voucherId);
      for (let i = 0; i < 3; i++) expect((await data.fetch("/days/2026-01-19")).status).to.equal(200);
      await until(() => lineOf(point, voucherId)!.served === 3 * run);
      await data.close();
      expect([data.received, data.unsigned]).to.deep.equal([3, 0]);
    }
    await point.settle();
    expect(await unitsOf(voucherId)).to.equal(991n);
  });

  it("keeps nothing reserved for a request whose client went away", async () => {
    const voucherId = await world.issue("3");
    const { url, point } = await world.serve();
    const token = await open(url, voucherId);
    for (let i = 0; i < 5; i++) {
      const gone = new AbortController();
      const asked = fetch(`${url}/slow`, { headers: { authorization: `Use ${token}` }, signal: gone.signal });
      await until(() => point.reserved(voucherId) === 1);
      gone.abort();
      await asked.catch(() => undefined);
      await until(() => point.reserved(voucherId) === 0);
    }
    expect(lineOf(point, voucherId)!.served).to.equal(0);
    const answer = await fetch(`${url}/days/2026-01-20`, { headers: { authorization: `Use ${token}` } });
    expect(answer.status).to.equal(200);
  });

  it("asks for a signature where a key's limit is below the exposure", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 100 });
    const { ledger, key } = await world.keyFor(world.parties.beta, "use");
    const account = { account: key.address, powers: ["use"] as const, unitLimit: "5" };
    await (await world.parties.beta.ledger.accounts.change(account)).wait();
    const data = world.client(url, voucherId, { ledger });
    for (let got = 0; got < 12;) {
      const answer = await data.fetch("/days/2026-01-21");
      if (answer.ok) got++;
    }
    await until(() => lineOf(point, voucherId)!.served === 12);
    await data.close();
    await point.settle();
    expect(await unitsOf(voucherId)).to.equal(988n);
  });

  it("a client signs nothing for an access point that lies about the beginning", async () => {
    const voucherId = await world.issue();
    const honest = await world.serve({ exposure: 3 });
    // Every receipt that comes from it begins two units lower than the voucher did.
    const between = await world.between(honest.url, (text) =>
      text.replaceAll('"openingUnits":"1000"', '"openingUnits":"998"'),
    );
    const data = world.client(between, voucherId);
    for (let i = 0; i < 3; i++) expect((await data.fetch("/days/2026-01-22")).status).to.equal(200);
    await data.fetch("/days/2026-01-22").then(
      () => expect.fail("it signed"),
      (error: unknown) => expect(error).to.be.instanceOf(ReceiptDisputed),
    );
    expect(lineOf(honest.point, voucherId)!.signed).to.equal(null);
  });

  it("a client signs nothing that it did not receive", async () => {
    const voucherId = await world.issue();
    const { url, point } = await world.serve({ exposure: 2 });
    const data = world.client(url, voucherId);
    await data.fetch("/days/2026-01-12");
    // Somebody else uses the same voucher: this client knows nothing of those units.
    const thief = await open(url, voucherId);
    await fetch(`${url}/days/2026-01-12`, { headers: { authorization: `Use ${thief}` } });
    await until(() => lineOf(point, voucherId)!.served === 2);
    await data.fetch("/days/2026-01-12").then(
      () => expect.fail("it signed"),
      (error: unknown) => {
        expect(error).to.be.instanceOf(ReceiptDisputed);
        expect((error as ReceiptDisputed).receipt.usedUnits).to.equal("2");
      },
    );
    expect(lineOf(point, voucherId)!.signed).to.equal(null);
  });

  async function open(url: string, voucherId: string): Promise<string> {
    const asked = { voucherId, purpose: "logistics", analysis: "lookup" };
    const receipt = (await ask(url, "/challenges", asked)).content as never;
    const signature = await world.user.usage.sign(receipt);
    const { content } = await ask(url, "/sessions", { receipt, signature });
    return (content as unknown as { token: string }).token;
  }
});
