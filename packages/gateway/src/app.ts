import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import underPressure from "@fastify/under-pressure";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyBaseLogger } from "fastify";
import { registerAuth } from "./auth/plugin.ts";
import { fault } from "./errors.ts";
import { isExplorerFile, registerExplorer } from "./http/explorer.ts";
import { registerInput } from "./http/input.ts";
import { registerLedgerViews } from "./http/ledger-view.ts";
import { registerNotFound } from "./http/not-found.ts";
import { registerProblems, sendFrameworkError } from "./http/problem.ts";
import { sendRawProblem } from "./http/raw-problem.ts";
import { compileValidator } from "./http/validation.ts";
import { createMetrics } from "./metrics/metrics.ts";
import type { App, Routes } from "./routes/app.ts";
import { chainRoutes } from "./routes/chain.ts";
import { deskRoutes } from "./routes/desk/index.ts";
import { documentRoutes } from "./routes/documents.ts";
import { eventRoutes } from "./routes/events.ts";
import { inquiryRoutes } from "./routes/inquiries/index.ts";
import { keyRoutes } from "./routes/keys.ts";
import { meRoutes } from "./routes/me.ts";
import { ledgerRoutes } from "./routes/ledger/index.ts";
import { evidenceRoutes } from "./routes/national/evidence.ts";
import { reconciliationRoutes } from "./routes/national/reconciliation.ts";
import { operationRoutes } from "./routes/operations.ts";
import { partyKeyRoutes } from "./routes/party-keys.ts";
import { ProblemSchema } from "./routes/schemas.ts";
import { systemRoutes } from "./routes/system.ts";
import type { Services } from "./services.ts";

/** Every room's routes, in the order of the API page. */
const routes: readonly Routes[] = [
  systemRoutes,
  operationRoutes,
  eventRoutes,
  chainRoutes,
  ...ledgerRoutes,
  documentRoutes,
  inquiryRoutes,
  evidenceRoutes,
  reconciliationRoutes,
  deskRoutes,
  keyRoutes,
  meRoutes,
  partyKeyRoutes,
];

/** Nothing from elsewhere, nothing inline: the pages of the gateway need neither. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

/**
 * Builds the application: parts in visible order, nothing loaded by itself.
 * @param more routes besides {@link routes}
 */
export async function createApp(
  services: Services,
  loggerInstance: FastifyBaseLogger,
  more: readonly Routes[] = [],
): Promise<App> {
  const { config, store, keys, sync, outbox, national } = services;
  const app: App = Fastify({
    loggerInstance,
    genReqId: () => randomUUID(),
    bodyLimit: config.BODY_BYTES,
    trustProxy: config.TRUST_PROXY,
    routerOptions: { maxParamLength: 1_000, ignoreTrailingSlash: true },
    frameworkErrors: sendFrameworkError,
    clientErrorHandler: sendRawProblem,
    return503OnClosing: true,
    forceCloseConnections: "idle",
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.addSchema(ProblemSchema);
  app.setValidatorCompiler(compileValidator as never);
  registerProblems(app);
  registerNotFound(app, config.EXPLORER_DIR !== undefined);
  registerInput(app);
  registerAuth(app, keys);

  await app.register(helmet, { contentSecurityPolicy, hsts: false });
  await app.register(compress, { global: true, threshold: 2_048, encodings: ["br", "gzip"] });
  await app.register(underPressure, {
    maxEventLoopDelay: config.MAX_DELAY_MS,
    exposeStatusRoute: false,
    pressureHandler: (request) => {
      if (config.EXPLORER_DIR === undefined || !isExplorerFile(request)) throw fault("OVERLOADED");
    },
  });
  if (config.RATE_PER_MINUTE > 0) {
    await app.register(rateLimit, {
      max: config.RATE_PER_MINUTE,
      timeWindow: 60_000,
      keyGenerator: (request) => request.client.keyId ?? request.ip,
      errorResponseBuilder: (_request, { ttl }) =>
        fault("RATE_EXCEEDED", `The limit is ${config.RATE_PER_MINUTE} requests a minute.`, { retryAfterMs: ttl }),
    });
  }
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Data-voucher ledger gateway",
        version: "1",
        description:
          "数据资产凭证链网关. Ledger answers name the block that they show (`asOfBlock`) and can be made again from the chain, to the byte. What is marked `x-home-record` this gateway alone keeps.",
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", description: "API key" },
          apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
        },
      },
      security: [{}, { bearer: [] }, { apiKey: [] }],
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === "string" ? $id : `def-${i}`),
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    uiConfig: { url: "/openapi.json", validatorUrl: null },
  });

  const onLedger = registerLedgerViews(app, store);
  const registry = createMetrics(app, { sync, outbox, national });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  for (const register of [...routes, ...more]) register(app, { ...services, onLedger });
  if (config.EXPLORER_DIR !== undefined) await registerExplorer(app, config.EXPLORER_DIR);
  return app;
}
