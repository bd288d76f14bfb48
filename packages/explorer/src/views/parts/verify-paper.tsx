import { useState } from "preact/hooks";
import { ApiProblem } from "../../api/problem.ts";
import { questions } from "../../api/questions.ts";
import type { PaperCheck } from "../../api/shapes.ts";
import { api } from "../../data/api.ts";
import { bytes } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { DropZone } from "./drop-zone.tsx";
import { PaperResult } from "./paper-result.tsx";

type State =
  | { readonly is: "idle" | "working" | "tooLarge" }
  | { readonly is: "done"; readonly file: string; readonly check: PaperCheck }
  | { readonly is: "refused"; readonly problem: ApiProblem };

/** Most bytes of a certificate's file that the gateway takes. */
const most = 4 * 1024 * 1024;

/** Takes a certificate's PDF or credential and shows what a check of it found. */
export function VerifyPaper() {
  const [state, setState] = useState<State>({ is: "idle" });

  const take = async (file: File) => {
    if (file.size > most) return setState({ is: "tooLarge" });
    setState({ is: "working" });
    try {
      const isPdf = (await file.slice(0, 5).text()) === "%PDF-";
      const check = await api.sendFile(questions.verifyPaper(), file, isPdf ? "application/pdf" : "application/vc+jwt");
      setState({ is: "done", file: file.name, check });
    } catch (error) {
      setState({ is: "refused", problem: error instanceof ApiProblem ? error : new ApiProblem(0, {}, error) });
    }
  };

  return (
    <div class="verify-paper">
      <DropZone take={(file) => void take(file)} word="verify.paperChoose" accept=".pdf,.jwt,application/pdf" />
      <div role="status">
        {state.is === "working" && <p>{t("verify.paperChecking")}</p>}
        {state.is === "tooLarge" && <p class="banner">{t("verify.paperTooLarge", { most: bytes(most) })}</p>}
        {state.is === "refused" && <ProblemNote problem={state.problem} />}
        {state.is === "done" && <PaperResult file={state.file} check={state.check} />}
      </div>
    </div>
  );
}
