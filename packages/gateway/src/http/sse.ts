import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** One message of an event stream. */
export interface StreamMessage {
  readonly id?: string;
  readonly event?: string;
  readonly data: unknown;
}

/** Only moves the place from which a client goes on after its connection broke. */
export interface StreamMark {
  readonly id: string;
}

/** Text form of a message (HTML standard, server-sent events). JSON has no line breaks, so one data line is enough. */
export function formatMessage({ id, event, data }: StreamMessage): string {
  const head = (id === undefined ? "" : `id: ${id}\n`) + (event === undefined ? "" : `event: ${event}\n`);
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}

/**
 * Sends messages as they come. The first bytes name the place where the stream starts: a client whose connection breaks
 * before the first message goes on from there. A slow client slows the source, which must therefore read from the store
 * and not from memory.
 *
 * @param messages with a mark at intervals, so that nobody takes the connection for dead
 */
export function sendStream(
  reply: FastifyReply,
  start: StreamMark,
  messages: (signal: AbortSignal) => AsyncIterable<StreamMessage | StreamMark>,
): FastifyReply {
  const gone = new AbortController();
  reply.raw.on("close", () => gone.abort());
  async function* texts() {
    yield `retry: 1000\nid: ${start.id}\n\n`;
    for await (const message of messages(gone.signal)) {
      yield "data" in message ? formatMessage(message) : `id: ${message.id}\n\n`;
    }
  }
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-accel-buffering", "no")
    .send(Readable.from(texts()));
}
