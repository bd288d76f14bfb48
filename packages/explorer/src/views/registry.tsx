import { questions } from "../api/questions.ts";
import { nameOf } from "../data/names.ts";
import { useAnswer } from "../data/use-answer.ts";
import { shortHex } from "../format/hex.ts";
import { label, t } from "../i18n/words.ts";
import { href } from "../router/routes.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { Count, Hex, PartyName, Time } from "../ui/values.tsx";
import { RegistryDues } from "./parts/registry-dues.tsx";
import { RegistryReports } from "./parts/registry-reports.tsx";
import { codeOf, ExitChip } from "./parts/registry-state.tsx";
import { RegistryWork } from "./parts/registry-work.tsx";

/** One registry as a member: standing, exit, what is due, what it published, its reports and what it did. */
export function RegistryView({ id }: { id: string }) {
  const answer = useAnswer(questions.registry(id));
  const { data } = answer;
  return (
    <Page
      title={data?.name ?? nameOf(id) ?? shortHex(id)}
      kind={t("registry.one")}
      parent={["registries", t("registry.list")]}
      chips={
        data && (
          <>
            <Chip group="standing" value={data.standing} />
            <ExitChip registry={data} />
          </>
        )
      }
    >
      <Loaded answer={answer}>
        {(found) => (
          <>
            <Facts
              rows={[
                [
                  t("registry.code"),
                  <span key="c" class="number">
                    {codeOf(found)}
                  </span>,
                ],
                [t("registry.codedAt"), <Time key="t" at={found.codedAt} day />],
                found.profileId !== null && [
                  t("registry.profile"),
                  <To key="p" name="profile" id={found.profileId}>
                    {t("profile.title", { id: found.profileId })}
                  </To>,
                ],
                [t("registry.keeper"), <PartyName key="k" party={found.keeper} />],
                [t("registry.due"), <RegistryDues key="d" due={found.due} />],
              ]}
            />
            <nav class="tabs" aria-label={t("registry.one")}>
              <a href={href("party", id)}>{t("registry.asParty")}</a>
              <a href={href("registryDesk", id)}>{t("registry.asDesk")}</a>
              <a href={href("registrations", "", { registry: id })}>{t("registry.asCases")}</a>
            </nav>
            <RegistryWork registry={id} />
            <Section title={t("registry.reports")} note={t("registry.reportsNote")}>
              <RegistryReports registry={id} />
            </Section>
            <Section title={t("registry.disclosures")}>
              <Table
                caption={t("registry.disclosures")}
                rows={found.disclosures}
                keyOf={({ kind }) => kind}
                empty={t("registry.noDisclosures")}
                columns={[
                  { head: t("registry.disclosure"), cell: ({ kind }) => label("disclosure", kind) },
                  { head: t("registry.disclosedAt"), cell: ({ disclosedAt }) => <Time at={disclosedAt} /> },
                  { head: t("registry.editions"), cell: ({ editions }) => <Count value={editions} />, number: true },
                  {
                    head: t("registry.document"),
                    cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("registry.document")} />,
                  },
                ]}
              />
            </Section>
            <Section title={t("registry.changes")}>
              <Table
                caption={t("registry.changes")}
                rows={found.changes}
                keyOf={({ reportedAt, documentDigest }) => `${reportedAt} ${documentDigest}`}
                empty={t("registry.noChanges")}
                columns={[
                  { head: t("registry.reportedAt"), cell: ({ reportedAt }) => <Time at={reportedAt} /> },
                  { head: t("registry.effectiveAt"), cell: ({ effectiveAt }) => <Time at={effectiveAt} /> },
                  {
                    head: t("registry.document"),
                    cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("registry.document")} />,
                  },
                ]}
              />
            </Section>
            <Section title={t("registry.exit")}>
              {found.exit === null ? (
                <p class="empty">{t("registry.noExit")}</p>
              ) : (
                <Facts
                  rows={[
                    [t("registry.announcedAt"), <Time key="a" at={found.exit.announcedAt} />],
                    [t("registry.exitAt"), <Time key="e" at={found.exit.exitAt} />],
                    found.exit.approvedAt !== null && [
                      t("registry.approvedAt"),
                      <Time key="p" at={found.exit.approvedAt} />,
                    ],
                    found.exit.decideBy !== null && [
                      t("registry.decideBy"),
                      found.exit.decideBy === "pending" ? (
                        t("clock.pendingAny")
                      ) : (
                        <Time key="b" at={found.exit.decideBy} day />
                      ),
                    ],
                    found.successor !== null && [
                      t("registry.successor"),
                      <PartyName key="s" party={found.successor} />,
                    ],
                    [
                      t("registry.document"),
                      <Hex key="d" value={found.exit.documentDigest} what={t("registry.document")} />,
                    ],
                  ]}
                />
              )}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
