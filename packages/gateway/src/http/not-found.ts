import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fault } from "../errors.ts";
import { isExplorerPage } from "./explorer.ts";

/**
 * Answers 404 for unknown paths and 405, with `Allow`, for known paths with another method. Register before routes.
 * @param explorer whether the explorer is served: its pages then have paths of their own
 */
export function registerNotFound(app: FastifyInstance, explorer: boolean): void {
  const routes: { pattern: RegExp; methods: string[] }[] = [];

  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });

  // The framework asks a QUERY for the media type of its body before it says that nothing takes one.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.is404 && request.method === "QUERY") refuse(request, reply);
    done();
  });

  app.setNotFoundHandler((request, reply) => {
    if (explorer && isExplorerPage(request)) return reply.sendFile("index.html");
    refuse(request, reply);
  });

  function refuse(request: FastifyRequest, reply: FastifyReply): never {
    const path = request.url.split("?", 1)[0]!;
    const allowed = new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) throw fault("ROUTE_NOT_FOUND");
    reply.header("allow", [...allowed].join(", "));
    throw fault("METHOD_NOT_ALLOWED", `${path} takes ${[...allowed].join(", ")}.`);
  }
}

/** A path's pattern: `:name` stands for one segment, or up to the next fixed character. */
function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:[A-Za-z]\w*/g, "[^/]+?");
  return new RegExp(`^${escaped}/?$`);
}
