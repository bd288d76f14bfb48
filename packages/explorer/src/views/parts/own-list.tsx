import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Question } from "../../api/client.ts";
import type { Inquiry } from "../../api/shapes.ts";
import { sessionKey } from "../../data/session-key.ts";
import { useOwnAnswer } from "../../data/use-own-answer.ts";
import { t } from "../../i18n/words.ts";
import { KeyForm } from "../../ui/key-form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";
import { Table, type Column } from "../../ui/table.tsx";

type InquiryPage = { readonly items: readonly Inquiry[]; readonly nextCursor: string | null };

/** A list of inquiries that is for the eyes of whoever has the key: the key's form first, then page by page. */
export function OwnInquiries(props: {
  title: string;
  note: string;
  empty: string;
  ask: (query: { cursor: string | null; limit: number }) => Question<InquiryPage>;
  columns: readonly Column<Inquiry>[];
  /** What stands below the list, given how to ask for it anew. */
  below?: (refresh: () => void, apiKey: string) => ComponentChildren;
}) {
  const key = sessionKey.value;
  const [{ of, cursor }, turn] = useState<{ of: string | null; cursor: string | null }>({ of: key, cursor: null });
  // A cursor is good for the key that got it.
  const answer = useOwnAnswer(props.ask({ cursor: of === key ? cursor : null, limit: 25 }));
  return (
    <Section title={props.title} note={props.note}>
      {answer && (
        <Loaded answer={answer} rows={3}>
          {({ items, nextCursor }) => (
            <>
              <Table
                caption={props.title}
                rows={items}
                keyOf={({ id }) => id}
                empty={props.empty}
                columns={props.columns}
              />
              {key !== null && props.below?.(answer.retry, key)}
              <Turn
                first={of === key && cursor !== null ? () => turn({ of: key, cursor: null }) : undefined}
                next={nextCursor === null ? undefined : () => turn({ of: key, cursor: nextCursor })}
              />
            </>
          )}
        </Loaded>
      )}
      <KeyForm />
    </Section>
  );
}

/** Buttons to the next and the first page: these pages have no address, because a cursor is good for one key. */
function Turn({ first, next }: { first: (() => void) | undefined; next: (() => void) | undefined }) {
  if (!first && !next) return null;
  return (
    <nav class="pager" aria-label={t("action.pages")}>
      {first && (
        <button type="button" class="button" onClick={first}>
          {t("action.first")}
        </button>
      )}
      {next && (
        <button type="button" class="button" onClick={next}>
          {t("action.next")}
        </button>
      )}
    </nav>
  );
}
