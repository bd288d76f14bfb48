import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { fault } from "../errors.ts";
import { checkIdempotencyKey, type IdempotencyScope, type RequestId } from "../outbox/idempotency.ts";

/** The header with a client's request id; a write that needs it says so by a code of its own. */
export const requestIdHeader = {
  "idempotency-key": Type.Optional(
    Type.String({
      description:
        "1 to 128 printable ASCII characters; a repeat answers with the first result. Each account that signs, and else each API key, has its own",
    }),
  ),
};

/** The id that a client gave a request, and for which body. @throws LedgerError IDEMPOTENCY_KEY_MALFORMED */
export function requestIdOf(request: FastifyRequest): RequestId | undefined {
  const header = request.headers["idempotency-key"];
  if (header === undefined) return undefined;
  const key = checkIdempotencyKey(String(header));
  const { url } = request.routeOptions;
  const content = JSON.stringify([request.method, url, request.params, request.body]);
  return { key, bodyHash: createHash("sha256").update(content).digest("hex") };
}

/**
 * The request id of a write that must have one, as the client's own.
 * @param client the API key's id, or who signed
 * @throws LedgerError IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED
 */
export function scopeOf(request: FastifyRequest, client: string): IdempotencyScope {
  const id = requestIdOf(request);
  if (id === undefined) throw fault("IDEMPOTENCY_KEY_MISSING");
  return { ...id, client };
}
