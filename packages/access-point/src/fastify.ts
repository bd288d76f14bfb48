import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler } from "fastify";
import { isLedgerError, type UseReceipt } from "@data-voucher/sdk";
import type { AccessPoint, UseRequest } from "./access-point.ts";
import { AccessError } from "./errors.ts";

const text = { type: "string", maxLength: 200 } as const;
const code = {
  anyOf: [
    { type: "string", maxLength: 60 },
    { type: "integer", minimum: 0, maximum: 63 },
  ],
} as const;
const receipt = {
  type: "object",
  additionalProperties: false,
  required: ["voucherId", "epoch", "openingUnits", "usedUnits", "purpose", "analysis", "usedUntil", "logDigest"],
  properties: {
    voucherId: text,
    epoch: { type: "integer" },
    openingUnits: text,
    usedUnits: text,
    purpose: code,
    analysis: code,
    usedUntil: text,
    logDigest: text,
  },
} as const;
const signed = {
  type: "object",
  additionalProperties: false,
  required: ["receipt", "signature"],
  properties: { receipt, signature: text },
} as const;
const request = {
  type: "object",
  additionalProperties: false,
  required: ["voucherId", "purpose", "analysis"],
  properties: { voucherId: { ...text, pattern: "^\\d{1,20}$" }, purpose: code, analysis: code },
} as const;

type Signed = { readonly receipt: UseReceipt; readonly signature: string };

/** The token of a session, from the header `authorization: Use <token>`. */
function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^Use ([\w-]{1,100})$/.exec(headers.authorization ?? "")?.[1];
}

function problem(reply: FastifyReply, error: unknown): FastifyReply {
  const isOwn = error instanceof AccessError;
  if (!isOwn && !isLedgerError(error)) throw error;
  const status = isOwn ? error.status : error.httpStatus;
  const receipt = isOwn && error.receipt !== undefined ? { receipt: error.receipt } : {};
  const content = { type: `/problems/${error.code}`, title: error.message, status, code: error.code, ...receipt };
  return reply.code(status).header("content-type", "application/problem+json").send(content);
}

/**
 * The routes of an access point: a challenge, a session for it, and receipts to sign. Problems are those of RFC 9457, with
 * a `code`, and with the `receipt` to sign where one is needed.
 *
 * @example
 * await app.register(accessPointRoutes(point), { prefix: "/uses" });
 */
export function accessPointRoutes(point: AccessPoint) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((error, _request, reply) => problem(reply, error));
    app.post<{ Body: UseRequest }>("/challenges", { schema: { body: request } }, async ({ body }, reply) =>
      reply.code(201).send(await point.challenge(body)),
    );
    app.post<{ Body: Signed }>("/sessions", { schema: { body: signed } }, async ({ body }, reply) =>
      reply.code(201).send(await point.open(body.receipt, body.signature)),
    );
    app.get("/receipts", async (asked) => point.receipt(tokenOf(asked)));
    app.post<{ Body: Signed }>("/receipts", { schema: { body: signed } }, async (asked, reply) => {
      await point.sign(tokenOf(asked), asked.body.receipt, asked.body.signature);
      return reply.code(204).send();
    });
  };
}

/**
 * The hook of a route that serves data: a request is served only within a voucher, and counts when it was answered well
 * and in full. One that its client gave up counts nothing.
 *
 * @param units how many units a request uses; one unless told
 * @example
 * app.get("/deadlines/:day", { ...metered(point) }, answer);
 */
export function metered(point: AccessPoint, units: (request: FastifyRequest) => number = () => 1) {
  const preHandler: preHandlerHookHandler = (asked, reply, done) => {
    try {
      const hold = point.hold(tokenOf(asked), units(asked), `${asked.method} ${asked.url}`);
      // Comes after an answer and after a connection that broke: nothing stays reserved.
      reply.raw.once("close", () => {
        if (reply.raw.writableFinished && reply.statusCode < 400) hold.count();
        else hold.drop();
      });
      done();
    } catch (error) {
      problem(reply, error);
    }
  };
  return { preHandler };
}
