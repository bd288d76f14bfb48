import { useState } from "preact/hooks";
import { ActForm } from "../../acts/act-form.tsx";
import { inquiryAct } from "../../acts/inquiry-act.ts";
import { questions } from "../../api/questions.ts";
import type { Inquiry } from "../../api/shapes.ts";
import { nameOf } from "../../data/names.ts";
import { useOwnAnswer } from "../../data/use-own-answer.ts";
import { t } from "../../i18n/words.ts";
import { Named, Time } from "../../ui/values.tsx";
import { Asker, OfFile, Purpose } from "./inquiry-cells.tsx";
import { OwnInquiries } from "./own-list.tsx";

/** Interested parties' inquiries that a registry has to decide, oldest first, and its decision (article 30). */
export function WaitingInquiries() {
  const [chosen, choose] = useState<Inquiry | null>(null);
  const me = useOwnAnswer(questions.me())?.data;
  return (
    <OwnInquiries
      title={t("inquiry.waiting")}
      note={t("inquiry.waitingNote")}
      empty={t("inquiry.noneWaiting")}
      ask={questions.waitingInquiries}
      columns={[
        { head: t("inquiry.askedAt"), cell: ({ askedAt }) => <Time at={askedAt} /> },
        { head: t("inquiry.file"), cell: (inquiry) => <OfFile inquiry={inquiry} /> },
        { head: t("inquiry.asker"), cell: (inquiry) => <Asker inquiry={inquiry} /> },
        { head: t("inquiry.purpose"), cell: (inquiry) => <Purpose inquiry={inquiry} /> },
        { head: t("inquiry.interest"), cell: ({ interest }) => interest !== null && <Named text={interest} /> },
        { head: t("inquiry.days"), cell: ({ days }) => days, number: true },
        {
          head: t("doing.decision"),
          cell: (inquiry) => (
            <button type="button" class="button" onClick={() => choose(inquiry)}>
              {t("doing.decideInquiry")}
            </button>
          ),
        },
      ]}
      below={(refresh, apiKey) =>
        chosen && (
          <ActForm
            key={chosen.id}
            act={inquiryAct(chosen)}
            apiKey={apiKey}
            as={(me?.party && nameOf(me.party)) ?? ""}
            leave={() => choose(null)}
            done={() => {
              choose(null);
              refresh();
            }}
          />
        )
      }
    />
  );
}
