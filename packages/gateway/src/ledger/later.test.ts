import { expect } from "chai";
import { createLedger, engineProfiles, enumNames, rightsOf } from "@data-voucher/sdk";
import { ZeroAddress } from "ethers";
import { rfc3339 } from "../http/time.ts";
import { day, digest } from "../testing/ledger-chain.ts";
import { apply, declare, tellHistory } from "../testing/ledger-history.ts";
import { terms } from "../testing/terms.ts";
import { openLedgerGateway, type LedgerGateway } from "../testing/ledger-gateway.ts";
import { carryOut, tellLater } from "../testing/later-history.ts";
import { zeroDigest } from "./checksum.ts";

/** A moment of the contracts as the API writes it; 0 stands for none. */
const time = (seconds: bigint) => (seconds === 0n ? null : rfc3339(Number(seconds)));
const numberOf = (certificateId: bigint) => (certificateId === 0n ? null : `SJ${certificateId}`);
const orNull = (digestOfIt: string) => (digestOfIt === zeroDigest ? null : digestOfIt);

describe("the index of what follows an initial registration", function () {
  this.timeout(120_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let later: Awaited<ReturnType<typeof tellLater>>;
  let gateway: LedgerGateway;

  before(async () => {
    history = await tellHistory();
    later = await tellLater(history);
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  const certificateOf = (id: bigint) => gateway.get(`/v1/certificates/SJ${id}`);
  const caseOf = (id: bigint) => gateway.get(`/v1/registrations/${id}`);
  const ids = (answer: { items: { caseId: string }[] }) => answer.items.map(({ caseId }) => BigInt(caseId));

  it("knows every case of every kind, and its clocks, as the contract does", async () => {
    const { items } = await gateway.get("/v1/registrations?limit=200");
    expect(items).to.have.length(Number(await history.view("assets", "caseCount")));
    const kinds = new Set<string>();
    for (const one of items) {
      const seen = await history.view("assets", "caseOf", one.caseId);
      const change = await history.view("assets", "changeOf", one.caseId);
      kinds.add(one.kind);
      expect(one.kind).to.equal(enumNames.RegistrationKind[Number(seen.kind)]);
      expect(one.written).to.equal(one.state === enumNames.CaseState[Number(seen.state)]);
      expect(one.assetId).to.equal(seen.assetId);
      expect(one.applicant).to.equal(seen.applicant);
      expect(one.registry).to.equal(seen.registry);
      expect(one.keeper).to.equal(await history.view("assets", "keeperOf", seen.registry));
      expect(one.profileId).to.equal(Number(seen.profileId));
      expect(one.publicRecordId).to.equal(seen.publicRecordId === 0n ? null : String(seen.publicRecordId));
      expect(one.certificate).to.equal(numberOf(seen.certificateId));
      expect(one.subject).to.equal(numberOf(seen.subjectId));
      expect(one.rights).to.eql(rightsOf(seen.rights));
      expect(one.exOfficio).to.equal(seen.exOfficio);
      const ground = enumNames.CancellationGround[Number(seen.ground)];
      expect(one.cancellation).to.equal(ground === "none" ? null : ground);
      expect(one.appliedAt).to.equal(time(seen.appliedAt));
      expect(one.closedAt).to.equal(time(seen.closedAt));
      expect(one.examiner).to.equal(seen.examiner === ZeroAddress ? null : seen.examiner);
      const { sourceCase, rights, documentDigest } = seen.basis;
      expect(one.basis).to.eql(
        one.kind === "initial"
          ? {
              sourceCase: enumNames.SourceCase[Number(sourceCase)],
              rights: rightsOf(rights),
              documentDigest: orNull(documentDigest),
            }
          : null,
      );
      expect(one.terms.map(({ right, until }: Record<string, string>) => [right, until])).to.eql(
        [...seen.terms].map((term) => [enumNames.Right[Number(term.right)], time(term.until)]),
      );
      for (const [i, joint] of [...seen.others].entries()) {
        const { claims, ...own } = one.others[i];
        expect(own).to.eql({
          party: joint.party,
          consentedAt: time(joint.consentedAt),
          certificate: numberOf(joint.certificateId),
        });
        // The ledger copies what passes to a transferee; its certificate tells it here.
        if (one.kind === "initial") expect(claims).to.have.length(joint.claims.length);
      }
      expect(one.others).to.have.length(seen.others.length);
      if (one.kind === "change") {
        expect(one.change).to.include({
          name: change.name === "" ? null : change.name,
          descriptorDigest: orNull(change.descriptorDigest),
          identityDigest: orNull(change.identityDigest),
        });
      } else expect(one.change).to.equal(null);
      const clock = await history.view("assets", "clockOf", one.caseId);
      const due = clock.act === 0n ? null : enumNames.DueAct[Number(clock.act)];
      expect(one.clock, `clock of ${one.caseId}`).to.eql({
        state: enumNames.CaseState[Number(clock.state)],
        acceptBy: time(clock.acceptBy),
        acceptedAt: time(clock.acceptedAt),
        deemed: clock.deemed,
        noticeUntil: time(clock.noticeUntil),
        finishBy: time(clock.finishBy),
        due: due && { act: due, by: clock.by === ZeroAddress ? null : clock.by, until: time(clock.until) },
      });
    }
    expect([...kinds].sort()).to.eql(enumNames.RegistrationKind.slice(1).sort());
  });

  it("knows every certificate and right as the contract does, also what was adjusted or ended", async () => {
    const { items } = await gateway.get("/v1/certificates?limit=200");
    const states = new Set<string>();
    for (const one of items) {
      const seen = await history.view("certificates", "certificateOf", one.certificateId);
      states.add(one.state);
      expect(one.holder).to.equal(seen.holder);
      expect(one.caseId).to.equal(String(seen.caseId));
      expect(one.issuedAt).to.equal(time(seen.issuedAt));
      expect(one.until).to.equal(time(seen.until));
      expect(one.evidenceDigest).to.equal(seen.evidenceDigest);
      expect(one.state).to.equal(enumNames.CertificateState[Number(seen.state)]);
      expect(one.adjustedAt).to.equal(time(seen.adjustedAt));
      expect(one.endedAt).to.equal(time(seen.endedAt));
      for (const right of one.rights) {
        const value = enumNames.Right.indexOf(right.right);
        const entry = await history.view("assets", "rightOf", one.assetId, value, one.holder);
        const carried = entry.certificateId === BigInt(one.certificateId);
        expect(right.live, `${one.number} ${right.right}`).to.equal(carried);
        if (right.endedAt !== null) expect(carried).to.equal(false);
        if (carried) {
          expect(right.until).to.equal(time(entry.claim.until));
          expect(right.caseId).to.equal(String(entry.caseId));
        }
      }
    }
    expect([...states].sort()).to.eql(["cancelled", "valid"]);
    const ended = await gateway.get("/v1/certificates?state=cancelled");
    expect(ended.items.map(({ number }: { number: string }) => number)).to.eql([`SJ${later.jointCertificate}`]);
    expect(ended.items[0].live).to.equal(false);
  });

  it("moves what was given up to the transferee's certificate, and adjusts the other", async () => {
    const { alpha, beta } = history.parties;
    const before = await certificateOf(history.certificateId);
    expect(before).to.include({ holder: alpha.address, state: "valid" });
    const carried = before.rights.filter(({ endedAt }: { endedAt: string | null }) => endedAt === null);
    expect(carried.map(({ right }: { right: string }) => right)).to.eql(["hold"]);
    const after = await certificateOf(later.transferCertificate);
    expect(after).to.include({ holder: beta.address, adjustedAt: null });
    expect(after.rights.map(({ right }: { right: string }) => right)).to.eql(["use", "operate"]);
    const found = await caseOf(later.transferred);
    expect(found.others[0]).to.include({ party: beta.address, certificate: after.number });
    expect(before.cases.slice(0, 2)).to.eql([String(later.renewed), String(later.transferred)]);
  });

  it("shows a change before and after, and the asset under its new name with the old in its history", async () => {
    const found = await caseOf(later.changed);
    expect(found.change).to.eql({
      name: "南宁公交客流数据（二版）",
      nameBefore: "南宁公交客流数据",
      descriptorDigest: digest("descriptor 2"),
      descriptorBefore: digest("descriptor"),
      identityDigest: null,
    });
    const asset = await gateway.get(`/v1/assets/${later.fusedId}`);
    const seen = await history.view("assets", "assetOf", later.fusedId);
    expect(asset).to.include({ name: "南宁公交客流数据（二版）", descriptorDigest: seen.descriptorDigest });
    const told = asset.descriptionHistory.map(({ name, caseId }: Record<string, unknown>) => [name, caseId]);
    expect(told).to.eql([
      ["南宁公交客流数据", null],
      ["南宁公交客流数据（二版）", String(later.changed)],
    ]);
    const { items } = await gateway.get(`/v1/search?q=${encodeURIComponent("二版")}`);
    expect(items[0]).to.include({ type: "asset", id: later.fusedId });
    expect((await certificateOf(later.fusedCertificate)).identityDigest).to.equal(digest("identity 2"));
  });

  it("lets a right that is being renewed live past its end, and lists cases by kind, certificate and party", async () => {
    const certificate = await certificateOf(history.certificateId);
    const [hold] = certificate.rights.filter(({ right }: { right: string }) => right === "hold");
    expect(Date.parse(hold.until)).to.be.lessThan(Date.parse(certificate.asOfBlock.time));
    expect(hold.live).to.equal(true);
    expect(certificate.live).to.equal(true);
    expect(ids(await gateway.get("/v1/registrations?kind=renewal"))).to.eql([later.renewed]);
    expect(ids(await gateway.get("/v1/registrations?kind=transfer"))[1]).to.equal(later.transferred);
    const about = await gateway.get(`/v1/registrations?certificate=${certificate.number}`);
    expect(ids(about)).to.eql([later.renewed, later.transferred]);
    const ofBeta = await gateway.get(`/v1/registrations?applicant=${history.parties.beta.address}`);
    expect(ids(ofBeta)).to.include.members([later.joint, later.transferred, later.changed, later.cancelled]);
    const { items } = await gateway.get("/v1/registrations?act=consent");
    expect(items).to.have.length(1);
    expect(items[0].clock.due).to.eql({ act: "consent", by: history.parties.gamma.address, until: null });
    expect(items[0]).to.include({ state: "awaitingConsent", appliedAt: null, overdue: false, workingDaysLeft: null });
  });

  it("brings the cases and certificates of a registry that left to its successor's desk", async () => {
    const { registry } = history.parties;
    const { leaving, open, kept, openCertificate } = later;
    const found = await caseOf(open);
    expect(found).to.include({ registry: leaving.address, keeper: registry.address, state: "certified" });
    expect(ids(await gateway.get(`/v1/registrations?registry=${registry.address}&limit=200`))).to.include(open);
    expect(ids(await gateway.get(`/v1/registrations?registry=${leaving.address}`))).to.include(open);
    expect(await certificateOf(kept)).to.include({ registry: leaving.address, keeper: registry.address });
    expect(await certificateOf(openCertificate)).to.include({ registry: registry.address });
    const { items } = await gateway.get(`/v1/certificates?registry=${registry.address}`);
    expect(items.map(({ number }: { number: string }) => number)).to.include(`SJ${kept}`);
    expect((await gateway.get(`/v1/parties/${leaving.address}`)).successor).to.equal(registry.address);
    expect((await gateway.get(`/v1/parties/${registry.address}`)).successor).to.equal(null);
    const queue = await gateway.get(`/v1/registrations?order=due&registry=${leaving.address}`);
    expect(queue.items).to.eql([]);
  });

  it("lists what depended on what fell away, until it is settled", async () => {
    const { items } = await gateway.get("/v1/reviews");
    const seriesLost = items.filter(({ kind }: { kind: string }) => kind === "seriesBasisLost");
    const overTransferred = seriesLost.filter(({ causeCase }: { causeCase: string }) => causeCase !== null);
    expect(overTransferred.length).to.be.above(0);
    for (const one of overTransferred) {
      expect(one).to.include({
        cause: "transfer",
        causeCase: String(later.transferred),
        certificate: `SJ${history.certificateId}`,
        registry: history.parties.registry.address,
        state: "open",
      });
      expect((await gateway.get(`/v1/series/${one.seriesId}`)).state.basisLost).to.equal(true);
    }
    const [use] = items.filter(({ kind }: { kind: string }) => kind === "sourceUseLost");
    expect(use).to.include({
      cause: "transfer",
      causeCase: String(later.transferred),
      causeAssetId: history.assetId,
      assetId: later.derived,
      certificate: `SJ${later.derivedCertificate}`,
      holder: history.parties.alpha.address,
    });
    const settled = await gateway.get("/v1/reviews?state=resolved&kind=sourceCore");
    expect(settled.items[0]).to.include({ assetId: later.derived, resolvedBy: "gradeLowered", state: "resolved" });
    const ofDerived = await gateway.get(`/v1/reviews?asset=${later.derived}&state=all`);
    expect(ofDerived.items).to.have.length(2);
    expect((await gateway.get(`/v1/reviews?certificate=SJ${later.kept}`)).items).to.eql([]);
    const paged = await gateway.get("/v1/reviews?limit=1&state=all");
    const next = await gateway.get(`/v1/reviews?limit=1&state=all&cursor=${paged.nextCursor}`);
    expect(next.items[0].reviewId).to.not.equal(paged.items[0].reviewId);
    expect(paged.names[paged.items[0].holder]).to.be.a("string");
  });

  it("flags assets of equal fingerprint, equal description or near name beside a case", async () => {
    const { flags, assetId } = await caseOf(later.open);
    expect(flags.every((flag: { assetId: string }) => flag.assetId !== assetId)).to.equal(true);
    const kinds = new Set(flags.map(({ kind }: { kind: string }) => kind));
    expect([...kinds]).to.eql(["equalFingerprint", "equalDescription"]);
    const near = (await caseOf(history.caseId)).flags.filter(({ kind }: { kind: string }) => kind === "nearName");
    expect(near[0]).to.include({ similarity: 1000, sameDeclarant: false });
  });

  it("tells the same history of an asset as the chain alone, and of a party at least that", async () => {
    const { anvil, startBlock, addresses } = history;
    const contracts = Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, { address }]));
    const deployment = { chainId: anvil.chainId, startBlock, contracts };
    const ledger = await createLedger({ rpcUrl: anvil.url, deployment, profile: engineProfiles.hardhat });
    const idsOf = async (query: { assetId: string } | { party: string }) => {
      const told: string[] = [];
      for await (const { id, name } of ledger.provenance.history(query)) told.push(`${id} ${name}`);
      return told;
    };
    const pages = async (path: string) => {
      const told: string[] = [];
      for (let cursor = ""; ;) {
        const page = await gateway.get(`${path}/history?order=oldest&limit=200${cursor}`);
        told.push(...page.items.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`));
        if (page.nextCursor === null) return told;
        cursor = `&cursor=${page.nextCursor}`;
      }
    };
    try {
      for (const assetId of [history.assetId, later.fusedId, later.derived]) {
        expect(await pages(`/v1/assets/${assetId}`)).to.eql(await idsOf({ assetId }));
      }
      for (const party of [history.parties.beta.address, later.leaving.address]) {
        const own = (await idsOf({ party })).filter((one) => !/RequestConsumed|RegistryCodeSet/.test(one));
        expect(await pages(`/v1/parties/${party}`)).to.include.members(own);
      }
    } finally {
      ledger.close();
    }
  });

  it("carries out a renewal that was accepted by law, and the certificate lasts on", async () => {
    const { registry } = history.parties;
    const { call, view } = history;
    const [step, caseId] = [digest("step"), later.renewed];
    await call("assets", registry.key, "examineRegistration", caseId, step);
    await call("assets", registry.key, "waiveNotice", caseId, step);
    await call("assets", registry.key, "certifyRegistration", caseId, digest("renewed"), true);
    await gateway.indexed();
    const seen = await view("certificates", "certificateOf", history.certificateId);
    const certificate = await certificateOf(history.certificateId);
    expect(certificate).to.include({ live: true, until: time(seen.until), adjustedAt: time(seen.adjustedAt) });
    const [term] = (await caseOf(caseId)).terms;
    const right = certificate.rights.find((one: { right: string }) => one.right === "hold");
    expect(right).to.include({ live: true, until: term.until, caseId: String(history.caseId) });
    expect(Date.parse(term.before)).to.be.lessThan(Date.parse(term.until));
  });

  it("settles what was lost for a source when the use right is back, or what depends has ended", async () => {
    const { alpha, registry } = history.parties;
    const { call, view } = history;
    const ofDerived = async () => {
      await gateway.indexed();
      const { items } = await gateway.get(`/v1/reviews?asset=${later.derived}&state=all&kind=sourceUseLost`);
      return items.map(({ cause, resolvedBy }: Record<string, string>) => [cause, resolvedBy]);
    };
    const again = await carryOut(history, registry, await apply(history, alpha, registry, history.assetId, [2]));
    expect(await ofDerived()).to.eql([["transfer", "useBack"]]);
    const evidenceDigest = digest("over");
    const cancellation = { certificateId: again, rights: 4, ground: 2, evidenceDigest };
    await call("assets", alpha.key, "applyForCancellation", cancellation);
    await carryOut(history, registry, await view("assets", "caseCount"));
    expect(await ofDerived()).to.eql([
      ["cancellation", null],
      ["transfer", "useBack"],
    ]);
    const all = { certificateId: later.derivedCertificate, rights: 14, ground: 4, evidenceDigest };
    await call("assets", registry.key, "beginCancellation", all);
    const caseId = await view("assets", "caseCount");
    await call("assets", registry.key, "certifyRegistration", caseId, digest("gone"), true);
    expect(await ofDerived()).to.eql([
      ["cancellation", "certificateEnded"],
      ["transfer", "useBack"],
    ]);
  });

  it("lists derived data of an operator whose authorisation or record ended, unless it may use the source still", async () => {
    const { body, operator, authority, registry } = history.parties;
    const { call, view, now, publicAsset } = history;
    const documentDigest = digest("document");
    const record = async (number: string) => {
      await call("records", body.key, "submitRecord", publicAsset, (await now()) + 600 * day, documentDigest);
      const id: bigint = await view("records", "recordCount");
      await call("records", authority.key, "publishRecord", id, documentDigest);
      await history.passTo(Number((await view("records", "recordOf", id)).noticeUntil) + 1);
      await call("records", authority.key, "admitRecord", id, number, documentDigest);
      return id;
    };
    let authorised = 1;
    const authorise = async (recordId: bigint) => {
      const start = await now();
      const term = { start, until: start + 300 * day, territory: 156, resale: true, purposes: 0b11 };
      const safety = { level: 3, until: start + 300 * day, documentDigest };
      const given = {
        recordId,
        operator: operator.address,
        scene: "分析",
        agreementDigest: documentDigest,
        safety,
        ...term,
      };
      await call("records", body.key, "authoriseOperation", given);
      authorised += 1;
      return authorised;
    };
    const recordId = await record("GX-2027-1");
    const first = await authorise(recordId);
    const product = await declare(history, operator, { source: 4, sources: [publicAsset], name: "区划关联分析" });
    const certificateId = await carryOut(history, registry, await apply(history, operator, registry, product));
    const second = await authorise(recordId);
    const told = async () => {
      await gateway.indexed();
      const { items } = await gateway.get(`/v1/reviews?asset=${product}&state=all`);
      return items.map(({ cause, resolvedBy }: Record<string, string>) => [cause, resolvedBy]);
    };
    await call("records", body.key, "endAuthorisation", first, documentDigest);
    expect(await told()).to.eql([]);
    // Another authorisation that stands still for its safety does not help.
    await call("records", body.key, "suspendOperation", second, documentDigest);
    expect(await told()).to.eql([["safety", null]]);
    await call("records", body.key, "resumeOperation", second, documentDigest);
    expect(await told()).to.eql([["safety", "useBack"]]);
    await call("records", body.key, "endAuthorisation", second, documentDigest);
    const earlier = ["safety", "useBack"];
    expect(await told()).to.eql([["authorisation", null], earlier]);
    await authorise(recordId);
    expect(await told()).to.eql([["authorisation", "useBack"], earlier]);
    await authorise(recordId);
    await call("records", authority.key, "cancelRecord", recordId, 4, documentDigest);
    expect(await told()).to.eql([["authorisation", null], ["authorisation", "useBack"], earlier]);
    const [open] = (await gateway.get(`/v1/reviews?certificate=SJ${certificateId}`)).items;
    expect(open).to.include({
      kind: "sourceUseLost",
      causeAssetId: publicAsset,
      holder: operator.address,
      causeCase: null,
    });
  });

  it("lists the series over a product of authorised operation whose public record was cancelled (article 15)", async () => {
    const { operator, authority, registry } = history.parties;
    const { call, view, now } = history;
    const product = await declare(history, operator, { category: 4, name: "区划查询产品" });
    await call("records", operator.key, "submitRecord", product, (await now()) + 600 * day, digest("product"));
    const recordId: bigint = await view("records", "recordCount");
    await call("records", authority.key, "publishRecord", recordId, digest("notice"));
    await history.passTo(Number((await view("records", "recordOf", recordId)).noticeUntil) + 1);
    await call("records", authority.key, "admitRecord", recordId, "GX-2027-PRODUCT", digest("admitted"));
    const caseId = await apply(history, operator, registry, product, [1, 2, 3], recordId);
    const certificateId = await carryOut(history, registry, caseId);
    await call("ledger", operator.key, "openSeries", terms(certificateId, await now()));
    await call("records", authority.key, "cancelRecord", recordId, 1, digest("lost"));
    await gateway.indexed();
    const { items } = await gateway.get(`/v1/reviews?asset=${product}`);
    expect(items.map(({ kind, cause }: Record<string, string>) => [kind, cause])).to.eql([
      ["seriesBasisLost", "record"],
    ]);
  });
});
