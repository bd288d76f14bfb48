import { t } from "../i18n/words.ts";
import type { Me } from "../api/shapes.ts";
import type { Offer } from "./act.ts";
import { ActList } from "./act-list.tsx";
import { ActingAs } from "./acting-as.tsx";

/**
 * Where an authority decides about the public-data track.
 *
 * @param not whose matter it is: an authority decides neither of its own data nor at its own request
 */
export function RecordPanel(props: { not: readonly string[]; offer: (me: Me) => Offer; refresh: () => void }) {
  return (
    <ActingAs title={t("doing.title")} note={t("recordAct.note")} other={t("recordAct.other")}>
      {(me, apiKey, as) =>
        me.role === "regulator" && (me.party === null || !props.not.includes(me.party)) ? (
          <ActList offer={props.offer(me)} apiKey={apiKey} as={as} refresh={props.refresh} />
        ) : null
      }
    </ActingAs>
  );
}
