import type { ComponentChildren } from "preact";
import type { Me } from "../api/shapes.ts";
import { questions } from "../api/questions.ts";
import { nameOf } from "../data/names.ts";
import { sessionKey } from "../data/session-key.ts";
import { useOwnAnswer } from "../data/use-own-answer.ts";
import { shortHex } from "../format/hex.ts";
import { label, t } from "../i18n/words.ts";
import { KeyForm } from "../ui/key-form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/section.tsx";

/** Where somebody acts: the API key first, then in whose name it acts, and what may be done. */
export function ActingAs(props: {
  title: string;
  note: string;
  /** What may be done with the key; null where its party has nothing to do here. */
  children: (me: Me, apiKey: string, as: string) => ComponentChildren;
  /** What is said then. */
  other: string;
}) {
  const key = sessionKey.value;
  const answer = useOwnAnswer(questions.me());
  return (
    <Section title={props.title} note={key === null ? props.note : undefined}>
      {key !== null && answer && (
        <Loaded answer={answer} rows={2}>
          {(me) => {
            const as = me.party === null ? label("apiRole", me.role) : (nameOf(me.party) ?? shortHex(me.party));
            return (
              <>
                <p>{t("doing.signedIn", { as, role: label("apiRole", me.role) })}</p>
                {props.children(me, key, as) ?? <p class="empty">{props.other}</p>}
              </>
            );
          }}
        </Loaded>
      )}
      <KeyForm word="doing.signIn" />
    </Section>
  );
}
