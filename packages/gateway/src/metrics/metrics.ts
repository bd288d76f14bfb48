import type { FastifyInstance, FastifyRequest } from "fastify";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Sync } from "../index/sync.ts";
import type { National } from "../national/national.ts";
import type { Outbox } from "../outbox/outbox.ts";

/** Registers what Prometheus reads, and measures every request by route. */
export function createMetrics(
  app: FastifyInstance,
  parts: { sync: Sync; outbox: Outbox; national: National | undefined },
): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "gateway_" });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });

  gauge("gateway_chain_head_block", "Newest block of the node", () => parts.sync.status().head ?? 0);
  gauge("gateway_index_block", "Last indexed block", () => parts.sync.status().indexed ?? 0);
  gauge("gateway_index_lag_blocks", "Blocks that the index is behind the node", () => lagOf(parts.sync) ?? 0);
  gauge("gateway_index_failing", "1 while the index cannot follow the chain", () =>
    parts.sync.status().failure ? 1 : 0,
  );
  gauge("gateway_index_reorganised_blocks", "Blocks undone since the start", () => parts.sync.status().reorganisations);
  gauge(
    "gateway_index_unknown_logs",
    "Logs of the ledger that no event explains",
    () => parts.sync.status().unknownLogs,
  );
  gauge(
    "gateway_national_waiting",
    "Submissions to the national service system whose answer is not on the ledger yet",
    () => parts.national?.waiting ?? 0,
  );
  gauge("gateway_outbox_open", "Operations that are neither final nor dead", () => parts.outbox.open);

  const finished = new Counter({
    name: "gateway_operations_total",
    help: "Changes of operations by the state they reached",
    labelNames: ["state"],
    registers: [registry],
  });
  const off = parts.outbox.onChange(({ state }) => finished.inc({ state }));
  app.addHook("onClose", () => void off());

  const requests = new Histogram({
    name: "gateway_http_request_seconds",
    help: "Duration of requests by route, method and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  app.addHook("onResponse", (request, reply, done) => {
    if (isConfidential(request)) return done();
    const route = request.routeOptions.url ?? "unknown";
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  return registry;
}

/** Whether a request has to do with an inquiry: whoever reads the metrics is not to learn that there was one. */
function isConfidential({ routeOptions, query }: FastifyRequest): boolean {
  const { inquiry } = (query ?? {}) as { inquiry?: unknown };
  return routeOptions.config?.confidential === true || inquiry !== undefined;
}

/** How many blocks the index is behind the node; undefined before the node answered. */
export function lagOf(sync: Sync): number | undefined {
  const { head, indexed } = sync.status();
  return head === undefined ? undefined : Math.max(0, head - (indexed ?? -1));
}

/** Readiness tolerates this many blocks of lag. */
const readyLag = 10;

/** Whether the index follows the node closely enough for its answers to be of now. */
export function isNearHead(sync: Sync): boolean {
  const { failure, indexed } = sync.status();
  const lag = lagOf(sync);
  return failure === undefined && indexed !== undefined && lag !== undefined && lag <= readyLag;
}
