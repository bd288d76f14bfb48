/** Body of a refusal (RFC 9457). */
type ProblemBody = {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly retryable?: boolean;
  readonly errors?: readonly FieldProblem[];
};

/** What is wrong with one member of what was sent. */
export type FieldProblem = { readonly pointer: string; readonly detail: string };

/** What a reader can do about a refusal; each has its sentence in the dictionaries. */
export type Advice = "notFound" | "input" | "later" | "network" | "access";

/** A call that did not give an answer. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly retryable: boolean;
  readonly advice: Advice;
  /** Each wrong member of what was sent, by JSON pointer. */
  readonly errors: readonly FieldProblem[];

  constructor(status: number, body: ProblemBody, cause?: unknown) {
    super(body.title ?? (status === 0 ? "Network error" : `HTTP ${status}`), { cause });
    this.status = status;
    this.code = body.code ?? (status === 0 ? "NETWORK" : `HTTP_${status}`);
    this.detail = body.detail ?? null;
    this.errors = body.errors ?? [];
    this.advice = adviceOf(status);
    this.retryable = body.retryable ?? this.advice === "later";
  }
}

function adviceOf(status: number): Advice {
  if (status === 0) return "network";
  if (status === 404) return "notFound";
  if (status === 401 || status === 403) return "access";
  return status === 429 || status >= 500 ? "later" : "input";
}

/** Makes a problem of an answer, whatever its body is. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const body: unknown = await answer.json().catch(() => ({}));
  return new ApiProblem(answer.status, typeof body === "object" && body !== null ? body : {});
}
