import { fault } from "../errors.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { key } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";

/** A request id and what it was used for. */
export interface RequestId {
  readonly key: string;
  /** Digest of method, path and body. */
  readonly bodyHash: string;
}

/** A client's request id: clients do not share them. */
export interface IdempotencyScope extends RequestId {
  /** Whose it is: an API key's id or, of a transaction that the client signed, the sender's address. */
  readonly client: string;
}

interface IdempotencyRow {
  readonly bodyHash: string;
  readonly result: string;
  readonly at: number;
}

/** First results by client and key. */
export const idempotencyTable = defineTable<IdempotencyRow>("idempotency");

/** Makes an effect happen once per client and key. */
export interface Idempotency {
  /**
   * Performs, or returns the first result of the same request.
   * @param perform gets a function that makes the write which remembers the result; it must commit that write in the
   * same batch as the effect
   * @throws LedgerError IDEMPOTENCY_KEY_REUSED when the key was used for another body
   */
  once(
    scope: IdempotencyScope | undefined,
    perform: (remember: (result: string) => HomeWrite[]) => Promise<string>,
  ): Promise<{ result: string; repeated: boolean }>;
}

/** Creates the guard over the home records. */
export function createIdempotency(home: HomeStore, now: () => number = Date.now): Idempotency {
  const underWay = new Map<string, { bodyHash: string; outcome: Promise<string> }>();

  return {
    async once(scope, perform) {
      if (scope === undefined) return { result: await perform(() => []), repeated: false };
      const place = key(scope.client, scope.key);
      const check = (bodyHash: string) => {
        if (bodyHash !== scope.bodyHash) throw fault("IDEMPOTENCY_KEY_REUSED");
      };

      const running = underWay.get(place);
      if (running !== undefined) {
        check(running.bodyHash);
        return { result: await running.outcome, repeated: true };
      }
      const known = home.get(idempotencyTable, place);
      if (known !== undefined) {
        check(known.bodyHash);
        return { result: known.result, repeated: true };
      }
      const outcome = perform((result) => [
        put(idempotencyTable, place, { bodyHash: scope.bodyHash, result, at: now() }),
      ]).finally(() => underWay.delete(place));
      underWay.set(place, { bodyHash: scope.bodyHash, outcome });
      return { result: await outcome, repeated: false };
    },
  };
}

/** A key that a client may choose: 1 to 128 printable ASCII characters. */
export function checkIdempotencyKey(text: string): string {
  if (!/^[\x21-\x7e]{1,128}$/.test(text)) {
    throw fault(
      "IDEMPOTENCY_KEY_MALFORMED",
      "An idempotency key has 1 to 128 printable ASCII characters and no space.",
    );
  }
  return text;
}
