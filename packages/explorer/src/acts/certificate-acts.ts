import type { Certificate, Me } from "../api/shapes.ts";
import { dayOf } from "../format/time.ts";
import { label, t } from "../i18n/words.ts";
import type { Act, ActPower, Field, Offer } from "./act.ts";
import { byPower } from "./by-power.ts";

type Setting = { readonly certificate: Certificate; readonly me: Pick<Me, "role" | "accounts"> };

const document = (word: string, audience: "parties" | "registry" = "parties"): Field => ({
  kind: "document",
  name: "documentDigest",
  label: label("doingDocument", word),
  audience,
});

/**
 * What may be noted on a certificate or done about objections to it now (articles 23, 29, 37): by the registry that
 * keeps it, or by an authority, whose temporary controls alone these are.
 */
export function certificateActs({ certificate, me }: Setting): Offer {
  const acts = me.role === "registry" ? ofRegistry(certificate) : ofAuthority(certificate);
  return byPower(acts, me.accounts);
}

function act(
  { number, caseId, holder }: Certificate,
  name: string,
  path: string,
  power: ActPower,
  fields: readonly Field[],
  more: Partial<Act> = {},
): Act {
  return {
    id: name,
    title: label("doing", name),
    help: label("doingHelp", name),
    basis: label("doingBasis", name),
    path: `/v1/certificates/${number}/${path}`,
    power,
    fields,
    caseId,
    parties: [holder],
    ...more,
  };
}

function annotate(certificate: Certificate, kinds: readonly string[]): Act[] {
  if (certificate.state !== "valid") return [];
  const kind: Field = {
    kind: "choice",
    name: "kind",
    label: t("annotation.kind"),
    options: kinds.map((value) => ({ value, word: label("annotationKind", value) })),
  };
  const until: Field = { kind: "day", name: "until", label: t("doing.annotationUntil"), optional: true };
  return [act(certificate, "annotate", "annotations", "approve", [kind, until, document("annotate")])];
}

function lift(certificate: Certificate, mine: (kind: string) => boolean): Act[] {
  const standing = certificate.annotations.filter(({ kind, liftedAt }) => liftedAt === null && mine(kind));
  return standing.map(({ annotationId, kind, madeAt }) =>
    act(certificate, "lift", `annotations/${annotationId}/lift`, "approve", [document("lift")], {
      id: `lift-${annotationId}`,
      title: t("doing.liftOf", { kind: label("annotationKind", kind), day: dayOf(madeAt) }),
    }),
  );
}

const ofAuthority = (certificate: Certificate): Act[] => [
  ...annotate(certificate, ["temporaryControl"]),
  ...lift(certificate, (kind) => kind === "temporaryControl"),
];

function ofRegistry(certificate: Certificate): Act[] {
  return [
    ...objections(certificate),
    ...annotate(certificate, ["terms", "seizure", "other"]),
    ...lift(certificate, (kind) => kind !== "temporaryControl"),
    ...cancel(certificate),
  ];
}

function objections(certificate: Certificate): Act[] {
  const upheld: Field = {
    kind: "choice",
    name: "upheld",
    label: t("doing.decision"),
    options: [
      { value: false, word: t("doing.dismissed") },
      { value: true, word: t("doing.upheld") },
    ],
  };
  return certificate.objections.flatMap(({ objectionId, state, objector }) => {
    const step = (name: string, power: ActPower, fields: readonly Field[]) =>
      act(certificate, name, `objections/${objectionId}/${name}`, power, fields, {
        id: `${name}-${objectionId}`,
        title: t("doing.ofObjection", { doing: label("doing", name), n: objectionId + 1 }),
        parties: [certificate.holder, objector],
      });
    if (state === "raised") return [step("inform", "operate", [document("inform")])];
    if (state === "informed" || state === "contested") {
      return [step("conclude", "approve", [upheld, document("conclude")])];
    }
    return state === "upheld" || state === "dismissed" ? [step("mediate", "approve", [document("mediate")])] : [];
  });
}

/** Cancellation ex officio (article 37): a case of its own, examined by beginning it. */
function cancel(certificate: Certificate): Act[] {
  const held = certificate.rights.filter(({ endedAt }) => endedAt === null);
  if (certificate.state !== "valid" || held.length === 0) return [];
  const rights: Field = {
    kind: "several",
    name: "rights",
    label: t("doing.rights"),
    options: held.map(({ right }) => ({ value: right, word: label("right", right) })),
  };
  const ground: Field = {
    kind: "choice",
    name: "ground",
    label: t("case.ground"),
    options: ["dataDestroyed", "objectionOutcome", "byLaw"].map((value) => ({
      value,
      word: label("cancellation", value),
    })),
  };
  const notice: Field = { ...document("cancel"), name: "evidenceDigest" };
  return [act(certificate, "cancel", "cancel", "approve", [rights, ground, notice], { grave: true })];
}
