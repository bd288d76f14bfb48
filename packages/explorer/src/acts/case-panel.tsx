import { questions } from "../api/questions.ts";
import type { CaseDetail, Me } from "../api/shapes.ts";
import { useAnswer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { Loaded } from "../ui/loaded.tsx";
import { ActList } from "./act-list.tsx";
import { ActingAs } from "./acting-as.tsx";
import { CaseFile } from "./case-file.tsx";
import { caseActs } from "./case-acts.ts";
import { evidenceAct } from "./evidence-act.ts";

/** Where the registry that keeps a case acts in it. */
export function CasePanel({ found, refresh }: { found: CaseDetail; refresh: () => void }) {
  return (
    <ActingAs title={t("doing.title")} note={t("doing.caseNote")} other={t("doing.notKeeper")}>
      {(me, apiKey, as) =>
        me.role === "registry" && me.party === found.keeper ? (
          <>
            <CaseFile caseId={found.caseId} apiKey={apiKey} />
            <Offered me={me} apiKey={apiKey} as={as} found={found} refresh={refresh} />
          </>
        ) : null
      }
    </ActingAs>
  );
}

function Offered(props: { me: Me; apiKey: string; as: string; found: CaseDetail; refresh: () => void }) {
  const { me, apiKey, as, found, refresh } = props;
  const answer = useAnswer(questions.profile(found.profileId));
  return (
    <Loaded answer={answer} rows={2}>
      {({ terms }) => {
        const { open, closed } = caseActs({ found, terms, accounts: me.accounts });
        const offer = { open: [...open, ...evidenceAct(found)], closed };
        return <ActList offer={offer} apiKey={apiKey} as={as} refresh={refresh} />;
      }}
    </Loaded>
  );
}
