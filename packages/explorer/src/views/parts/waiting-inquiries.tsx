import { questions } from "../../api/questions.ts";
import { t } from "../../i18n/words.ts";
import { Named, Time } from "../../ui/values.tsx";
import { Asker, OfFile, Purpose } from "./inquiry-cells.tsx";
import { OwnInquiries } from "./own-list.tsx";

/** Interested parties' inquiries that a registry has to decide, oldest first (article 30). */
export function WaitingInquiries() {
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
      ]}
    />
  );
}
