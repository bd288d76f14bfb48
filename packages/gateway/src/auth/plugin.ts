import type { FastifyInstance, FastifyRequest } from "fastify";
import { fault } from "../errors.ts";
import type { Client, Role } from "./client.ts";
import type { Keys } from "./keys.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who makes the request. */
    client: Client;
  }
}

/** Finds out who makes each request, from `Authorization: Bearer` or `X-API-Key`. */
export function registerAuth(app: FastifyInstance, keys: Keys): void {
  app.decorateRequest("client", null as never);
  app.addHook("onRequest", (request, reply, done) => {
    try {
      request.client = keys.clientOf(keyOf(request));
      done();
    } catch (error) {
      void reply.header("www-authenticate", 'Bearer realm="data-voucher"');
      done(error as Error);
    }
  });
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const header = headers["x-api-key"];
  if (typeof header === "string") return header;
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const [, token] = /^Bearer +([^ ]+) *$/i.exec(authorization) ?? [];
  if (token === undefined) throw fault("API_KEY_MALFORMED", "The Authorization header is not `Bearer <API key>`.");
  return token;
}

/** A handler to put before routes that only some roles may use. */
export function requireRole(...allowed: Role[]) {
  return (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
    const { role } = request.client;
    if (allowed.includes(role)) done();
    else if (role === "public") done(fault("AUTHENTICATION_REQUIRED"));
    else done(fault("ROLE_NOT_ALLOWED", `The role ${role} may not do this; one of ${allowed.join(", ")} may.`));
  };
}
