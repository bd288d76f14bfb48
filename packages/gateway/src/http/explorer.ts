import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Paths that are never a page of the explorer: programs ask for them, and want to hear that something is missing. */
const apiPaths = /^\/(v1|docs|problems)(\/|$)/;

/**
 * Serves the explorer's files at `/`. Its pages have addresses of their own, such as `/vouchers/3-17`: one of these
 * that a browser opens is answered with the page itself, which then shows what the address names.
 */
export async function registerExplorer(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, prefix: "/", maxAge: 0, etag: true });
}

/**
 * Whether a request is for the explorer itself: a page or a file of it. A busy gateway answers these all the same; the
 * page then says that the gateway is busy, where a browser would show nothing.
 */
export function isExplorerFile(request: FastifyRequest): boolean {
  return isExplorerPage(request) || (request.method === "GET" && request.url.startsWith("/assets/"));
}

/** Whether an unknown path is one of the explorer's pages, asked for by a browser. */
export function isExplorerPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split("?", 1)[0]!;
  const wantsPage = (method === "GET" || method === "HEAD") && /\btext\/html\b/.test(headers.accept ?? "");
  return wantsPage && !apiPaths.test(path) && !/\.[A-Za-z0-9]+$/.test(path);
}
