import type { FastifyReply, FastifyRequest } from "fastify";
import type { Static, TObject } from "typebox";
import type { Role } from "../../auth/client.ts";
import { requireRole } from "../../auth/plugin.ts";
import type { Desk, DeskCall } from "../../desk/desk.ts";
import { problems } from "../schemas.ts";
import { OperationHeaders, OperationSchema } from "../operation-answer.ts";
import type { App } from "../app.ts";
import { actorCodes, writeCodes } from "./codes.ts";

/** A write of a desk, as one row: who may, what it takes, and which call it is. */
export interface DeskRoute<P extends TObject, B extends TObject> {
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly params?: P;
  readonly body: B;
  /** Codes of the contract's refusals, besides those of every act. */
  readonly codes: readonly string[];
  readonly call: (body: Static<B>, params: Static<P>) => DeskCall;
}

/** Registers a write: 202 with the operation, after the ledger was asked whether it would do it. */
export function deskPost<P extends TObject, B extends TObject>(app: App, desk: Desk, route: DeskRoute<P, B>): void {
  const { path, summary, roles, params, body, codes, call } = route;
  const schema = {
    tags: ["desks"],
    summary,
    description: `For ${roles.join(", ")}. The header Idempotency-Key is required.`,
    headers: OperationHeaders,
    ...(params && { params }),
    body,
    response: { 200: OperationSchema, 202: OperationSchema, ...problems },
    "x-error-codes": [...new Set([...writeCodes, ...actorCodes, ...codes])].sort(),
  };
  const handler = (request: FastifyRequest, reply: FastifyReply) =>
    desk.perform(request, reply, call(request.body as Static<B>, request.params as Static<P>));
  app.post(path, { onRequest: requireRole(...roles), schema }, handler as never);
}
