import { useEffect, useState } from "preact/hooks";
import type { Question } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { api } from "./api.ts";

/** How what follows a loaded part is fetched. */
export type Rest = {
  readonly loading: boolean;
  readonly problem: ApiProblem | undefined;
  load(): void;
};

/** A thing that comes in parts: what is loaded of it, and how to load the next; undefined after the last. */
export type Parts<T> = { readonly loaded: T; readonly rest: Rest | undefined };

/**
 * Follows a first part with the next ones, each on request. A new first part begins anew.
 *
 * @param nextOf asks for the part after this one; undefined after the last
 */
export function useParts<T extends object>(
  first: T,
  nextOf: (loaded: T) => Question<T> | undefined,
  join: (loaded: T, next: T) => T,
): Parts<T> {
  const [state, setState] = useState<{ first: T; loaded: T; problem?: ApiProblem }>({ first, loaded: first });
  const [asked, setAsked] = useState<{ first: T; question: Question<T> }>();
  const current = state.first === first ? state : { first, loaded: first };

  useEffect(() => {
    if (asked?.first !== first) return;
    const controller = new AbortController();
    const settle = (more: { loaded: T; problem?: ApiProblem }) => {
      if (controller.signal.aborted) return;
      setState({ first, ...more });
      setAsked(undefined);
    };
    api.ask(asked.question, controller.signal).then(
      (next) => settle({ loaded: join(current.loaded, next) }),
      (cause: unknown) => {
        const problem = cause instanceof ApiProblem ? cause : new ApiProblem(0, {}, cause);
        settle({ loaded: current.loaded, problem });
      },
    );
    return () => controller.abort();
  }, [asked, first]);

  const next = nextOf(current.loaded);
  const rest = next && {
    loading: asked?.first === first,
    problem: current.problem,
    load: () => setAsked({ first, question: next }),
  };
  return { loaded: current.loaded, rest };
}
