import { t } from "../i18n/words.ts";
import { ActList } from "./act-list.tsx";
import { ActingAs } from "./acting-as.tsx";
import { useRuleActs } from "./use-rule-acts.ts";

/** Where an authority sets the rules of use. */
export function UseRulesPanel({ prohibited, refresh }: { prohibited: readonly string[]; refresh: () => void }) {
  return (
    <ActingAs title={t("doing.title")} note={t("doing.useRulesNote")} other={t("doing.notRuling")}>
      {(me, apiKey, as) =>
        me.role === "regulator" ? (
          <ActList offer={useRuleActs(prohibited, me)} apiKey={apiKey} as={as} refresh={refresh} />
        ) : null
      }
    </ActingAs>
  );
}
