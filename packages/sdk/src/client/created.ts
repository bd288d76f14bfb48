import { LedgerError } from "../errors/ledger-error.ts";
import type { DecodedEvent } from "./events.ts";

/**
 * An argument of the first event of a name, which the operation always emits.
 *
 * @throws LedgerError RPC_ANSWER_MALFORMED when the receipt lacks it: the node left logs out
 */
export function argOf(events: readonly DecodedEvent[], name: string, arg: string): string {
  const value = events.find((event) => event.name === name)?.args[arg];
  if (value === undefined) throw new LedgerError("RPC_ANSWER_MALFORMED", { details: { event: name, arg } });
  return String(value);
}

/** The same as an id. */
export function idOf(events: readonly DecodedEvent[], name: string, arg: string): bigint {
  return BigInt(argOf(events, name, arg));
}

/** That argument of every event of the name, in order. */
export function idsOf(events: readonly DecodedEvent[], name: string, arg: string): bigint[] {
  return events.filter((event) => event.name === name).map(({ args }) => BigInt(String(args[arg])));
}
