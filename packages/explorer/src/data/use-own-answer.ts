import { useEffect, useState } from "preact/hooks";
import type { Question } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { api } from "./api.ts";
import { sessionKey } from "./session-key.ts";
import type { Answer } from "./use-answer.ts";

type State<T> = { readonly asked: string; readonly data?: T; readonly problem?: ApiProblem };

/** Asks with the visitor's API key; null while there is none. An answer is shown to the key that asked, and not kept. */
export function useOwnAnswer<T>(question: Question<T>): Answer<T> | null {
  const key = sessionKey.value;
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State<T>>({ asked: "" });
  const asked = `${key} ${question.path}`;

  useEffect(() => {
    if (key === null) {
      setState({ asked: "" });
      return;
    }
    const controller = new AbortController();
    api.askAs(key, question, controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) setState({ asked, data });
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        setState({ asked, problem: cause instanceof ApiProblem ? cause : new ApiProblem(0, {}, cause) });
      },
    );
    return () => controller.abort();
  }, [asked, turn]);

  if (key === null) return null;
  const { data, problem }: Partial<State<T>> = state.asked === asked ? state : {};
  const retry = () => setTurn((n) => n + 1);
  return { data, problem, loading: data === undefined && problem === undefined, retry };
}
