import type { LedgerClient } from "../client/client.ts";
import type { Write } from "../client/write.ts";

/** A write of a client: the operation without its first argument. */
export type BoundWrite<W> =
  W extends Write<infer P, infer R>
    ? {
        (params: P, options?: Parameters<Write<P, R>>[2]): ReturnType<Write<P, R>>;
        /** Asks the ledger what it would say now, and sends nothing. */
        simulate(params: P, options?: Parameters<Write<P, R>["simulate"]>[2]): ReturnType<Write<P, R>["simulate"]>;
      }
    : never;

type Writes = Readonly<Record<string, Write<never, unknown>>>;

/** Gives writes their client. */
export function bindWrites<W extends Writes>(client: LedgerClient, writes: W): { [K in keyof W]: BoundWrite<W[K]> } {
  const bound = Object.entries(writes).map(([name, write]) => {
    const operation = (params: never, options?: object) => write(client, params, options);
    const simulate = (params: never, options?: object) => write.simulate(client, params, options);
    return [name, Object.assign(operation, { simulate })];
  });
  return Object.fromEntries(bound) as { [K in keyof W]: BoundWrite<W[K]> };
}

type Reading = (client: LedgerClient, ...rest: never[]) => unknown;
type Rest<F> = F extends (client: LedgerClient, ...rest: infer A) => infer R ? (...rest: A) => R : never;

/** Gives reads their client. */
export function bindReads<R extends Readonly<Record<string, Reading>>>(client: LedgerClient, reads: R) {
  const bound = Object.entries(reads).map(([name, read]) => [name, (...rest: never[]) => read(client, ...rest)]);
  return Object.fromEntries(bound) as { [K in keyof R]: Rest<R[K]> };
}
