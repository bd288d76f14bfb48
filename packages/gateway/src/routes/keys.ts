import Type from "typebox";
import { requireRole } from "../auth/plugin.ts";
import type { KeyRow } from "../auth/keys.ts";
import { fault } from "../errors.ts";
import { rfc3339ms } from "../http/time.ts";
import { homeRecord } from "../schemas/home-record.ts";
import { bodyCodes, keyCodes, requestIdCodes } from "./desk/codes.ts";
import { answerMadeKey, madeKeyAnswers } from "./made-key.ts";
import { requestIdHeader, scopeOf } from "./request-id.ts";
import { Address, Nullable, Time, problems } from "./schemas.ts";
import type { Routes } from "./app.ts";

const Role = Type.Enum(["party", "registry", "exchange", "regulator", "operator"]);

const Key = homeRecord(
  Type.Object({
    id: Type.String(),
    role: Role,
    party: Nullable(Type.String()),
    account: Nullable(Type.String({ description: "The only account that signs for it; null for any of the party's" })),
    label: Type.String(),
    createdAt: Time,
    expiresAt: Time,
    revokedAt: Nullable(Time),
    createdBy: Nullable(
      Type.String({
        description: "Id of the API key that made it, the account that asked for it, or cli; null when not recorded",
      }),
    ),
  }),
  "an API key that it made, of which it keeps a digest",
);

const show = (id: string, row: KeyRow) => ({
  id,
  role: row.role,
  party: row.party,
  account: row.account ?? null,
  label: row.label,
  createdAt: rfc3339ms(row.createdAt),
  expiresAt: rfc3339ms(row.expiresAt),
  revokedAt: row.revokedAt === null ? null : rfc3339ms(row.revokedAt),
  createdBy: row.createdBy ?? null,
});

/** API keys, for operators. */
export const keyRoutes: Routes = (app, services) => {
  const { keys } = services;
  const tags = ["keys"];
  const onRequest = requireRole("operator");

  app.get(
    "/v1/keys",
    {
      onRequest,
      schema: { tags, summary: "Every API key, without its secret", response: { 200: Type.Array(Key), ...problems } },
    },
    async () => (await keys.list()).map(({ key, row }) => show(key, row)),
  );

  app.post(
    "/v1/keys",
    {
      onRequest,
      schema: {
        tags,
        summary: "Make an API key that stands for no party; the answer shows it for the only time",
        description:
          "The header Idempotency-Key is required. A party asks for a key of its own at `/v1/parties/{party}/keys`; keys of other roles are made on the gateway's machine: `data-voucher-gateway keys add`.",
        headers: Type.Object(requestIdHeader),
        body: Type.Object(
          {
            role: Role,
            party: Type.Optional({ ...Address, description: "Refused: the party asks itself" }),
            label: Type.String({ minLength: 1, maxLength: 200 }),
            days: Type.Integer({ minimum: 1, maximum: 3_650, default: 365 }),
          },
          { additionalProperties: false },
        ),
        response: { ...madeKeyAnswers, ...problems },
        "x-error-codes": [
          ...keyCodes,
          ...bodyCodes,
          ...requestIdCodes,
          "KEY_PARTY_UNPROVEN",
          "KEY_ROLE_NOT_BY_HTTP",
        ].sort(),
      } as const,
    },
    async (request, reply) => {
      const { body, client } = request;
      const scope = scopeOf(request, client.keyId!);
      const { role, label } = body;
      if (role !== "party") throw fault("KEY_ROLE_NOT_BY_HTTP");
      if (body.party !== undefined) throw fault("KEY_PARTY_UNPROVEN");
      const expiresAt = Date.now() + body.days * 86_400_000;
      return answerMadeKey(services, scope, reply, () => {
        return { role, party: null, label, expiresAt, createdBy: client.keyId! };
      });
    },
  );

  app.delete(
    "/v1/keys/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Revoke an API key at once",
        params: Type.Object({ id: Type.String({ pattern: "^[0-9a-f]{16}$" }) }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async ({ params }, reply) => {
      await keys.revoke(params.id);
      return reply.code(204).send(null);
    },
  );
};
