import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { ApiProblem } from "../api/problem.ts";
import { ProblemNote } from "../ui/problem-note.tsx";

/** Keeps a fault in one part of the page from taking the rest along, and says that there is one. */
export function Guard({ children }: { children: ComponentChildren }) {
  const [fault, reset] = useErrorBoundary((error: unknown) => console.error(error));
  if (!fault) return <>{children}</>;
  return <ProblemNote problem={new ApiProblem(500, { code: "PAGE_FAILED" }, fault)} retry={reset} />;
}
