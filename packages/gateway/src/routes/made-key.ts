import type { FastifyReply } from "fastify";
import Type from "typebox";
import type { Keys, NewKey } from "../auth/keys.ts";
import type { Idempotency, IdempotencyScope } from "../outbox/idempotency.ts";
import { homeRecord } from "../schemas/home-record.ts";
import { Nullable } from "./schemas.ts";

const Made = Type.Object({ id: Type.String(), key: Nullable(Type.String()) });

/** Answers of a route that makes an API key. */
export const madeKeyAnswers = {
  200: homeRecord(
    Made,
    "a repeat: this request made the key before. Its secret was shown then and is not kept, so `key` is null; whoever did not get it has the key revoked and makes another with a new request id",
  ),
  201: homeRecord(Made, "the API key, shown for the only time"),
};

/** Makes an API key once for a request and answers with it; a repeat gets its id and no secret. */
export async function answerMadeKey(
  { keys, idempotency }: { keys: Keys; idempotency: Idempotency },
  scope: IdempotencyScope,
  reply: FastifyReply,
  keyOf: () => NewKey | Promise<NewKey>,
): Promise<FastifyReply> {
  let key: string | null = null;
  const { result: id } = await idempotency.once(scope, async (remember) => {
    const added = await keys.add(await keyOf(), remember);
    key = added.text;
    return added.id;
  });
  void reply.header("cache-control", "no-store");
  return reply.code(key === null ? 200 : 201).send({ id, key });
}
