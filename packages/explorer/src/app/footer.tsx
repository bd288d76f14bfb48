import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { Time } from "../ui/values.tsx";

const everyMs = 10_000;

/** How far the index has come, and where the API is described. */
export function Footer() {
  const { data } = useAnswer(questions.status(), everyMs);
  return (
    <footer class="site-foot">
      <p>{t("site.footer")}</p>
      <p class="meta">
        {data?.indexed && (
          <>
            <span>{t("site.indexed", { number: grouped(data.indexed.number) })}</span>
            <Time at={data.indexed.time} />
            {data.lag && data.lag.blocks > 1 && <span>{t("site.lagging", { blocks: grouped(data.lag.blocks) })}</span>}
            <span>{t("site.release", { release: data.release })}</span>
          </>
        )}
        <a href="/docs" data-outside>
          {t("site.api")}
        </a>
      </p>
    </footer>
  );
}
