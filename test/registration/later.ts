import {
  claims,
  declareAsset,
  digest,
  now,
  passNotice,
  type TestLedger,
  type TestParty,
  zeroDigest,
} from "../fixture.ts";
import { acts, apply, document, rights } from "./cases.ts";

/** Sets of rights, as in contracts/registration/RegistrationTypes.sol: bit n stands for the right n. */
export const bits = { hold: 2, use: 4, operate: 8, all: 14 } as const;

/** Kinds of registration and grounds and states of their ends, as in contracts/registration/RegistrationTypes.sol. */
export const kinds = { initial: 1, transfer: 2, change: 3, renewal: 4, cancellation: 5 } as const;
export const endGrounds = { none: 0, request: 1, destroyed: 2, objection: 3, law: 4 } as const;
export const certificateStates = { valid: 1, transferred: 2, cancelled: 3 } as const;

/** An entry of a right that nobody has. */
export const noRight = { certificateId: 0, caseId: 0, since: 0, claim: [0, 0, 0, false, 0, zeroDigest] };

/** The same ledger, whose acts of a registry are done by another one. */
export const servedBy = (ledger: TestLedger, registry: TestParty): TestLedger => ({
  ...ledger,
  parties: { ...ledger.parties, registry },
});

/** Takes a filed case to where only its certificate is missing; what the law has accepted meanwhile is not again. */
export async function toEnd(ledger: TestLedger, caseId: bigint): Promise<void> {
  const { deemed } = await ledger.assets.clockOf(caseId);
  if (!deemed) await acts.acceptRegistration(ledger, caseId);
  await acts.examineRegistration(ledger, caseId);
  if ((await ledger.assets.caseOf(caseId)).kind === BigInt(kinds.cancellation)) return;
  await acts.publishRegistration(ledger, caseId);
  await passNotice(ledger, caseId);
}

/** Takes a filed case to its certificate; returns the transaction that certified. */
export async function complete(ledger: TestLedger, caseId: bigint) {
  await toEnd(ledger, caseId);
  return acts.certifyRegistration(ledger, caseId);
}

/** A party consents to a case. */
export const consent = ({ assets }: TestLedger, party: TestParty, caseId: bigint) =>
  assets.connect(party.key).consentToRegistration(caseId);

/** Who applies together with alpha, each with claims to these rights. */
export const joined = async (parties: readonly TestParty[], list: readonly number[] = Object.values(rights)) => {
  const claimed = claims(await now(), list);
  return parties.map(({ address }) => ({ party: address, claims: claimed }));
};

/** A certificate over a new asset for alpha, and for each of the others together with it; all three rights each. */
export async function certified(
  ledger: TestLedger,
  others: readonly TestParty[] = [],
  over: Record<string, unknown> = {},
) {
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  const claimed = claims(await now(), Object.values(rights), over);
  const caseId = await apply(ledger, ledger.parties.alpha, assetId, {
    claims: claimed,
    others: others.map(({ address }) => ({ party: address, claims: claimed })),
  });
  for (const party of others) await consent(ledger, party, caseId);
  await complete(ledger, caseId);
  const seen = await ledger.assets.caseOf(caseId);
  return {
    assetId,
    caseId,
    certificateId: seen.certificateId,
    otherIds: seen.others.map((each) => each.certificateId),
  };
}

/** A transfer of all rights to beta; override what a test is about. */
export const transferOf = ({ parties }: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) => ({
  certificateId,
  rights: bits.all as number,
  transferee: parties.beta.address,
  evidenceDigest: digest("transfer contract"),
  ...over,
});

/** A change of the data's name; override what a test is about. */
export const changeOf = (certificateId: bigint, over: Record<string, unknown> = {}) => ({
  certificateId,
  name: "2026 Guangxi logistics turnover, monthly",
  descriptorDigest: zeroDigest,
  identityDigest: zeroDigest,
  evidenceDigest: digest("before and after"),
  ...over,
});

/** A renewal of these rights until a moment. */
export const renewalOf = (
  certificateId: bigint,
  until: number | bigint,
  list: readonly number[] = Object.values(rights),
  over: Record<string, unknown> = {},
) => ({
  certificateId,
  terms: list.map((right) => ({ right, until })),
  evidenceDigest: digest("renewal"),
  ...over,
});

/** A cancellation of all rights on request; override what a test is about. */
export const cancellationOf = (certificateId: bigint, over: Record<string, unknown> = {}) => ({
  certificateId,
  rights: bits.all as number,
  ground: endGrounds.request as number,
  evidenceDigest: digest("cancellation"),
  ...over,
});

/** The number of the case that was applied for last. */
const latest = ({ assets }: TestLedger) => assets.caseCount();

/** Applies for a transfer, by alpha. */
export async function applyForTransfer(ledger: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) {
  await ledger.assets.connect(ledger.parties.alpha.key).applyForTransfer(transferOf(ledger, certificateId, over));
  return latest(ledger);
}

/** A transfer that beta consented to, so that it is filed. */
export async function filedTransfer(ledger: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) {
  const caseId = await applyForTransfer(ledger, certificateId, over);
  await consent(ledger, ledger.parties.beta, caseId);
  return caseId;
}

/** Applies for a change, by alpha. */
export async function applyForChange(ledger: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) {
  await ledger.assets.connect(ledger.parties.alpha.key).applyForChange(changeOf(certificateId, over));
  return latest(ledger);
}

/** Applies for a renewal, by alpha. */
export async function applyForRenewal(
  ledger: TestLedger,
  certificateId: bigint,
  until: number | bigint,
  list?: readonly number[],
) {
  await ledger.assets.connect(ledger.parties.alpha.key).applyForRenewal(renewalOf(certificateId, until, list));
  return latest(ledger);
}

/** Applies for a cancellation, by alpha. */
export async function applyForCancellation(
  ledger: TestLedger,
  certificateId: bigint,
  over: Record<string, unknown> = {},
) {
  await ledger.assets.connect(ledger.parties.alpha.key).applyForCancellation(cancellationOf(certificateId, over));
  return latest(ledger);
}

/** Begins a cancellation because of the law, by the registry. */
export async function beginCancellation(ledger: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) {
  await ledger.assets
    .connect(ledger.parties.registry.key)
    .beginCancellation(cancellationOf(certificateId, { ground: endGrounds.law, ...over }));
  return latest(ledger);
}

/** An objection of beta to a certificate, which the registry upheld (article 29). */
export async function upholdObjection({ assets, parties }: TestLedger, certificateId: bigint): Promise<void> {
  const registry = assets.connect(parties.registry.key);
  await assets.connect(parties.beta.key).objectToCertificate(certificateId, document);
  await registry.informHolder(certificateId, 0, document);
  await registry.concludeLaterObjection(certificateId, 0, true, document);
}
