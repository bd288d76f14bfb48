import type { CaseDetail, Me, Profile } from "../api/shapes.ts";
import { shortHex } from "../format/hex.ts";
import { dayOf } from "../format/time.ts";
import { label, t } from "../i18n/words.ts";
import type { Act, ActPower, Closed, Field, Offer } from "./act.ts";
import { byPower } from "./by-power.ts";

/** What takes a case on; all else stands behind it. */
const next = /^(accept|examine|publish|resolve-\d+|certify)$/;

const openStates = ["applied", "supplementAsked", "accepted", "examined", "published"];

type Terms = Pick<Profile["terms"], "extensionDays" | "noticeWaivable" | "fourEyes" | "trial">;

/** What is known of a case and of who acts. */
export type CaseSetting = {
  readonly found: CaseDetail;
  readonly terms: Terms;
  readonly accounts: Me["accounts"];
};

/** What the registry that keeps a case may do in it now, what is due first; and what has to wait, and for what. */
export function caseActs(setting: CaseSetting): Offer {
  const all = [...steps(setting), ...decisions(setting)];
  const { open: able, closed: lacking } = byPower(all, setting.accounts);
  const open = [...able.filter(({ id }) => next.test(id)), ...able.filter(({ id }) => !next.test(id))];
  const eyes = fourEyes(setting);
  const closed = [...waiting(setting), ...lacking, ...(eyes ? [eyes] : [])];
  return { open: eyes ? open.filter(({ id }) => id !== "certify") : open, closed };
}

const document = (name: string, word: string, audience: "public" | "parties" | "registry"): Field => ({
  kind: "document",
  name,
  label: label("doingDocument", word),
  audience,
});

function act(
  { found: { caseId, applicant, others } }: CaseSetting,
  name: string,
  power: ActPower,
  fields: readonly Field[],
  more: Partial<Act> = {},
): Act {
  return {
    id: name,
    title: label("doing", name),
    help: label("doingHelp", name),
    basis: label("doingBasis", name),
    path: `/v1/registrations/${caseId}/${name}`,
    power,
    fields,
    caseId,
    parties: [applicant, ...others.map(({ party }) => party)],
    ...more,
  };
}

/** Acceptance, supplement, examination, extension and notice (articles 17, 18, 24, 28). */
function steps(setting: CaseSetting): Act[] {
  const { found, terms } = setting;
  const { state, kind, clock } = found;
  const noticed = state === "examined" && kind !== "cancellation";
  const late = clock.finishBy !== null && clock.finishBy !== "pending" && found.asOfBlock.time > clock.finishBy;
  const mayExtend = openStates.includes(state) && clock.acceptedAt !== null && found.extensionDays === 0 && !late;
  const days: Field = {
    kind: "number",
    name: "workingDays",
    label: t("doing.workingDays", { n: terms.extensionDays }),
    most: terms.extensionDays,
  };
  const deadline: Field = { kind: "day", name: "deadline", label: t("doing.deadline") };
  return [
    ...(state === "applied"
      ? [act(setting, "accept", "operate", [document("documentDigest", "accept", "parties")])]
      : []),
    ...(state === "accepted"
      ? [act(setting, "examine", "operate", [document("reportDigest", "examine", "registry")])]
      : []),
    ...(noticed ? [act(setting, "publish", "operate", [document("noticeDigest", "publish", "public")])] : []),
    ...(noticed && terms.noticeWaivable
      ? [act(setting, "waive-notice", "approve", [document("documentDigest", "waive", "parties")])]
      : []),
    ...((state === "applied" || state === "accepted") && found.supplement === null
      ? [act(setting, "supplement", "operate", [deadline, document("documentDigest", "supplement", "parties")])]
      : []),
    ...(mayExtend && terms.extensionDays > 0
      ? [act(setting, "extend", "approve", [days, document("documentDigest", "extend", "parties")])]
      : []),
    ...(found.written ? [] : [act(setting, "settle", "operate", [])]),
  ];
}

/** Objections, certificate and refusal (articles 22, 25 to 27). */
function decisions(setting: CaseSetting): Act[] {
  const { found, terms } = setting;
  const { state } = found;
  const upheld: Field = {
    kind: "choice",
    name: "upheld",
    label: t("doing.decision"),
    options: [
      { value: false, word: t("doing.dismissed") },
      { value: true, word: t("doing.upheld") },
    ],
  };
  const sample: Field = {
    kind: "choice",
    name: "sample",
    label: t("doing.sample"),
    options: [
      { value: true, word: t("doing.isSample") },
      ...(terms.trial ? [] : [{ value: false, word: t("doing.noSample") }]),
    ],
  };
  const ground: Field = {
    kind: "choice",
    name: "ground",
    label: t("case.ground"),
    options: ["harm", "unlawfulSource", "openDispute", "falseProof", "notVerifiable"].map((value) => ({
      value,
      word: label("ground", value),
    })),
  };
  const open = state === "published" ? found.objections.filter((one) => one.state === "open") : [];
  return [
    ...open.map(({ objectionId, objector }) =>
      act(setting, "resolve", "approve", [upheld, document("documentDigest", "resolve", "parties")], {
        id: `resolve-${objectionId}`,
        title: t("doing.resolveOf", { n: objectionId + 1 }),
        fixed: { objectionId },
        parties: [found.applicant, objector],
      }),
    ),
    ...(mayCertify(found)
      ? [act(setting, "certify", "approve", [sample, document("evidenceDigest", "certify", "parties")])]
      : []),
    ...(openStates.includes(state)
      ? [act(setting, "refuse", "approve", [ground, document("documentDigest", "refuse", "parties")], { grave: true })]
      : []),
  ];
}

function mayCertify(found: CaseDetail): boolean {
  const { state, kind, noticeWaived, clock, objections, asOfBlock } = found;
  if (kind === "cancellation") return state === "examined";
  if (state !== "published" || objections.some((one) => one.state === "open")) return false;
  const over = clock.noticeUntil !== null && clock.noticeUntil !== "pending" && asOfBlock.time > clock.noticeUntil;
  return noticeWaived || over;
}

/** What comes next and has to wait for somebody, or for time. */
function waiting({ found }: CaseSetting): Closed[] {
  const { state, kind, clock, supplement, objections, noticeWaived } = found;
  const closed = (id: string, why: string): Closed[] => [{ id, title: label("doing", id), why }];
  if (state === "awaitingConsent") return closed("accept", t("doing.waitsForConsent"));
  if (state === "supplementAsked") {
    return closed("examine", t("doing.waitsForSupplement", { day: dayOf(supplement!.until) }));
  }
  if (state !== "published" || kind === "cancellation") return [];
  if (objections.some((one) => one.state === "open")) return closed("certify", t("doing.waitsForDecision"));
  if (noticeWaived || mayCertify(found)) return [];
  const { noticeUntil } = clock;
  return closed(
    "certify",
    noticeUntil === null || noticeUntil === "pending"
      ? t("doing.waitsForCalendar")
      : t("doing.waitsForNotice", { day: dayOf(noticeUntil) }),
  );
}

/** Where two must act, whoever examined does not certify; the gateway then needs another account. */
function fourEyes({ found, terms, accounts }: CaseSetting): Closed | undefined {
  const { examiner } = found;
  if (!terms.fourEyes || examiner === null || !mayCertify(found)) return undefined;
  const others = accounts.filter(({ account, powers }) => powers.includes("approve") && account !== examiner);
  if (others.length > 0) return undefined;
  return { id: "certify", title: label("doing", "certify"), why: t("doing.fourEyes", { account: shortHex(examiner) }) };
}
