import { questions } from "../../api/questions.ts";
import type { Inquiry } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Time } from "../../ui/values.tsx";
import { Asker, OfFile, Purpose, Reads } from "./inquiry-cells.tsx";
import { OwnInquiries } from "./own-list.tsx";

/** Who consulted the file of a case, for the holder: all but state organs (article 30). */
export function WhoLooked({ caseId }: { caseId: string }) {
  return <List ask={(query) => questions.inquiries(caseId, query)} />;
}

/** Who consulted the files of a party, for that party: all but state organs (article 30). */
export function WhoLookedAtParty({ party }: { party: string }) {
  return <List ask={(query) => questions.partyInquiries(party, query)} file />;
}

function List({ ask, file = false }: { ask: Parameters<typeof OwnInquiries>[0]["ask"]; file?: boolean }) {
  return (
    <OwnInquiries
      title={t("inquiry.title")}
      note={t("inquiry.note")}
      empty={t("inquiry.none")}
      ask={ask}
      columns={[
        { head: t("inquiry.askedAt"), cell: ({ askedAt }) => <Time at={askedAt} /> },
        ...(file ? [{ head: t("inquiry.file"), cell: (inquiry: Inquiry) => <OfFile inquiry={inquiry} /> }] : []),
        { head: t("inquiry.asker"), cell: (inquiry) => <Asker inquiry={inquiry} /> },
        { head: t("inquiry.purpose"), cell: (inquiry) => <Purpose inquiry={inquiry} /> },
        { head: t("inquiry.state"), cell: ({ state }) => <Chip group="inquiryState" value={state} /> },
        { head: t("inquiry.reads"), cell: (inquiry) => <Reads inquiry={inquiry} /> },
      ]}
    />
  );
}
