import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault, preHandlerHookHandler } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../services.ts";

/** The application with types from schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What a route file gets. */
export interface RouteContext extends Services {
  /** Before every route that answers from the ledger: gives `request.view`, ETag and 304. */
  readonly onLedger: preHandlerHookHandler;
}

/** Registers one room's routes. */
export type Routes = (app: App, context: RouteContext) => void;
