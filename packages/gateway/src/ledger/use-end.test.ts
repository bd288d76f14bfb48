import { expect } from "chai";
import { rfc3339 } from "../http/time.ts";
import { day, digest } from "../testing/ledger-chain.ts";
import { apply, declare, tellHistory } from "../testing/ledger-history.ts";
import { openLedgerGateway, type LedgerGateway } from "../testing/ledger-gateway.ts";
import { carryOut } from "../testing/later-history.ts";

describe("the use of a source that time ends (articles 21, 36)", function () {
  this.timeout(120_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  const reviewsOf = async (assetId: string) => {
    await gateway.indexed();
    return (await gateway.get(`/v1/reviews?asset=${assetId}&state=all`)).items as Record<string, unknown>[];
  };
  const causes = async (assetId: string) =>
    (await reviewsOf(assetId)).map(({ cause, resolvedBy }) => [cause, resolvedBy]);

  /** A source of alpha's, and a certificate in data derived from it; the use of the source ends first. */
  const derive = async (name: string) => {
    const { alpha, registry } = history.parties;
    const source = await declare(history, alpha, { name, fingerprint: digest(name) });
    const sourceCertificate = await carryOut(history, registry, await apply(history, alpha, registry, source));
    await history.pass(day);
    const derived = await declare(history, alpha, { source: 4, sources: [source], name: `${name}指数` });
    const certificate = await carryOut(history, registry, await apply(history, alpha, registry, derived));
    const { until } = (await history.view("assets", "rightOf", source, 2, alpha.address)).claim;
    return { source, sourceCertificate, derived, certificate, until: Number(until) };
  };

  it("is listed for an operator whose assessed safety, or authorisation, came to its end", async () => {
    const { body, operator, authority, registry } = history.parties;
    const { call, view, now, publicAsset } = history;
    const documentDigest = digest("document");
    await call("records", body.key, "submitRecord", publicAsset, (await now()) + 600 * day, documentDigest);
    const recordId: bigint = await view("records", "recordCount");
    await call("records", authority.key, "publishRecord", recordId, documentDigest);
    await history.passTo(Number((await view("records", "recordOf", recordId)).noticeUntil) + 1);
    await call("records", authority.key, "admitRecord", recordId, "GX-2028-1", documentDigest);
    const start = await now();
    const until = start + 100 * day;
    const term = { start, until, territory: 156, resale: true, purposes: 0b11 };
    const safety = { level: 3, until: start + 60 * day, documentDigest };
    const given = {
      recordId,
      operator: operator.address,
      scene: "分析",
      agreementDigest: documentDigest,
      safety,
      ...term,
    };
    await call("records", body.key, "authoriseOperation", given);
    const authorisationId: bigint = await view("records", "authorisationCount");
    const product = await declare(history, operator, { source: 4, sources: [publicAsset], name: "区划时序分析" });
    await carryOut(history, registry, await apply(history, operator, registry, product));
    await history.passTo(safety.until + 1);
    expect(await causes(product)).to.eql([["expiry", null]]);
    await call("records", body.key, "assessOperation", authorisationId, { ...safety, until: until + 60 * day });
    expect(await causes(product)).to.eql([["expiry", "useBack"]]);
    await history.passTo(until + 1);
    expect(await causes(product)).to.eql([
      ["expiry", null],
      ["expiry", "useBack"],
    ]);
  });

  it("is listed with the first block after its end, by no case and no transaction, until the right is back", async () => {
    const { alpha, registry } = history.parties;
    const { source, derived, certificate, until } = await derive("港口吞吐量");
    await history.passTo(until);
    expect(await causes(derived)).to.eql([]);
    await history.passTo(until + 1);
    const [open] = await reviewsOf(derived);
    expect(open).to.include({
      kind: "sourceUseLost",
      cause: "expiry",
      causeCase: null,
      transaction: null,
      causeAssetId: source,
      certificate: `SJ${certificate}`,
      holder: alpha.address,
      since: rfc3339(until + 1),
      state: "open",
    });
    await carryOut(history, registry, await apply(history, alpha, registry, source));
    expect(await causes(derived)).to.eql([["expiry", "useBack"]]);
  });

  it("waits while a renewal is being decided, and is listed within a day of its refusal", async () => {
    const { alpha, registry } = history.parties;
    const { sourceCertificate, derived, until } = await derive("铁路货运量");
    await history.passTo(until - 60 * day);
    await history.call("assets", alpha.key, "applyForRenewal", {
      certificateId: sourceCertificate,
      terms: [{ right: 2, until: until + 300 * day }],
      evidenceDigest: digest("renewal"),
    });
    const caseId: bigint = await history.view("assets", "caseCount");
    await history.passTo(until + 3 * day);
    expect(await causes(derived)).to.eql([]);
    await history.call("assets", registry.key, "refuseRegistration", caseId, 1, digest("refused"));
    await history.pass(day + 1);
    expect(await causes(derived)).to.eql([["expiry", null]]);
  });

  it("is not listed where the right was renewed, until the new end", async () => {
    const { alpha, registry } = history.parties;
    const { sourceCertificate, derived, until } = await derive("航空货运量");
    await history.passTo(until - 60 * day);
    await history.call("assets", alpha.key, "applyForRenewal", {
      certificateId: sourceCertificate,
      terms: [{ right: 2, until: until + 300 * day }],
      evidenceDigest: digest("renewal"),
    });
    await carryOut(history, registry, await history.view("assets", "caseCount"));
    await history.passTo(until + 2 * day);
    expect(await causes(derived)).to.eql([]);
    await history.passTo(until + 300 * day + 1);
    expect(await causes(derived)).to.eql([["expiry", null]]);
  });
});
