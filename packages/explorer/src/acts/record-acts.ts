import type { Authorisation, Me, RecordDetail, RecordRequest } from "../api/shapes.ts";
import { dayOf } from "../format/time.ts";
import { label, t } from "../i18n/words.ts";
import type { Act, Closed, Field, Offer } from "./act.ts";
import { byPower } from "./by-power.ts";

type Actor = Pick<Me, "accounts">;

const document = (name: string, word: string, audience: "public" | "parties"): Field => ({
  kind: "document",
  name,
  label: label("recordDocument", word),
  audience,
});

/** An act of the authority on the public-data track; its documents are on no case's file. */
function act(name: string, path: string, fields: readonly Field[], parties: readonly string[], grave = false): Act {
  return {
    id: name,
    title: label("recordAct", name),
    help: label("recordActHelp", name),
    basis: "",
    path,
    power: "approve",
    fields,
    caseId: null,
    parties: [...new Set(parties)],
    grave,
  };
}

/** Why a step waits for a notice; undefined when the notice is over. */
function notOver(noticeUntil: string | null, now: string): string | undefined {
  if (noticeUntil === null || noticeUntil === "pending") return t("doing.waitsForCalendar");
  return now > noticeUntil ? undefined : t("doing.waitsForNotice", { day: dayOf(noticeUntil) });
}

const waits = (name: string, why: string): Closed => ({ id: name, title: label("recordAct", name), why });

/** What an authority may decide of a record now. */
export function recordActs(record: RecordDetail, { accounts }: Actor): Offer {
  const { recordId, state, body, noticeUntil, asOfBlock } = record;
  const step = (name: string, fields: readonly Field[], grave = false) =>
    act(name, `/v1/records/${recordId}/${name}`, fields, [body], grave);
  const refuse = step("refuse", [document("documentDigest", "refuse", "parties")], true);
  if (state === "submitted") {
    return byPower([step("publish", [document("noticeDigest", "publish", "public")]), refuse], accounts);
  }
  if (state === "published") {
    const number: Field = { kind: "text", name: "recordNumber", label: t("record.number"), most: 64 };
    const admit = step("admit", [number, document("documentDigest", "admit", "parties")]);
    const why = notOver(noticeUntil, asOfBlock.time);
    const offer = byPower(why === undefined ? [admit, refuse] : [refuse], accounts);
    return why === undefined ? offer : { open: offer.open, closed: [waits("admit", why), ...offer.closed] };
  }
  if (state !== "recorded") return { open: [], closed: [] };
  const ground: Field = {
    kind: "choice",
    name: "ground",
    label: t("record.ground"),
    // Giving up is the body's own.
    options: ["dataLost", "bodyCeased", "byLaw"].map((value) => ({ value, word: label("recordGround", value) })),
  };
  return byPower([step("cancel", [ground, document("documentDigest", "cancel", "parties")], true)], accounts);
}

/** What an authority may decide of a request about a record now. */
export function requestActs(request: RecordRequest & { asOfBlock: { time: string } }, { accounts }: Actor): Offer {
  const { requestId, kind, state, by, body, answer, noticeUntil, asOfBlock } = request;
  if (state !== "filed" && state !== "published") return { open: [], closed: [] };
  const step = (name: string, fields: readonly Field[], grave = false) =>
    act(name, `/v1/record-requests/${requestId}/${name}`, fields, [body, by], grave);
  const decision = document("documentDigest", "decide", "parties");
  const refuse = step("refuse", [decision], true);
  if (kind === "change") {
    if (state === "filed") {
      return byPower([step("publish", [document("noticeDigest", "publish", "public")]), refuse], accounts);
    }
    const why = notOver(noticeUntil, asOfBlock.time);
    const offer = byPower(why === undefined ? [step("grant", [decision]), refuse] : [refuse], accounts);
    return why === undefined ? offer : { open: offer.open, closed: [waits("grant", why), ...offer.closed] };
  }
  const needsProof = kind === "correction" && by !== body && answer !== "agrees";
  const fields = needsProof ? [document("proofDigest", "proof", "parties"), decision] : [decision];
  return byPower([step("grant", fields, kind === "cancellation"), refuse], accounts);
}

/** What an authority may decide of an authorised operation now. */
export function authorisationActs(grant: Authorisation, { accounts }: Actor): Offer {
  const { authorisationId, ended, suspendedBy, body, operator } = grant;
  if (ended) return { open: [], closed: [] };
  const step = (name: string, grave = false) =>
    act(
      name,
      `/v1/authorisations/${authorisationId}/${name}`,
      [document("documentDigest", name, "parties")],
      [body, operator],
      grave,
    );
  return byPower([step(suspendedBy === null ? "suspend" : "resume"), step("end", true)], accounts);
}
