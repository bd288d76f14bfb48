import Type from "typebox";
import { allErrors, fault } from "../errors.ts";
import { isNearHead, lagOf } from "../metrics/metrics.ts";
import { rfc3339 } from "../http/time.ts";
import { loadedYears } from "../ledger/models/calendar.ts";
import { showBlock } from "../ledger/models/reading.ts";
import { release } from "../release.ts";
import { answers } from "../schemas/answers.ts";
import { problems } from "./schemas.ts";
import type { Routes } from "./app.ts";

const ErrorEntry = Type.Object({
  code: Type.String(),
  httpStatus: Type.Integer(),
  retryable: Type.Boolean(),
  title: Type.String(),
  titleZh: Type.String(),
  from: Type.String(),
});

/** Probes, status and the table of errors. */
export const systemRoutes: Routes = (app, { sync, store, outbox, deployment }) => {
  const tags = ["system"];
  const State = Type.Object({ status: Type.String() });

  app.get("/livez", { schema: { tags, summary: "The process runs", response: { 200: State, ...problems } } }, () => ({
    status: "live",
  }));

  app.get(
    "/readyz",
    { schema: { tags, summary: "The index is near the head", response: { 200: State, ...problems } } },
    () => {
      if (!isNearHead(sync)) throw fault("INDEX_NOT_READY", undefined, { lag: lagOf(sync) ?? null });
      return { status: "ready" };
    },
  );

  app.get(
    "/v1/status",
    { schema: { tags, summary: "Where the gateway stands", response: { 200: answers["/v1/status"], ...problems } } },
    async () => {
      const { head, headTime, failure, unknownLogs } = sync.status();
      const { cursor } = store;
      const view = store.view();
      const calendarYears = await loadedYears({ view }).finally(() => view.release());
      const known = head !== undefined && headTime !== undefined;
      return {
        chainId: deployment.chainId,
        head: known ? { number: head, time: rfc3339(headTime) } : null,
        indexed: cursor === undefined ? null : showBlock(cursor),
        lag:
          known && cursor !== undefined
            ? { blocks: Math.max(0, head - cursor.number), seconds: Math.max(0, headTime - cursor.time) }
            : null,
        failure: failure ?? null,
        openOperations: outbox.open,
        calendarYears,
        unknownLogs,
        deployment: { contracts: deployment.details },
        release,
        engine: `Node.js ${process.versions.node}`,
      };
    },
  );

  app.get(
    "/problems",
    { schema: { tags, summary: "Every error code", response: { 200: Type.Array(ErrorEntry), ...problems } } },
    () => Object.entries(allErrors).map(([code, entry]) => ({ code, ...entry })),
  );

  app.get(
    "/problems/:code",
    {
      schema: {
        tags,
        summary: "What an error code means",
        params: Type.Object({ code: Type.String({ maxLength: 100 }) }),
        response: { 200: ErrorEntry, ...problems },
      },
    },
    ({ params: { code } }) => {
      const entry = Object.hasOwn(allErrors, code) ? allErrors[code] : undefined;
      if (entry === undefined) throw fault("NOT_FOUND");
      return { code, ...entry };
    },
  );
};
