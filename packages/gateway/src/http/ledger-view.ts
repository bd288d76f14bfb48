import type { FastifyInstance, preHandlerHookHandler } from "fastify";
import { fault } from "../errors.ts";
import type { LedgerStore } from "../store/ledger.ts";
import type { View } from "../store/view.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The ledger after one whole block. Only in routes with the {@link registerLedgerViews} handler before them. */
    view: View;
  }
}

/**
 * Returns a handler to put before every route that answers from the ledger: the request reads one whole block, the
 * answer is tagged with it, and a client that has the answer of this block already gets 304.
 */
export function registerLedgerViews(app: FastifyInstance, store: LedgerStore): preHandlerHookHandler {
  app.decorateRequest("view", undefined as never);
  app.addHook("onResponse", (request, _reply, done) => {
    (request.view as View | undefined)?.release();
    done();
  });

  return (request, reply, done) => {
    const view = store.view();
    request.view = view;
    if (view.block === undefined) return done(fault("INDEX_NOT_READY"));
    const { role, party } = request.client;
    const whose = role === "public" ? "" : `.${role}.${party ?? ""}`;
    // Answers differ by who asks, so the tag does too.
    const etag = `W/"${view.block.hash.slice(2, 18)}${whose}"`;
    void reply.headers({
      etag,
      vary: "authorization, x-api-key, accept, accept-language",
      "cache-control": role === "public" ? "no-cache" : "private, no-cache",
    });
    if (request.headers["if-none-match"] === etag) void reply.code(304).send();
    else done();
  };
}
