import type { Party } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import { ActList } from "./act-list.tsx";
import { ActingAs } from "./acting-as.tsx";
import { partyActs } from "./party-acts.ts";

/** Where an authority records what a party is; nobody decides on itself. */
export function PartyPanel({ party, refresh }: { party: Party; refresh: () => void }) {
  return (
    <ActingAs title={t("doing.title")} note={t("doing.partyNote")} other={t("doing.notAuthority")}>
      {(me, apiKey, as) =>
        me.role === "regulator" && me.party !== party.party ? (
          <ActList offer={partyActs(party, me)} apiKey={apiKey} as={as} refresh={refresh} />
        ) : null
      }
    </ActingAs>
  );
}
