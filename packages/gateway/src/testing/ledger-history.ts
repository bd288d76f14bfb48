import { MaxUint256, Wallet, ZeroAddress } from "ethers";
import {
  day,
  digest,
  everyPower,
  roleBits,
  startLedgerChain,
  zeroDigest,
  type LedgerChain,
  type TestParty,
} from "./ledger-chain.ts";
import { tellSubmissions } from "./national-history.ts";
import { tellRecordRequests } from "./record-history.ts";
import { tellLicences } from "./licence-history.ts";
import { terms } from "./terms.ts";
import { settleUses } from "./use-history.ts";

/** Claims to rights (1 hold, 2 use, 3 operate) for a year. */
const claims = (time: number, rights: readonly number[]) =>
  rights.map((right) => ({
    right,
    until: time + 365 * day,
    territory: 156,
    resale: true,
    purposes: 0b111,
    limitsDigest: zeroDigest,
  }));

/** Declares an asset; returns its id. */
export async function declare(
  chain: LedgerChain,
  party: TestParty,
  over: Record<string, unknown> = {},
): Promise<string> {
  const key = digest(`key ${Math.random()}`);
  await chain.call("assets", party.key, "declareAsset", {
    key,
    name: "2026年广西物流周转量 logistics turnover",
    fingerprint: digest("fingerprint"),
    descriptorDigest: digest("descriptor"),
    source: 1,
    category: 1,
    grade: 1,
    sources: [],
    ...over,
  });
  return chain.view("assets", "assetIdOf", party.address, key);
}

/** Opens a case for an asset; returns its number. */
export async function apply(
  chain: LedgerChain,
  party: TestParty,
  registry: TestParty,
  assetId: string,
  rights = [1, 2, 3],
  publicRecordId = 0n,
  over: Record<string, unknown> = {},
) {
  await chain.call("assets", party.key, "applyForRegistration", {
    assetId,
    registry: registry.address,
    evidenceDigest: digest("evidence"),
    publicRecordId,
    basis: { sourceCase: 0, rights: 0, documentDigest: zeroDigest },
    claims: claims(await chain.now(), rights),
    others: [],
    ...over,
  });
  return (await chain.view("assets", "caseCount")) as bigint;
}

/** Takes an open case through to the certificate; returns its token id. */
export async function certify(chain: LedgerChain, registry: TestParty, caseId: bigint): Promise<bigint> {
  await chain.call("assets", registry.key, "acceptRegistration", caseId, digest("accepted"));
  await chain.call("assets", registry.key, "examineRegistration", caseId, digest("examined"));
  await chain.call("assets", registry.key, "publishRegistration", caseId, digest("notice"));
  await chain.passNotice(caseId);
  await chain.call("assets", registry.key, "certifyRegistration", caseId, digest("stored"), true);
  return (await chain.view("assets", "caseOf", caseId)).certificateId;
}

