import type { DecodedEvent } from "../../client/events.ts";

/** Units that a settlement counted for a voucher. */
export type UnitsUsed = { readonly voucherId: bigint; readonly units: bigint };

/** What the events of a settlement say was counted, receipt by receipt. */
export function usedIn(events: readonly DecodedEvent[]): { readonly used: readonly UnitsUsed[] } {
  const used = events
    .filter(({ name }) => name === "UnitsUsed")
    .map(({ args }) => ({ voucherId: BigInt(args["voucherId"] as string), units: BigInt(args["units"] as string) }));
  return { used };
}
