import { qualifications, userKinds } from "@data-voucher/sdk/conditions";
import { PartyPanel } from "../acts/party-panel.tsx";
import { questions } from "../api/questions.ts";
import type { Party } from "../api/shapes.ts";
import { useAnswer } from "../data/use-answer.ts";
import { shortHex } from "../format/hex.ts";
import { label, t } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href } from "../router/routes.ts";
import { Chip } from "../ui/chip.tsx";
import { EventList } from "../ui/event-list.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { AccountLink, ConditionWords, Count, Hex, PartyName, Territory, Time } from "../ui/values.tsx";
import { AccountsTable } from "./parts/accounts-table.tsx";
import { PartyRegistrations } from "./parts/party-registrations.tsx";
import { Roles } from "./parts/roles.tsx";
import { UsageSection } from "./parts/usage-section.tsx";
import { voucherColumns } from "./parts/voucher-columns.tsx";
import { WhoLookedAtParty } from "./parts/who-looked.tsx";

const counted = ["assets", "cases", "certificates", "series", "vouchers"] as const;

/** One party: what it is, its keys, what it holds, what it did. */
export function PartyView({ id }: { id: string }) {
  const answer = useAnswer(questions.party(id));
  const { data } = answer;
  return (
    <Page
      title={data?.name ?? shortHex(id)}
      kind={t("party.one")}
      parent={["parties", t("party.list")]}
      chips={data && <Chip group="standing" value={data.standing} />}
    >
      <Loaded answer={answer}>
        {(party) => (
          <>
            <Facts
              rows={[
                [t("party.address"), <Hex key="a" value={party.party} what={t("party.address")} full />],
                [t("party.roles"), <Roles key="r" roles={party.roles} />],
                [t("party.jurisdiction"), <Territory key="j" code={party.jurisdiction} />],
                party.kind !== null && [
                  t("party.kind"),
                  <ConditionWords key="k" list={userKinds} codes={[party.kind]} />,
                ],
                party.qualifications.length > 0 && [
                  t("party.qualifications"),
                  <ConditionWords key="q" list={qualifications} codes={party.qualifications} />,
                ],
                [t("party.admittedAt"), <Time key="t" at={party.admittedAt} />],
                [t("party.admittedBy"), <PartyName key="b" party={party.admittedBy} />],
                [t("party.safeUse"), <SafeUse key="s" party={party} />],
                [
                  t("party.identityDigest"),
                  <Hex key="i" value={party.identityDigest} what={t("party.identityDigest")} />,
                ],
                party.roles.includes("registry") && [
                  t("clock.profile"),
                  party.profileId === null ? (
                    <span key="f" class="quiet">
                      {t("common.none")}
                    </span>
                  ) : (
                    <To key="f" name="profile" id={party.profileId}>
                      {t("profile.title", { id: party.profileId })}
                    </To>
                  ),
                ],
                party.roles.includes("registry") && [
                  t("desk.title"),
                  <To key="d" name="registryDesk" id={party.party}>
                    {t("desk.open")}
                  </To>,
                ],
                party.successor !== null && [t("party.successor"), <PartyName key="o" party={party.successor} />],
                [t("party.deployed"), t(party.deployed ? "common.yes" : "common.no")],
              ]}
            />
            <dl class="strip">
              {counted.map((name) => (
                <div key={name}>
                  <dt>{label("count", name)}</dt>
                  <dd>
                    <Count value={party.counts[name]} />
                  </dd>
                </div>
              ))}
            </dl>
            <Section title={t("party.accounts")}>
              <AccountsTable accounts={party.accounts} />
            </Section>
            <PartyPanel party={party} refresh={answer.retry} />
          </>
        )}
      </Loaded>
      {data && <PartyRegistrations party={id} isTrader={data.roles.includes("trader")} />}
      {data && data.roles.includes("trader") && (
        <>
          <UsageSection of={{ holder: id }} title={t("usage.asHolder")} />
          <UsageSection of={{ provider: id }} title={t("usage.asProvider")} />
        </>
      )}
      {data && <Holdings party={id} />}
      {data && <History party={id} />}
      {data && <WhoLookedAtParty party={id} />}
    </Page>
  );
}

/** The safe-use commitment that a party signed last: its edition, who signed and when, and the document's digest. */
function SafeUse({ party: { edition, safeUseCommitment, signedAt, signedBy } }: { party: Party }) {
  return (
    <span class="inline">
      {edition > 0 && <To name="useRules">{t("party.edition", { edition })}</To>}
      <Hex value={safeUseCommitment} what={t("party.safeUse")} />
      {signedBy !== null && (
        <>
          <AccountLink account={signedBy} />
          <Time at={signedAt} day />
        </>
      )}
    </span>
  );
}

function Holdings({ party }: { party: string }) {
  const answer = useAnswer(questions.partyHoldings(party, { limit: 50 }));
  const all = <a href={href("vouchers", "", { holder: party })}>{t("action.all")}</a>;
  return (
    <Section title={t("party.holdings")} aside={all}>
      <Loaded answer={answer} rows={4}>
        {({ items }) => (
          <Table
            caption={t("party.holdings")}
            rows={items}
            keyOf={({ voucherId }) => voucherId}
            columns={voucherColumns({ holder: false })}
          />
        )}
      </Loaded>
    </Section>
  );
}

function History({ party }: { party: string }) {
  const { query } = place.value;
  const answer = useAnswer(questions.partyHistory(party, { limit: 25, cursor: query.get("cursor") }));
  return (
    <Section title={t("party.history")}>
      <Loaded answer={answer} rows={8}>
        {({ items, nextCursor }) => (
          <>
            <EventList events={items} />
            <Pager next={nextCursor} query={query} path={href("party", party)} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
