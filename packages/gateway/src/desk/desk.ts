import type { FastifyReply, FastifyRequest } from "fastify";
import { answerOperation } from "../routes/operation-answer.ts";
import { scopeOf } from "../routes/request-id.ts";
import type { Services } from "../services.ts";
import type { DeskCall } from "./acts.ts";

export type { DeskCall };

/** Acts on the ledger for the institution that a client's API key stands for. */
export interface Desk {
  /**
   * Acts once for the request's idempotency key, and answers with the operation.
   * @throws LedgerError IDEMPOTENCY_KEY_…, and what the acts say
   */
  perform(request: FastifyRequest, reply: FastifyReply, call: DeskCall): Promise<FastifyReply>;
}

/** Creates the desk. */
export function createDesk({ acts, outbox }: Services): Desk {
  return {
    async perform(request, reply, call) {
      const { client } = request;
      const operation = await acts.act(client, call, scopeOf(request, client.keyId!));
      return answerOperation(outbox, operation, request, reply);
    },
  };
}
