import type { Annotation } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Table } from "../../ui/table.tsx";
import { Hex, PartyName, Time } from "../../ui/values.tsx";

/** What is noted on a certificate: by whom, until when, on which document, and whether it stands (article 23). */
export function AnnotationsTable({ annotations }: { annotations: readonly Annotation[] }) {
  return (
    <Table
      caption={t("annotation.list")}
      rows={annotations}
      keyOf={({ annotationId }) => String(annotationId)}
      empty={t("annotation.none")}
      columns={[
        { head: t("annotation.kind"), cell: ({ kind }) => <strong>{label("annotationKind", kind)}</strong> },
        { head: t("annotation.by"), cell: ({ byParty }) => <PartyName party={byParty} /> },
        { head: t("annotation.madeAt"), cell: ({ madeAt }) => <Time at={madeAt} /> },
        {
          head: t("annotation.until"),
          cell: ({ until }) => (until === null ? t("annotation.noEnd") : <Time at={until} />),
        },
        {
          head: t("annotation.document"),
          cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("annotation.document")} />,
        },
        { head: t("annotation.state"), cell: (annotation) => <AnnotationState annotation={annotation} /> },
      ]}
    />
  );
}

/** Whether it stands, ended by its term, or was lifted: by whom, when and on which document. */
function AnnotationState({ annotation }: { annotation: Annotation }) {
  const { stands, restrains, liftedAt, liftedBy, liftDigest } = annotation;
  const state = stands ? (restrains ? "restrains" : "stands") : liftedAt === null ? "ended" : "lifted";
  return (
    <span class="chips">
      <Chip group="annotationState" value={state} />
      {liftedAt !== null && liftedBy !== null && (
        <small>
          <PartyName party={liftedBy} /> <Time at={liftedAt} />{" "}
          <Hex value={liftDigest} what={t("annotation.liftDocument")} />
        </small>
      )}
    </span>
  );
}
