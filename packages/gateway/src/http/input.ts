import type { FastifyInstance } from "fastify";
import { checkText, parseStrictJson } from "./strict-json.ts";

/** Reads bodies strictly and checks the texts of path and query. */
export function registerInput(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body));
    } catch (error) {
      done(error as Error);
    }
  });

  app.addHook("preValidation", (request, _reply, done) => {
    try {
      for (const part of [request.params, request.query] as Record<string, unknown>[]) {
        for (const name in part) {
          const values = part[name];
          for (const text of Array.isArray(values) ? values : [values]) checkText(String(text), { parameter: name });
        }
      }
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
