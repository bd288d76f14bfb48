import { useEffect, useState } from "preact/hooks";
import type { Question } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { api } from "./api.ts";

/** An answer on its way, arrived, or refused. */
export type Answer<T> = {
  readonly data: T | undefined;
  readonly problem: ApiProblem | undefined;
  /** True while what is shown is not yet the answer to the question. */
  readonly loading: boolean;
  retry(): void;
};

type State<T> = { readonly path: string; readonly data?: T; readonly problem?: ApiProblem };

/**
 * Asks a question and shows its last answer at once, if there is one. The pages of one list replace one another in
 * place: the old page stays until the new one is there.
 *
 * @param question null while it cannot be asked yet, which counts as loading
 * @param everyMs asks again in this rhythm while the page is visible
 */
export function useAnswer<T>(question: Question<T> | null, everyMs?: number): Answer<T> {
  const path = question?.path ?? "";
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State<T>>({ path: "" });

  useEffect(() => {
    if (question === null) return;
    const controller = new AbortController();
    api.ask(question, controller.signal).then(
      (data) => {
        if (!controller.signal.aborted)
          setState((old) => (old.path === path && old.data === data ? old : { path, data }));
      },
      (problem: unknown) => {
        if (controller.signal.aborted) return;
        setState({ path, problem: problem instanceof ApiProblem ? problem : new ApiProblem(0, {}, problem) });
      },
    );
    return () => controller.abort();
  }, [path, turn]);

  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(() => !document.hidden && setTurn((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);

  const retry = () => setTurn((n) => n + 1);
  if (question === null) return { data: undefined, problem: undefined, loading: true, retry };
  if (state.path === path) return { data: state.data, problem: state.problem, loading: false, retry };
  const data = api.recall(question) ?? (resource(state.path) === resource(path) ? state.data : undefined);
  return { data, problem: undefined, loading: true, retry };
}

function resource(path: string): string {
  return path.split("?", 1)[0] ?? path;
}
