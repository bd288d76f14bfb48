import { useRef, useState } from "preact/hooks";
import { ApiProblem } from "../api/problem.ts";
import { questions } from "../api/questions.ts";
import type { FileEntry } from "../api/shapes.ts";
import { api } from "../data/api.ts";
import { saveFile } from "../data/save-file.ts";
import { bytes as sizeOf } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Table } from "../ui/table.tsx";
import { Hex, Time } from "../ui/values.tsx";
import { newRequestId } from "./perform.ts";

type Opened = { readonly inquiry: string; readonly entries: readonly FileEntry[] };

/** The documents on a case's file, for the registry that examines it; opening it is an inquiry, and recorded (article 30). */
export function CaseFile({ caseId, apiKey }: { caseId: string; apiKey: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const requestId = useRef<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    await work().catch((cause: unknown) =>
      setProblem(cause instanceof ApiProblem ? cause : new ApiProblem(0, {}, cause)),
    );
  };
  const open = () =>
    attempt(async () => {
      requestId.current ??= newRequestId();
      const purpose = { code: "examination", words: t("doing.filePurpose") };
      const asked = { capacity: "registry", purpose };
      const { id } = await api.actAs(apiKey, questions.askInquiry(caseId), asked, requestId.current);
      const { items } = await api.askAs(apiKey, questions.caseFile(caseId, id));
      setOpened({ inquiry: id, entries: items });
    });
  const save = ({ digest, mediaType }: FileEntry) =>
    attempt(async () => {
      const bytes = await api.bytesAs(apiKey, questions.document(digest.slice(2), opened!.inquiry));
      saveFile(bytes, `${digest.slice(2, 18)}${mediaType.startsWith("text/") ? ".txt" : ""}`);
    });
  return (
    <div class="acts">
      {problem && <ProblemNote problem={problem} />}
      {opened === null ? (
        <p class="act-buttons">
          <button type="button" class="button" onClick={() => void open()}>
            {t("doing.openFile")}
          </button>
          <small class="note">{t("doing.openFileNote")}</small>
        </p>
      ) : (
        <Table
          caption={t("doing.file")}
          rows={opened.entries}
          keyOf={({ digest }) => digest}
          empty={t("doing.fileEmpty")}
          columns={[
            { head: t("inquiry.digest"), cell: ({ digest }) => <Hex value={digest} what={t("inquiry.digest")} /> },
            { head: t("doing.mediaType"), cell: ({ mediaType }) => mediaType },
            { head: t("doing.size"), cell: ({ size }) => sizeOf(size), number: true },
            { head: t("doing.storedAt"), cell: ({ storedAt }) => <Time at={storedAt} /> },
            {
              head: t("doing.save"),
              cell: (entry) => (
                <button type="button" class="button" onClick={() => void save(entry)}>
                  {t("doing.save")}
                </button>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
