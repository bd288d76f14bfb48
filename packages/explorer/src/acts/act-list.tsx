import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Operation } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import type { Offer } from "./act.ts";
import { ActForm } from "./act-form.tsx";

type Done = { readonly title: string; readonly operation: Operation | null };

/** What may be done now, the form of what was chosen, and what has just been done. */
export function ActList(props: { offer: Offer; apiKey: string; as: string; refresh: () => void }) {
  const { offer, apiKey, as, refresh } = props;
  const [chosen, choose] = useState<string | null>(null);
  const [last, setLast] = useState<Done | null>(null);
  const told = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (last) told.current?.focus();
  }, [last]);
  const act = offer.open.find(({ id }) => id === chosen);
  return (
    <div class="acts">
      {last && (
        <p class="act-done" role="status" tabIndex={-1} ref={told}>
          {t("doing.done", { title: last.title })}{" "}
          {last.operation && (
            <To name="transaction" id={last.operation.hash}>
              {t("transaction.one")}
            </To>
          )}
        </p>
      )}
      {act ? (
        <ActForm
          key={act.id}
          act={act}
          apiKey={apiKey}
          as={as}
          leave={() => choose(null)}
          done={(operation) => {
            setLast({ title: act.title, operation });
            choose(null);
            refresh();
          }}
        />
      ) : (
        <ul class="act-list">
          {offer.open.map(({ id, title, help, basis, grave }, i) => (
            <li key={id}>
              <button
                type="button"
                class={i === 0 && !grave ? "button button-main" : "button"}
                onClick={() => choose(id)}
              >
                {title}
              </button>
              <p class="note">
                {help} {basis && <small>{basis}</small>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {!act && offer.open.length === 0 && offer.closed.length === 0 && <p class="empty">{t("doing.nothing")}</p>}
      {!act && offer.closed.length > 0 && (
        <ul class="act-closed">
          {offer.closed.map(({ id, title, why }) => (
            <li key={`${id} ${why}`}>
              <strong>{title}</strong> {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
