import { Ajv } from "ajv";
import Type, { type Static, type TSchema } from "typebox";
import { canonicalJson, enumNames, submissionPath } from "@data-voucher/sdk";
import { OneOf } from "../schemas/common.ts";
import { NationalFault, type HeldPage, type HeldSubmission, type NationalSystem } from "./system.ts";

/** Where it is, and how it knows us. */
export interface HttpSystemOptions {
  /** Address without a path after its version, such as `https://national.example.cn/api`. */
  readonly url: string;
  readonly token: string;
  /** Longest time for one answer. */
  readonly timeoutMs?: number;
}

const Digest = Type.String({ pattern: "^0x[0-9a-f]{64}$" });
const answer = {
  receiptNumber: Type.String({ minLength: 1, maxLength: 64 }),
  statedAt: Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" }),
  digest: Digest,
  sample: Type.Boolean(),
};
const Answer = Type.Object(answer);
const Page = Type.Object({
  items: Type.Array(
    Type.Object({
      ...answer,
      ledger: Type.String(),
      caseId: Type.String(),
      kind: OneOf(enumNames.Submission.slice(1)),
      submission: Type.Object({}, { additionalProperties: true }),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
});

const ajv = new Ajv({ strict: false });

/** The national service system over HTTP, as `docs/national.md` describes it. One request a call: who calls repeats. */
export function createHttpSystem({ url, token, timeoutMs = 15_000 }: HttpSystemOptions): NationalSystem {
  const base = url.replace(/\/+$/, "");

  const ask = async <S extends TSchema>(
    schema: S,
    path: string,
    init: { method: string; body?: string },
    signal: AbortSignal,
  ): Promise<Static<S>> => {
    const limit = AbortSignal.timeout(timeoutMs);
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}/v1/${path}`, {
        ...init,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${token}`,
          ...(init.body !== undefined && { "content-type": "application/json" }),
        },
        signal: AbortSignal.any([signal, limit]),
      });
      text = await response.text();
    } catch (cause) {
      signal.throwIfAborted();
      const why = limit.aborted ? `gave no answer within ${timeoutMs} ms` : "cannot be reached";
      throw new NationalFault("unreachable", `The national service system ${why}.`, { cause });
    }
    if (response.ok) return checked(schema, text);
    const said = `The national service system answered ${response.status}: ${text.slice(0, 500)}`;
    // 408, 429 and what it says of itself pass; what it says of the content does not.
    const passes = response.status >= 500 || response.status === 408 || response.status === 429;
    throw new NationalFault(passes ? "unreachable" : "refused", said);
  };

  return {
    async submit(submission, signal) {
      const init = { method: "PUT", body: canonicalJson(submission) };
      return ask(Answer, `submissions/${submissionPath(submission)}`, init, signal);
    },
    async list(ledger, after, signal) {
      const query = new URLSearchParams({ ledger, limit: "500", ...(after !== undefined && { after }) });
      const page = await ask(Page, `submissions?${query}`, { method: "GET" }, signal);
      return { next: page.next, items: page.items as unknown as readonly HeldSubmission[] } satisfies HeldPage;
    },
  };
}

/** What it answered. An answer of another form is one that we cannot use: nothing is written down of it. */
function checked<S extends TSchema>(schema: S, text: string): Static<S> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new NationalFault("unreachable", "The national service system answered with something that is no JSON.", {
      cause,
    });
  }
  const validate = ajv.compile<Static<S>>(schema);
  if (validate(content)) return content;
  const [error] = validate.errors!;
  throw new NationalFault(
    "unreachable",
    `The national service system answered in a form that is not agreed: ${error!.instancePath} ${error!.message}.`,
  );
}
