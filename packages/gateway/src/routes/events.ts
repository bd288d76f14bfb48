import Type from "typebox";
import { fault } from "../errors.ts";
import { sendStream, type StreamMessage } from "../http/sse.ts";
import { eventKey, eventTable, type LedgerEvent } from "../index/rows.ts";
import { contractNames } from "../ledger/decode.ts";
import { showEvent } from "../ledger/models/event.ts";
import { parseAddress } from "../ledger/models/ids.ts";
import { historyTable, orderOf } from "../ledger/project/history.ts";
import { fromHex, key, partsOf, u64 } from "../store/keys.ts";
import type { Routes } from "./app.ts";
import { problems } from "./schemas.ts";

const pageSize = 200;

/** Which events a stream shows. */
interface Wanted {
  /** All when empty. */
  readonly names: ReadonlySet<string>;
  readonly party: string | undefined;
}

/** The ledger's events as they become final, without gaps. */
export const eventRoutes: Routes = (app, { store, config, deployment }) => {
  const contracts = contractNames(deployment.contracts);

  /** Events after a key that are final now. Events of blocks that may still be undone are not shown. */
  const readAfter = async (after: string, { names, party }: Wanted) => {
    const view = store.view();
    try {
      const { block } = view;
      const end = (block?.number ?? -1) - config.FINALITY_DEPTH;
      if (block === undefined || end < 0) return { messages: [], last: after, full: false };
      const whole = endOf(end);
      const entries = await view.list(eventTable, { after, before: u64(end + 1), limit: pageSize });
      const concerns = (event: LedgerEvent) =>
        (names.size === 0 || names.has(event.name)) &&
        (party === undefined || view.get(historyTable, key("party", party, orderOf(event))) !== undefined);
      const reading = { view, asOf: block, contracts };
      const messages = entries
        .filter(({ row }) => concerns(row))
        .map(({ row }): StreamMessage => ({ id: row.id, event: row.name, data: showEvent(reading, row) }));
      const full = entries.length === pageSize;
      return { messages, last: full ? entries.at(-1)!.key : after > whole ? after : whole, full };
    } finally {
      view.release();
    }
  };

  async function* follow(start: string, wanted: Wanted, signal: AbortSignal) {
    let after = start;
    let quietUntil = Date.now() + config.HEARTBEAT_MS;
    while (!signal.aborted) {
      const changed = nextChange(quietUntil - Date.now(), signal);
      const { messages, last, full } = await readAfter(after, wanted);
      yield* messages;
      after = last;
      if (messages.length === 0 && Date.now() >= quietUntil) yield { id: idOf(after) };
      if (messages.length > 0 || Date.now() >= quietUntil) quietUntil = Date.now() + config.HEARTBEAT_MS;
      else if (!full) await changed.promise;
      changed.cancel();
    }
  }

  /** Resolves at the index's next change, or after a time. Taken before reading: nothing is missed. */
  const nextChange = (ms: number, signal: AbortSignal) => {
    let cancel = () => undefined as void;
    const promise = new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        off();
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, ms));
      const off = store.onChange(end);
      signal.addEventListener("abort", end);
      cancel = end;
    });
    return { promise, cancel };
  };

  app.get(
    "/v1/events",
    {
      schema: {
        tags: ["events"],
        summary: "Stream of final events (server-sent events)",
        description:
          "Starts after `Last-Event-ID` (header, or `after`), else with the next event. Ids are `block-logIndex`; `block` alone stands for the whole of it. The stream names the place where it starts, and at intervals how far it has looked.",
        headers: Type.Object({ "last-event-id": Type.Optional(Type.String()) }),
        querystring: Type.Object({
          after: Type.Optional(Type.String({ description: "An id; `0` for the whole history" })),
          name: Type.Optional(Type.String({ maxLength: 2_000, description: "Only events of these names, by commas" })),
          party: Type.Optional(Type.String({ maxLength: 200, description: "Only events that concern this party" })),
        }),
        response: {
          200: {
            description: "One message an event: its id, its name, and the event as `/v1/events/list` shows it",
            content: { "text/event-stream": { schema: Type.String() } },
          },
          ...problems,
        },
      },
    },
    (request, reply) => {
      const id = request.headers["last-event-id"] ?? request.query.after;
      const lastFinal = Math.max(0, (store.cursor?.number ?? 0) - config.FINALITY_DEPTH);
      const start = id === undefined ? endOf(lastFinal) : startOf(id);
      const { name, party } = request.query;
      const wanted = {
        names: new Set(name?.split(",")),
        party: party === undefined ? undefined : parseAddress(party),
      };
      void sendStream(reply, { id: idOf(start) }, (signal) => follow(start, wanted, signal));
    },
  );
};

/** Greater than the index of any event of a block. */
const past = 0xffff_ffff;

/** The place after all events of a block. */
const endOf = (block: number): string => eventKey(block, past);

/** The key after which a stream goes on. @throws LedgerError LAST_EVENT_ID_INVALID */
function startOf(id: string): string {
  const [, block, logIndex] = /^(\d{1,15})(?:-(\d{1,9}))?$/.exec(id) ?? [];
  if (block === undefined) throw fault("LAST_EVENT_ID_INVALID");
  return eventKey(Number(block), logIndex === undefined ? past : Number(logIndex));
}

/** The id that {@link startOf} reads as this place. */
function idOf(place: string): string {
  const [block, logIndex] = partsOf(place).map((part) => Number(fromHex(part)));
  return logIndex === past ? `${block}` : `${block}-${logIndex}`;
}
