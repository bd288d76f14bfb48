import type { Operation } from "../api/shapes.ts";
import { ApiProblem } from "../api/problem.ts";
import { questions } from "../api/questions.ts";
import { api } from "../data/api.ts";
import type { Act, Values } from "./act.ts";
import { bodyOf, documentsOf } from "./body.ts";

/** How far an act has come. */
export type Stage = "storing" | "sending" | "waiting" | "showing";

/** A new request id: whatever is sent under it has one effect. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Stores the documents, sends the act and waits until the ledger has it and the page can show it. Sent again under the
 * same request id it is the same act, also when the answer was lost.
 *
 * @returns the operation; null for what is kept by the gateway alone
 * @throws ApiProblem the gateway's refusal, or the ledger's
 */
export async function perform(
  key: string,
  act: Act,
  values: Values,
  requestId: string,
  tell: (stage: Stage) => void,
): Promise<Operation | null> {
  tell("storing");
  for (const { audience, chosen } of documentsOf(act, values)) {
    const parties = audience === "parties" && act.parties.length > 0 ? { parties: act.parties.join(",") } : {};
    const file = act.caseId === null ? {} : { case: act.caseId };
    const sha256 = chosen.digest.slice(2);
    await api.storeAs(key, questions.storeDocument({ class: audience, sha256, ...parties, ...file }), chosen.file);
  }
  tell("sending");
  const sent = await api.actAs<Operation | object>(key, { path: act.path }, bodyOf(act, values), requestId);
  if (!("hash" in sent)) return null;
  tell("waiting");
  const done = await settled(key, sent);
  tell("showing");
  await indexed(done.block!.number);
  return done;
}

/** Waits until the ledger has decided. */
async function settled(key: string, sent: Operation): Promise<Operation> {
  let operation = sent;
  while (operation.success === null && operation.state !== "dead") {
    await pause(500);
    operation = await api.askAs(key, questions.operation(operation.id));
  }
  if (operation.success === true) return operation;
  const code = operation.revert?.code ?? operation.refusal ?? "OPERATION_DEAD";
  throw new ApiProblem(409, { code, title: code });
}

/** Waits until the gateway's index has a block; an index that is behind is no reason to fail. */
async function indexed(block: number): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const { indexed: head } = await api.ask(questions.status());
    if (head !== null && head.number >= block) return;
    await pause(250);
  }
}
