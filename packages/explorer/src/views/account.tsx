import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { shortHex } from "../format/hex.ts";
import { label, t } from "../i18n/words.ts";
import { href } from "../router/routes.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { AccountLink, Count, Hex, PartyName, Time } from "../ui/values.tsx";

/** One key and the party that it acts for. */
export function AccountView({ id }: { id: string }) {
  const answer = useAnswer(questions.account(id));
  return (
    <Page
      title={shortHex(id)}
      kind={t("account.one")}
      parent={["parties", t("party.list")]}
      chips={answer.data && <Chip group="accountState" value={answer.data.state} />}
    >
      <Loaded answer={answer}>
        {(account) => (
          <>
            <Facts
              rows={[
                [t("account.address"), <Hex key="a" value={account.account} what={t("account.address")} full />],
                [t("party.one"), <PartyName key="p" party={account.party} />],
                [t("account.powers"), account.powers.map((power) => label("power", power)).join(t("common.list"))],
                [t("account.since"), <Time key="s" at={account.since} />],
                [t("account.validUntil"), account.validUntil ? <Time at={account.validUntil} /> : t("common.noEnd")],
                [t("account.unitLimit"), account.unitLimit ? <Count value={account.unitLimit} /> : t("common.none")],
                account.replacedBy
                  ? [t("account.replacedBy"), <AccountLink key="r" account={account.replacedBy} />]
                  : null,
              ]}
            />
            <p>
              <a href={href("transactions", "", { from: account.account })}>{t("account.transactions")}</a>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
