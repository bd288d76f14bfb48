import type { FastifyReply, FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import { preferredWait } from "../http/prefer.ts";
import { rfc3339ms } from "../http/time.ts";
import type { Operation } from "../outbox/operation.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { homeRecord } from "../schemas/home-record.ts";
import { requestIdHeader } from "./request-id.ts";
import { Address, Hash, Nullable, Time } from "./schemas.ts";

/** An operation as clients see it. */
export const OperationSchema = homeRecord(
  Type.Object({
    id: Type.String(),
    kind: Type.Enum(["raw", "custody"]),
    state: Type.Enum(["accepted", "sent", "mined", "final", "dead"]),
    hash: Hash,
    from: Address,
    to: Address,
    nonce: Type.Integer(),
    acceptedAt: Time,
    updatedAt: Time,
    block: Nullable(Type.Object({ number: Type.Integer(), hash: Hash })),
    success: Nullable(Type.Boolean({ description: "Whether the ledger did it; null until mined" })),
    revert: Nullable(
      Type.Object({
        code: Type.String(),
        name: Nullable(Type.String()),
        args: Type.Record(Type.String(), Type.Any()),
      }),
    ),
    refusal: Nullable(Type.String({ description: "Code of the node's last objection, while it does not take it" })),
  }),
  "what it did with a transaction that it took charge of",
);

/** {@link OperationSchema} as JSON. */
export type OperationJson = Static<typeof OperationSchema>;

/** The public form of an operation. */
export function showOperation(operation: Operation) {
  const { id, kind, state, hash, from, to, nonce, block, success, revert, refusal } = operation;
  return {
    id,
    kind,
    state,
    hash,
    from,
    to,
    nonce,
    acceptedAt: rfc3339ms(operation.acceptedAt),
    updatedAt: rfc3339ms(operation.updatedAt),
    block: block ?? null,
    success: success ?? null,
    revert: revert ?? null,
    refusal: refusal ?? null,
  };
}

/** Headers of routes that take an operation. */
export const OperationHeaders = Type.Object({
  ...requestIdHeader,
  prefer: Type.Optional(Type.String({ description: "wait=N: answer after at most N seconds, when it is final" })),
});

/** Answers with an operation: 202 and where to ask again, or 200 when it finished within the time the client waits. */
export async function answerOperation(
  outbox: Pick<Outbox, "wait">,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const wait = preferredWait(request.headers.prefer);
  let now = operation;
  if (wait > 0) {
    const gone = new AbortController();
    // Not the socket's: a kept connection carries many requests and would gather their listeners.
    reply.raw.once("close", () => gone.abort());
    now = await outbox.wait(operation.id, ["final"], wait, gone.signal);
    void reply.header("preference-applied", `wait=${wait / 1000}`);
  }
  void reply.header("location", `/v1/operations/${operation.id}`);
  return reply.code(now.state === "final" || now.state === "dead" ? 200 : 202).send(showOperation(now));
}
