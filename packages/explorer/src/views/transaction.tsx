import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { ArgsTable } from "../ui/args.tsx";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { AccountLink, Count, Hex, PartyName, Time } from "../ui/values.tsx";
import { DecodedEvents } from "./parts/decoded-events.tsx";
import { Refusal } from "./parts/refusal.tsx";

/** One transaction: the call, its events, or why it was refused. */
export function TransactionView({ id }: { id: string }) {
  const answer = useAnswer(questions.transaction(id));
  const { data } = answer;
  return (
    <Page
      title={data?.method?.name ?? t("transaction.one")}
      kind={t("transaction.one")}
      parent={["transactions", t("transaction.list")]}
      chips={data && <Chip group="txStatus" value={data.status} />}
    >
      <Loaded answer={answer}>
        {(transaction) => (
          <>
            {transaction.error && <Refusal error={transaction.error} />}
            {transaction.errorUnavailable && <p class="empty">{t("transaction.errorUnavailable")}</p>}
            <Facts
              rows={[
                [t("transaction.hash"), <Hex key="h" value={transaction.hash} what={t("transaction.hash")} full />],
                [t("block.time"), <Time key="t" at={transaction.time} />],
                [
                  t("block.one"),
                  <To key="b" name="block" id={String(transaction.block)}>
                    {grouped(transaction.block)}
                  </To>,
                ],
                [t("transaction.from"), <AccountLink key="f" account={transaction.from} />],
                [t("transaction.fromParty"), <PartyName key="p" party={transaction.fromParty} />],
                [
                  t("transaction.to"),
                  <span key="c">
                    {transaction.toContract} <Hex value={transaction.to} what={t("transaction.to")} />
                  </span>,
                ],
                [t("transaction.nonce"), <Count key="n" value={transaction.nonce} />],
                [t("block.gas"), <Count key="g" value={transaction.gasUsed} />],
              ]}
            />
            <Section title={t("transaction.arguments")}>
              {transaction.method ? (
                <ArgsTable args={transaction.method.args} />
              ) : (
                <p class="empty">{t("transaction.noMethod")}</p>
              )}
            </Section>
            <Section title={t("transaction.events")}>
              <DecodedEvents events={transaction.events} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
