import {
  admitRecord,
  claims,
  day,
  declareAsset,
  digest,
  networkHelpers,
  now,
  ownBasis,
  passNotice,
  passRecordNotice,
  type TestLedger,
  type TestParty,
} from "../fixture.ts";
import { nationalGuide, type TestTerms } from "../rules.ts";

/** States of a case, as in contracts/registration/RegistrationTypes.sol. */
export const states = {
  applied: 1,
  supplementAsked: 2,
  accepted: 3,
  examined: 4,
  published: 5,
  certified: 6,
  refused: 7,
  withdrawn: 8,
  lapsed: 9,
  awaitingConsent: 10,
} as const;

/** What a case waits for, as in contracts/registration/RegistrationTypes.sol. */
export const dueActs = {
  none: 0,
  accept: 1,
  supplement: 2,
  examine: 3,
  notice: 4,
  objection: 5,
  certify: 6,
  consent: 7,
} as const;

export type StateName = keyof typeof states;

/** Sources, categories, grades and rights, as in contracts/registration/RegistrationTypes.sol. */
export const sources = { collected: 1, publiclyGathered: 2, agreement: 3, derived: 4 } as const;
export const categories = { enterprise: 1, utility: 2, governmentDuty: 3, authorisedProduct: 4, personal: 5 } as const;
export const grades = { general: 1, important: 2, core: 3 } as const;
export const rights = { hold: 1, use: 2, operate: 3 } as const;
export const grounds = { harm: 1, unlawful: 2, dispute: 3, falseProof: 4, notVerifiable: 5, objection: 6 } as const;

/** The digest of the document behind an act. */
export const document = digest("document of the act");

/** An application for all three rights at the fixture's registry; override what a test is about. */
export async function application({ parties }: TestLedger, assetId: string, over: Record<string, unknown> = {}) {
  return {
    assetId,
    registry: parties.registry.address,
    evidenceDigest: digest("evidence"),
    publicRecordId: 0n,
    basis: ownBasis,
    claims: claims(await now()),
    others: [],
    ...over,
  };
}

/** Applies for rights in an asset and returns the case's id. */
export async function apply(
  ledger: TestLedger,
  party: TestParty,
  assetId: string,
  over: Record<string, unknown> = {},
): Promise<bigint> {
  await ledger.assets.connect(party.key).applyForRegistration(await application(ledger, assetId, over));
  return ledger.assets.caseCount();
}

/** Every act on a case, by whom it is done. A correct one: only the state can stand in its way. */
export const acts = {
  askSupplement: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).askSupplement(id, (await now()) + day, document),
  giveSupplement: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.alpha.key).giveSupplement(id, document),
  acceptRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).acceptRegistration(id, document),
  examineRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).examineRegistration(id, document),
  publishRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).publishRegistration(id, document),
  extendExamination: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).extendExamination(id, 1, document),
  waiveNotice: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).waiveNotice(id, document),
  objectToRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.beta.key).objectToRegistration(id, document),
  resolveObjection: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).resolveObjection(id, 0, false, document),
  certifyRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).certifyRegistration(id, document, true),
  refuseRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.registry.key).refuseRegistration(id, grounds.falseProof, document),
  withdrawRegistration: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.alpha.key).withdrawRegistration(id),
  settleClock: async ({ assets, parties }: TestLedger, id: bigint) =>
    assets.connect(parties.overseas.key).settleClock(id),
} as const;

export type ActName = keyof typeof acts;

const path: Record<StateName, readonly ActName[]> = {
  applied: [],
  supplementAsked: ["askSupplement"],
  accepted: ["acceptRegistration"],
  examined: ["acceptRegistration", "examineRegistration"],
  published: ["acceptRegistration", "examineRegistration", "publishRegistration"],
  certified: ["acceptRegistration", "examineRegistration", "publishRegistration", "certifyRegistration"],
  refused: ["refuseRegistration"],
  withdrawn: ["withdrawRegistration"],
  lapsed: ["askSupplement", "settleClock"],
  awaitingConsent: [],
};

/** A case of alpha in this state; a published one is within its notice. */
export async function caseIn(ledger: TestLedger, state: StateName, over: Record<string, unknown> = {}) {
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  const together =
    state === "awaitingConsent"
      ? { others: [{ party: ledger.parties.gamma.address, claims: claims(await now()) }] }
      : {};
  const caseId = await apply(ledger, ledger.parties.alpha, assetId, { ...together, ...over });
  for (const act of path[state]) {
    if (act === "certifyRegistration") await passNotice(ledger, caseId);
    if (act === "settleClock") await networkHelpers.time.increase(2 * day);
    await acts[act](ledger, caseId);
  }
  return { assetId, caseId };
}

/** Defines a profile like the national guide but for `over`, and gives it to the fixture's registry; returns its id. */
export async function giveTerms({ profiles, parties }: TestLedger, over: Partial<TestTerms> = {}): Promise<bigint> {
  const authority = profiles.connect(parties.authority.key);
  await authority.defineProfile("Local", { ...nationalGuide, ...over }, document);
  const profileId = await profiles.profileCount();
  await authority.giveProfile(parties.registry.address, profileId, document);
  return profileId;
}

/** Data that the statistics bureau collected in its duties. */
export const publicAsset = async (ledger: TestLedger) =>
  declareAsset(ledger, ledger.parties.body, { category: categories.governmentDuty });

/** A submitted record of the bureau, for 100 days. */
export async function submitted(ledger: TestLedger) {
  const assetId = await publicAsset(ledger);
  await ledger.records.connect(ledger.parties.body.key).submitRecord(assetId, (await now()) + 100 * day, document);
  return { assetId, recordId: await ledger.records.recordCount() };
}

/** A record of the bureau whose notice is over. */
export async function noticed(ledger: TestLedger) {
  const made = await submitted(ledger);
  await ledger.records.connect(ledger.parties.authority.key).publishRecord(made.recordId, document);
  await passRecordNotice(ledger, made.recordId);
  return made;
}

/** A recorded public data set of the statistics bureau; returns asset and record. */
export async function recordedPublicData(ledger: TestLedger, over: Record<string, unknown> = {}) {
  const { records, parties } = ledger;
  const assetId = await declareAsset(ledger, parties.body, { category: categories.governmentDuty, ...over });
  await records.connect(parties.body.key).submitRecord(assetId, (await now()) + 400 * day, document);
  const recordId = await records.recordCount();
  await admitRecord(ledger, recordId, `GX-${recordId}`);
  return { assetId, recordId };
}

/** An authorisation of the fixture's operator; override what a test is about. */
export async function authorisation({ parties }: TestLedger, recordId: bigint, over: Record<string, unknown> = {}) {
  const time = await now();
  return {
    recordId,
    operator: parties.operator.address,
    scene: "物流时限查询 delivery times",
    purposes: 0b1111,
    territory: 156,
    start: time,
    until: time + 300 * day,
    resale: true,
    agreementDigest: digest("agreement"),
    safety: { level: 3, until: time + 300 * day, documentDigest: digest("assessment") },
    ...over,
  };
}

/** Authorises the fixture's operator and returns the authorisation's id. */
export async function authorise(ledger: TestLedger, recordId: bigint, over: Record<string, unknown> = {}) {
  const asked = await authorisation(ledger, recordId, over);
  await ledger.records.connect(ledger.parties.body.key).authoriseOperation(asked);
  return ledger.records.authorisationCount();
}