/** A real history in which every kind of event happens at least once. */
export async function tellHistory() {
  const chain = await startLedgerChain();
  const { call, view, now, admit, authority, governance } = chain;
  const registry = await chain.admitRegistry("广西数据登记中心");
  await call("assets", authority.key, "setRegistryCode", registry.address, 45, 1);
  const body = await admit({ roles: roleBits.body, name: "统计局 Statistics Bureau" });
  const operator = await admit({ roles: roleBits.trader | roleBits.operator, name: "公共数据运营公司" });
  const alpha = await admit({ name: "阿尔法数据有限公司" });
  const beta = await admit({ name: "Beta Logistics" });
  const gamma = await admit({ name: "Gamma Cold Chain" });
  const person = await admit({ name: "" });
  const parties = { governance, authority, registry, body, operator, alpha, beta, gamma, person };

  // Parties and keys change.
  const second = Wallet.createRandom();
  const third = Wallet.createRandom();
  const fourth = Wallet.createRandom();
  await call("ledger", alpha.key, "addAccount", second.address, 1, 0, 500);
  await call("ledger", alpha.key, "changeAccount", second.address, 3, (await now()) + 300 * day, 0);
  await call("ledger", alpha.key, "rotateAccount", second.address, third.address);
  await call("ledger", alpha.key, "revokeAccount", third.address);
  await call(
    "ledger",
    authority.key,
    "recoverAccount",
    gamma.address,
    ZeroAddress,
    fourth.address,
    everyPower,
    digest("lost"),
  );
  await call("ledger", authority.key, "changeStanding", gamma.address, 2, digest("warning"));
  await call(
    "ledger",
    authority.key,
    "changeIdentity",
    gamma.address,
    "Gamma 冷链",
    digest("identity 2"),
    digest("renamed"),
  );
  await call("ledger", authority.key, "changeJurisdiction", gamma.address, 344, digest("moved"));
  await call("ledger", authority.key, "changeJurisdiction", gamma.address, 156, digest("moved back"));
  await call("ledger", alpha.key, "appointSigner", alpha.key.address, digest("appointment"));
  await call("ledger", alpha.key, "commitSafeUse", 0, digest("commitment 0"));
  for (const [edition, requiredFrom] of [
    [1, 0],
    [2, (await now()) + 400 * day],
  ] as const) {
    await call("ledger", authority.key, "publishCommitment", requiredFrom, digest(`text ${edition}`));
    await call("ledger", alpha.key, "commitSafeUse", edition, digest(`commitment ${edition}`));
  }
  await call("ledger", beta.key, "appointSigner", beta.key.address, digest("appointment"));
  await call("ledger", beta.key, "dismissSigner", beta.key.address, digest("dismissal"));

  // Property track: one case with supplement, objection and certificate, one refused, one withdrawn.
  const assetId = await declare(chain, alpha);
  const caseId = await apply(chain, alpha, registry, assetId);
  await call("assets", registry.key, "askSupplement", caseId, (await now()) + 5 * day, digest("missing"));
  await call("assets", alpha.key, "giveSupplement", caseId, digest("evidence 2"));
  await call("assets", registry.key, "acceptRegistration", caseId, digest("accepted"));
  await call("assets", registry.key, "examineRegistration", caseId, digest("examined"));
  await call("assets", registry.key, "extendExamination", caseId, 5, digest("more time"));
  await call("assets", registry.key, "publishRegistration", caseId, digest("notice"));
  await call("assets", beta.key, "objectToRegistration", caseId, digest("objection"));
  await call("assets", registry.key, "resolveObjection", caseId, 0, false, digest("unfounded"));
  await chain.passNotice(caseId);
  await call("assets", registry.key, "certifyRegistration", caseId, digest("stored"), true);
  const certificateId: bigint = (await view("assets", "caseOf", caseId)).certificateId;
  await tellSubmissions(chain, registry, caseId);
  const derivedId = await declare(chain, alpha, { source: 4, sources: [assetId], name: "派生指标 derived index" });
  const refused = await apply(chain, alpha, registry, derivedId);
  await call("assets", registry.key, "refuseRegistration", refused, 2, digest("unlawful"));
  const withdrawn = await apply(chain, alpha, registry, derivedId);
  await call("assets", alpha.key, "withdrawRegistration", withdrawn);
  // What time does by itself: an application lapses, and that is written down; another is accepted, and one in
  // examination goes on without what was asked for; one goes to certification without notice.
  const lapsed = await apply(chain, alpha, registry, derivedId);
  await call("assets", registry.key, "askSupplement", lapsed, (await now()) + day, digest("missing"));
  const examined = await apply(chain, alpha, registry, derivedId);
  const waived = await apply(chain, alpha, registry, derivedId);
  await chain.passTo(Number((await view("assets", "clockOf", waived)).acceptBy) + 7 * day);
  await call("assets", beta.key, "settleClock", lapsed);
  await call("assets", registry.key, "askSupplement", examined, (await now()) + day, digest("missing"));
  await call("assets", registry.key, "examineRegistration", waived, digest("examined"));
  await call("assets", registry.key, "waiveNotice", waived, digest("urgent"));
  await chain.pass(2 * day);
  await call("assets", beta.key, "settleClock", examined);
  await call("assets", authority.key, "gradeAsset", derivedId, 2, digest("assessment"), digest("graded"));

  // Public track.
  const publicAsset = await declare(chain, body, {
    category: 3,
    name: "行政区划代码 divisions",
    fingerprint: digest("divisions"),
  });
  await call("records", body.key, "submitRecord", publicAsset, (await now()) + 800 * day, digest("public"));
  await call("records", authority.key, "publishRecord", 1, digest("public notice"));
  await chain.passTo(Number((await view("records", "recordOf", 1)).noticeUntil) + 1);
  await call("records", authority.key, "admitRecord", 1, "GX-2026-000001", digest("admitted"));
  const start = await now();
  await call("records", body.key, "authoriseOperation", {
    recordId: 1,
    operator: operator.address,
    scene: "物流时效分析",
    purposes: 0b11,
    territory: 156,
    start,
    until: start + 400 * day,
    resale: true,
    agreementDigest: digest("agreement"),
    safety: { level: 3, until: start + 300 * day, documentDigest: digest("assessment") },
  });
  await tellRecordRequests(chain, { body, touched: beta });

  // Vouchers.
  const seriesTerms = terms(certificateId, await now());
  await call("ledger", alpha.key, "openSeries", seriesTerms);
  await call(
    "ledger",
    operator.key,
    "openSeries",
    terms(1n, await now(), { basisKind: 2, end: (await now()) + 30 * day }),
  );
  const short = terms(certificateId, await now(), { end: (await now()) + 20 * day });
  await call("ledger", alpha.key, "openSeries", short);
  const voucher = (seriesId: number, serial: number) => (BigInt(seriesId) << 32n) | BigInt(serial);
  await call("ledger", alpha.key, "issue", 1, beta.address, 1_000, digest("voucher"));
  await call(
    "ledger",
    alpha.key,
    "issueBatch",
    1,
    [beta.address, person.address],
    [300, 40],
    [digest("b"), digest("c")],
  );
  await call("ledger", operator.key, "issue", 2, beta.address, 77, digest("public voucher"));
  await call("ledger", alpha.key, "issue", 3, gamma.address, 55, digest("short"));
  await call("ledger", beta.key, "transferBatch", [voucher(1, 1)], gamma.address);
  await call("ledger", gamma.key, "transferBatch", [voucher(1, 1)], beta.address);
  await call("ledger", beta.key, "split", voucher(1, 1), [200, 50]);
  await call("ledger", beta.key, "transferBatch", [voucher(1, 4)], gamma.address);
  await call("ledger", gamma.key, "split", voucher(1, 4), [60]);
  await call("ledger", beta.key, "merge", voucher(1, 1), [voucher(1, 2)]);
  const units = "transferFrom(uint256,address,uint256)";
  await call("ledger", beta.key, units, voucher(1, 1), gamma.address, 25);
  await call("ledger", person.key, units, voucher(1, 3), beta.address, 40);
  await call("ledger", beta.key, "transferFrom(uint256,uint256,uint256)", voucher(1, 1), voucher(1, 4), 5);
  await call("ledger", beta.key, "approve(uint256,address,uint256)", voucher(1, 1), gamma.address, 7);
  await call("ledger", beta.key, "approve(address,uint256)", gamma.address, voucher(1, 1));
  await call("ledger", beta.key, "setApprovalForAll", operator.address, true);
  // A lock that a split inherits.
  const controller = governance.key;
  await call("ledger", controller, "setLockController", 0, controller.address);
  await call("ledger", controller, "setLockController", 2, controller.address);
  await call("ledger", controller, "lock", voucher(1, 1), 0, digest("pledge"));
  await call("ledger", controller, "splitLocked", voucher(1, 1), 0, 100);
  await call("ledger", controller, "lock", voucher(1, 1), 2, digest("seizure"));
  await call("ledger", controller, "unlock", voucher(1, 1), 0, digest("repaid"));
  await call("ledger", gamma.key, "cancel", voucher(1, 6), digest("given up"));
  // Uses: for two purposes, in one transaction, and of everything that a voucher has.
  await call("ledger", authority.key, "prohibitAnalyses", 1 << 10, digest("prohibited list"));
  await settleUses(chain, gamma.key, alpha.key, { voucherId: voucher(1, 4), units: 30 });
  await settleUses(
    chain,
    gamma.key,
    alpha.key,
    { voucherId: voucher(1, 4), units: 12, purpose: 1, analysis: 1 },
    { voucherId: voucher(1, 7), units: 25 },
  );
  await call("ledger", authority.key, "suspendSeries", 1, true, digest("suspicion"));
  await call("ledger", authority.key, "suspendSeries", 1, false, digest("cleared"));
  await call("records", authority.key, "suspendOperation", 1, digest("incident"));
  await call("records", authority.key, "resumeOperation", 1, digest("mended"));
  const longer = { level: 4, until: start + 600 * day, documentDigest: digest("second assessment") };
  await call("records", body.key, "assessOperation", 1, longer);
  await call("records", body.key, "endAuthorisation", 1, digest("ended early"));
  await call("ledger", alpha.key, "closeSeries", 3);
  await chain.pass(21 * day);
  await call("ledger", gamma.key, "expire", [voucher(3, 1)]);
  await call("records", authority.key, "cancelRecord", 1, 4, digest("record over"));
  await tellLicences(chain, { authority, alpha, beta, gamma, operator }, certificateId);
  // A case that waits for its registry.
  const waiting = await apply(chain, alpha, registry, derivedId);
  return {
    ...chain,
    parties,
    assetId,
    derivedId,
    publicAsset,
    caseId,
    refused,
    withdrawn,
    lapsed,
    examined,
    waived,
    waiting,
    certificateId,
    voucher,
    everything: MaxUint256,
  };
}
