import { questions } from "../api/questions.ts";
import { recordActs } from "../acts/record-acts.ts";
import { RecordPanel } from "../acts/record-panel.tsx";
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
import { requestColumns } from "./parts/request-columns.tsx";
import { Hex, Named, PartyName, Term, Time } from "../ui/values.tsx";

/** One record on the public-data track, with the operations it authorises. */
export function RecordView({ id }: { id: string }) {
  const answer = useAnswer(questions.record(id));
  const years = useAnswer(questions.status()).data?.calendarYears;
  return (
    <Page
      title={t("record.title", { id })}
      parent={["records", t("record.list")]}
      chips={answer.data && <Chip group="recordState" value={answer.data.state} />}
    >
      <Loaded answer={answer}>
        {(record) => (
          <>
            <Facts
              rows={[
                [
                  t("asset.one"),
                  <To key="a" name="asset" id={record.assetId}>
                    <Named text={record.assetName} />
                  </To>,
                ],
                [t("record.number"), record.recordNumber ?? t("common.none")],
                [t("record.body"), <PartyName key="b" party={record.body} />],
                [
                  t("clock.profile"),
                  <To key="f" name="profile" id={record.profileId}>
                    {t("profile.title", { id: record.profileId })}
                  </To>,
                ],
                [t("record.submittedAt"), <Time key="s" at={record.submittedAt} />],
                record.publishedAt !== null && [t("clock.publishedAt"), <Time key="p" at={record.publishedAt} />],
                record.noticeUntil !== null &&
                  record.publishedAt !== null && [
                    t("clock.noticeUntil"),
                    <Deadline key="n" until={record.noticeUntil} from={record.publishedAt} years={years} />,
                  ],
                [t("record.recordedAt"), <Time key="r" at={record.recordedAt} />],
                [t("record.until"), <Time key="u" at={record.until} />],
                record.bodyDigest !== null && [
                  t("record.bodyDetails"),
                  <Hex key="d" value={record.bodyDigest} what={t("record.bodyDetails")} />,
                ],
                record.ground !== null && [t("record.ground"), label("recordGround", record.ground)],
              ]}
            />
            <Section title={t("record.authorisations")}>
              <Table
                caption={t("record.authorisations")}
                rows={record.authorisations}
                keyOf={({ authorisationId }) => authorisationId}
                columns={[
                  {
                    head: t("authorisation.one"),
                    cell: ({ authorisationId }) => (
                      <To name="authorisation" id={authorisationId}>
                        {authorisationId}
                      </To>
                    ),
                  },
                  { head: t("authorisation.operator"), cell: ({ operator }) => <PartyName party={operator} /> },
                  { head: t("authorisation.scene"), cell: ({ scene }) => <Named text={scene} /> },
                  { head: t("authorisation.term"), cell: ({ start, until }) => <Term from={start} until={until} /> },
                  { head: t("right.state"), cell: ({ live }) => <Chip group="live" value={live} /> },
                ]}
              />
            </Section>
            <Section title={t("record.requests")}>
              <Table
                caption={t("record.requests")}
                rows={record.requests}
                keyOf={({ requestId }) => requestId}
                empty={t("request.none")}
                columns={requestColumns()}
              />
            </Section>
            <RecordPanel not={[record.body]} offer={(me) => recordActs(record, me)} refresh={answer.retry} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
