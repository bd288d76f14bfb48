import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Count, Hex, Time } from "../ui/values.tsx";

/** One block and its transactions. */
export function BlockView({ id }: { id: string }) {
  const answer = useAnswer(questions.block(id));
  return (
    <Page
      title={t("block.title", { number: answer.data ? grouped(answer.data.number) : grouped(id) })}
      parent={["blocks", t("block.list")]}
    >
      <Loaded answer={answer}>
        {(block) => (
          <>
            <Facts
              rows={[
                [t("block.hash"), <Hex key="h" value={block.hash} what={t("block.hash")} full />],
                [
                  t("block.parent"),
                  block.number === 0 ? (
                    t("common.none")
                  ) : (
                    <To name="block" id={String(block.number - 1)}>
                      {t("block.title", { number: grouped(block.number - 1) })}
                    </To>
                  ),
                ],
                [t("block.time"), <Time key="t" at={block.time} />],
                [t("block.gas"), <Count key="g" value={block.gasUsed} />],
              ]}
            />
            <Section title={t("block.transactions")}>
              {block.transactionHashes.length === 0 && <p class="empty">{t("state.empty")}</p>}
              <ul class="hashes">
                {block.transactionHashes.map((hash) => (
                  <li key={hash}>
                    <To name="transaction" id={hash}>
                      <code>{hash}</code>
                    </To>
                  </li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
