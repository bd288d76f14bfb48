import { questions } from "../api/questions.ts";
import type { RecordRequest } from "../api/shapes.ts";
import { RecordPanel } from "../acts/record-panel.tsx";
import { requestActs } from "../acts/record-acts.ts";
import { useAnswer } from "../data/use-answer.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { Deadline } from "../ui/deadline.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { Hex, Named, PartyName, Time } from "../ui/values.tsx";

/** One request about a record, with what was on record before it and what it puts there. */
export function RecordRequestView({ id }: { id: string }) {
  const answer = useAnswer(questions.recordRequest(id));
  const years = useAnswer(questions.status()).data?.calendarYears;
  return (
    <Page
      title={t("request.title", { id })}
      parent={["recordRequests", t("request.list")]}
      chips={answer.data && <Chip group="requestState" value={answer.data.state} />}
    >
      <Loaded answer={answer}>
        {(request) => (
          <>
            <Facts
              rows={[
                [t("request.kind"), label("requestKind", request.kind)],
                [
                  t("record.one"),
                  <To key="r" name="record" id={request.recordId}>
                    <Named text={request.assetName} />
                  </To>,
                ],
                [t("record.body"), <PartyName key="b" party={request.body} />],
                [t("request.by"), <PartyName key="y" party={request.by} />],
                [t("request.filedAt"), <Time key="f" at={request.filedAt} />],
                request.publishedAt !== null && [t("clock.publishedAt"), <Time key="p" at={request.publishedAt} />],
                request.noticeUntil !== null &&
                  request.publishedAt !== null && [
                    t("clock.noticeUntil"),
                    <Deadline key="n" until={request.noticeUntil} from={request.publishedAt} years={years} />,
                  ],
                request.closedAt !== null && [t("request.closedAt"), <Time key="c" at={request.closedAt} />],
                request.ground !== null && [t("request.ground"), label("recordGround", request.ground)],
                request.answer !== null && [
                  t("request.answer"),
                  <Chip key="a" group="bodyAnswer" value={request.answer} />,
                ],
                ...documentsOf(request),
              ]}
            />
            {request.kind !== "cancellation" && <Content request={request} />}
            <RecordPanel
              not={[request.body, request.by]}
              offer={(me) => requestActs(request, me)}
              refresh={answer.retry}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const documentsOf = ({ documentDigest, answerDigest, proofDigest, decisionDigest }: RecordRequest) =>
  (
    [
      ["request.document", documentDigest],
      ["request.answerDocument", answerDigest],
      ["request.proof", proofDigest],
      ["request.decision", decisionDigest],
    ] as const
  ).flatMap(([word, digest]) =>
    digest === null ? [] : [[t(word), <Hex key={word} value={digest} what={t(word)} />] as const],
  );

/** What is on record, and what comes in its place. */
function Content({ request: { before, after, state } }: { request: RecordRequest }) {
  const rows = (
    [
      ["request.name", before.name, after.name],
      ["request.descriptor", before.descriptorDigest, after.descriptorDigest],
      ["request.bodyDetails", before.bodyDigest, after.bodyDigest],
    ] as const
  ).filter(([, , value]) => value !== null);
  const shown = (word: (typeof rows)[number][0], value: string | null) => {
    if (value === null) return t("common.none");
    return word === "request.name" ? <Named text={value} /> : <Hex value={value} what={t(word)} />;
  };
  return (
    <Section title={t("request.content")}>
      <Table
        caption={t("request.content")}
        rows={rows}
        keyOf={([word]) => word}
        columns={[
          { head: t("request.what"), cell: ([word]) => t(word) },
          {
            head: t(state === "granted" ? "request.before" : "request.beforeNow"),
            cell: ([word, value]) => shown(word, value),
          },
          { head: t("request.after"), cell: ([word, , value]) => shown(word, value) },
        ]}
      />
    </Section>
  );
}
