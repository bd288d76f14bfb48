import { enumNames } from "@data-voucher/sdk";
import { key, u32, u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { digestOrNull } from "../checksum.ts";
import { assetTable, describe } from "./asset.ts";
import { calendarOf } from "./calendar.ts";
import { caseTable, objectionTable, type CaseRow } from "./case-row.ts";
import { certificateTable, rightTable } from "./certificate.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { keeperOf } from "./keeper.ts";
import { enlist } from "./listed.ts";
import { place } from "./queue.ts";
import { tally } from "./tally.ts";

/** Lists that a case never leaves; those by state follow its clock. */
const listsOf = ({ registry, applicant, assetId, kind, subjectId, others }: CaseRow) => [
  "all",
  `kind:${kind}`,
  `registry:${registry}`,
  ...[applicant, ...others.map(({ party }) => party)].map((party) => `applicant:${party}`),
  `asset:${assetId}`,
  ...(subjectId === null ? [] : [`certificate:${subjectId}`]),
];

/** A case before anything happened to it. */
const fresh = {
  state: "applied",
  certificateId: null,
  certificates: [],
  sample: null,
  claims: [],
  basis: null,
  others: [],
  subjectId: null,
  rights: [],
  terms: [],
  change: null,
  cancellation: null,
  exOfficio: false,
  acceptedAt: null,
  supplementAskedAt: null,
  supplementUntil: null,
  supplementGivenAt: null,
  supplementInExamination: false,
  examinedAt: null,
  examiner: null,
  extensionDays: 0,
  publishedAt: null,
  noticeWaived: false,
  objections: 0,
  oldestObjectionAt: null,
  objectionsSettledAt: null,
  closedAt: null,
  ground: null,
} as const;

/** What its application tells of a case. */
type Begun = Pick<
  CaseRow,
  "kind" | "profileId" | "assetId" | "applicant" | "registry" | "publicRecordId" | "evidenceDigest"
> &
  Partial<CaseRow>;

function begin(tx: Tx, event: LedgerEvent, caseId: string, begun: Begun): void {
  const waits = begun.others !== undefined && begun.others.length > 0;
  const row: CaseRow = {
    ...fresh,
    ...(waits && { state: "awaitingConsent" }),
    begunAt: event.time,
    assetName: known(tx.get(assetTable, begun.assetId), event).name,
    appliedAt: waits ? null : event.time,
    ...begun,
  };
  tx.put(caseTable, u64(caseId), row);
  enlist(tx, "case", listsOf(row), u64(caseId), caseId);
  place(tx, event.time, caseId, row, calendarOf(tx));
  rememberCase(tx, event, caseId, row);
  const parties = [row.applicant, row.registry, ...row.others.map(({ party }) => party)];
  for (const party of new Set(parties)) tally(tx, party, "cases", 1);
  count(tx, "cases");
}

/** What a later registration has from its certificate. */
function subjectOf(tx: Tx, event: LedgerEvent, certificateId: string) {
  const { assetId, publicRecordId } = known(tx.get(certificateTable, u64(certificateId)), event);
  return { subjectId: certificateId, assetId, publicRecordId };
}

const consents = (parties: readonly string[]) =>
  parties.map((party) => ({ party, consentedAt: null, certificateId: null, claims: [] }));

function change(tx: Tx, event: LedgerEvent, caseId: string, part: Partial<CaseRow>, ...others: string[]): void {
  const before = known(tx.get(caseTable, u64(caseId)), event);
  const after = { ...before, ...part };
  tx.put(caseTable, u64(caseId), after);
  place(tx, event.time, caseId, after, calendarOf(tx));
  rememberCase(tx, event, caseId, after, others);
}

/** Enters an event into the histories of a case, its asset and everyone in it. */
export function rememberCase(tx: Tx, event: LedgerEvent, caseId: string, row: CaseRow, others: readonly string[] = []) {
  const { applicant, registry } = row;
  const keeper = keeperOf(tx, registry);
  remember(tx, event, "case", caseId);
  remember(tx, event, "asset", row.assetId);
  remember(tx, event, "party", applicant, registry, keeper, ...row.others.map(({ party }) => party), ...others);
}

const objectionKey = (caseId: string, objectionId: number) => key(u64(caseId), u32(objectionId));

/** When the oldest objection that is not decided was raised. */
function oldestOpen(tx: Tx, caseId: string, objections: number): number | null {
  for (let id = 0; id < objections; id++) {
    const objection = tx.get(objectionTable, objectionKey(caseId, id));
    if (objection?.state === "open") return objection.raisedAt;
  }
  return null;
}

/** Registration cases with their objections. */
export const caseHandlers: Handlers = {
  RegistrationApplied({ caseId, assetId, applicant, kind, profileId, application }, event, tx) {
    const { registry, evidenceDigest, publicRecordId, claims, basis, others } = application;
    begin(tx, event, caseId, {
      kind,
      profileId,
      assetId,
      applicant,
      registry,
      publicRecordId: publicRecordId === "0" ? null : publicRecordId,
      claims,
      basis,
      others: others.map((other) => ({ ...other, consentedAt: null, certificateId: null })),
      evidenceDigest,
    });
  },
  TransferApplied({ caseId, certificateId, applicant, registry, profileId, application }, event, tx) {
    const { rights, transferee, evidenceDigest } = application;
    const others = consents([transferee]);
    const subject = subjectOf(tx, event, certificateId);
    const given = { kind: "transfer", profileId, applicant, registry, rights, others, evidenceDigest };
    begin(tx, event, caseId, { ...subject, ...given });
  },
  ChangeApplied({ caseId, certificateId, applicant, registry, profileId, others, application }, event, tx) {
    const { name, descriptorDigest, identityDigest, evidenceDigest } = application;
    const subject = subjectOf(tx, event, certificateId);
    const asset = known(tx.get(assetTable, subject.assetId), event);
    begin(tx, event, caseId, {
      ...subject,
      kind: "change",
      profileId,
      applicant,
      registry,
      others: consents(others),
      change: {
        name: name === "" ? null : name,
        nameBefore: asset.name,
        descriptorDigest: digestOrNull(descriptorDigest),
        descriptorBefore: asset.descriptorDigest,
        identityDigest: digestOrNull(identityDigest),
      },
      evidenceDigest,
    });
  },
  RenewalApplied({ caseId, certificateId, applicant, registry, profileId, application }, event, tx) {
    const { evidenceDigest } = application;
    const subject = subjectOf(tx, event, certificateId);
    const terms = application.terms.map(({ right, until }) => {
      const { until: before } = known(tx.get(rightTable, key(subject.assetId, u64(certificateId), right)), event);
      return { right, before, until };
    });
    const rights = enumNames.Right.filter((right) => terms.some((term) => term.right === right));
    const given = { kind: "renewal", profileId, applicant, registry, rights, terms, evidenceDigest };
    begin(tx, event, caseId, { ...subject, ...given });
    const certificate = known(tx.get(certificateTable, u64(certificateId)), event);
    tx.put(certificateTable, u64(certificateId), { ...certificate, renewalCaseId: caseId });
  },
  CancellationApplied({ caseId, certificateId, applicant, registry, profileId, application }, event, tx) {
    const { rights, ground: cancellation, evidenceDigest } = application;
    const subject = subjectOf(tx, event, certificateId);
    const given = { kind: "cancellation", profileId, applicant, registry, rights, cancellation, evidenceDigest };
    begin(tx, event, caseId, { ...subject, ...given });
  },
  CancellationBegun({ caseId, certificateId, holder, registry, account, profileId, application }, event, tx) {
    const { rights, ground: cancellation, evidenceDigest } = application;
    const subject = subjectOf(tx, event, certificateId);
    begin(tx, event, caseId, {
      ...subject,
      kind: "cancellation",
      state: "examined",
      profileId,
      applicant: holder,
      registry,
      rights,
      cancellation,
      exOfficio: true,
      acceptedAt: event.time,
      examinedAt: event.time,
      examiner: account,
      evidenceDigest,
    });
  },
  RegistrationConsented({ caseId, party, missing, profileId }, event, tx) {
    const before = known(tx.get(caseTable, u64(caseId)), event);
    const others = before.others.map((other) =>
      other.party === party ? { ...other, consentedAt: event.time } : other,
    );
    const filed = missing === 0 ? ({ state: "applied", appliedAt: event.time, profileId } as const) : {};
    change(tx, event, caseId, { others, ...filed });
  },
  ConsentWithdrawn({ caseId, party }, event, tx) {
    const { others } = known(tx.get(caseTable, u64(caseId)), event);
    change(tx, event, caseId, {
      others: others.map((other) => (other.party === party ? { ...other, consentedAt: null } : other)),
    });
  },
  AssetDescriptionChanged({ assetId, caseId, name, descriptorBefore, descriptorAfter }, event, tx) {
    const { change: asked } = known(tx.get(caseTable, u64(caseId)), event);
    if (asked === null) return;
    // What it follows may have changed since it was applied for.
    const { name: nameBefore } = known(tx.get(assetTable, assetId), event);
    change(tx, event, caseId, { change: { ...asked, nameBefore, descriptorBefore } });
    const described = { name: name === "" ? nameBefore : name, descriptorDigest: descriptorAfter };
    describe(tx, event, { assetId, caseId, requestId: null, ...described });
  },
  SupplementAsked({ caseId, deadline, inExamination }, event, tx) {
    change(tx, event, caseId, {
      state: "supplementAsked",
      supplementAskedAt: event.time,
      supplementUntil: deadline,
      supplementInExamination: inExamination,
    });
  },
  SupplementGiven({ caseId, evidenceDigest }, event, tx) {
    const { supplementInExamination } = known(tx.get(caseTable, u64(caseId)), event);
    const given = { evidenceDigest, supplementGivenAt: event.time };
    change(
      tx,
      event,
      caseId,
      supplementInExamination ? { ...given, state: "accepted" } : { ...given, state: "applied", appliedAt: event.time },
    );
  },
  SupplementMissed({ caseId }, event, tx) {
    change(tx, event, caseId, { state: "accepted" });
  },
  RegistrationLapsed({ caseId, deadline }, event, tx) {
    change(tx, event, caseId, { state: "lapsed", closedAt: deadline });
  },
  RegistrationAccepted({ caseId }, event, tx) {
    change(tx, event, caseId, { state: "accepted", acceptedAt: event.time });
  },
  RegistrationDeemedAccepted({ caseId, acceptedAt }, event, tx) {
    change(tx, event, caseId, { state: "accepted", acceptedAt });
  },
  RegistrationExamined({ caseId, account }, event, tx) {
    change(tx, event, caseId, { state: "examined", examinedAt: event.time, examiner: account });
  },
  ExaminationExtended({ caseId, workingDays }, event, tx) {
    change(tx, event, caseId, { extensionDays: workingDays });
  },
  RegistrationPublished({ caseId }, event, tx) {
    change(tx, event, caseId, { state: "published", publishedAt: event.time });
  },
  NoticeWaived({ caseId }, event, tx) {
    change(tx, event, caseId, { state: "published", publishedAt: event.time, noticeWaived: true });
  },
  ObjectionRaised({ caseId, objectionId, objector, reasonDigest }, event, tx) {
    const { objections, oldestObjectionAt } = known(tx.get(caseTable, u64(caseId)), event);
    tx.put(objectionTable, objectionKey(caseId, Number(objectionId)), {
      objector,
      raisedAt: event.time,
      state: "open",
      reasonDigest,
      resolvedAt: null,
      documentDigest: null,
    });
    const part = { objections: objections + 1, oldestObjectionAt: oldestObjectionAt ?? event.time };
    change(tx, event, caseId, part, objector);
  },
  ObjectionResolved({ caseId, objectionId, upheld, documentDigest }, event, tx) {
    const at = objectionKey(caseId, Number(objectionId));
    const before = known(tx.get(objectionTable, at), event);
    const state = upheld ? "upheld" : "dismissed";
    tx.put(objectionTable, at, { ...before, state, resolvedAt: event.time, documentDigest });
    const { objections } = known(tx.get(caseTable, u64(caseId)), event);
    const oldestObjectionAt = oldestOpen(tx, caseId, objections);
    change(tx, event, caseId, { oldestObjectionAt, objectionsSettledAt: event.time }, before.objector);
  },
  RegistrationCertified({ caseId, certificateId, holder, sample }, event, tx) {
    // Once for each certificate that it issued, adjusted or ended: the applicant's, or what came of its own, is first.
    const before = known(tx.get(caseTable, u64(caseId)), event);
    const first = before.state !== "certified";
    const issues = certificateId !== before.subjectId;
    const others = before.others.map((other) =>
      issues && other.party === holder ? { ...other, certificateId } : other,
    );
    change(tx, event, caseId, {
      state: "certified",
      certificateId: first ? certificateId : before.certificateId,
      others,
      certificates: [...before.certificates, { certificateId, holder }],
      sample,
      closedAt: event.time,
    });
  },
  RegistrationRefused({ caseId, ground }, event, tx) {
    change(tx, event, caseId, { state: "refused", ground, closedAt: event.time });
  },
  RegistrationWithdrawn({ caseId }, event, tx) {
    change(tx, event, caseId, { state: "withdrawn", closedAt: event.time });
  },
};
