import type { ApiProblem } from "../api/problem.ts";
import { t } from "../i18n/words.ts";

/** Why a call gave no answer, its code, and what to do. */
export function ProblemNote({ problem, retry }: { problem: ApiProblem; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <h2>{t("state.errorTitle")}</h2>
      <p>{t(`advice.${problem.advice}`)}</p>
      {problem.status !== 0 && <p class="note">{problem.detail ?? problem.message}</p>}
      <p class="note">
        <code>{t("state.code", { code: problem.code })}</code>
      </p>
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {t("state.retry")}
        </button>
      )}
    </div>
  );
}
