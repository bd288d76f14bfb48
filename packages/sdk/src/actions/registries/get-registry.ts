import { deadlineFrom } from "../../calendar/pending.ts";
import { deadlineText, type DeadlineText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { partyFor } from "../../client/resolve.ts";
import { timeText } from "../../input/time.ts";

/** An exit that a registry announced (退出), article 13. */
export type RegistryExit = {
  readonly announcedAt: string;
  /** From when on it takes no applications, if it is approved. */
  readonly exitAt: string;
  readonly approved: boolean;
  /** Until when the authority must decide; null once it is approved. */
  readonly decideBy: DeadlineText | null;
};

/** The membership of a registry (登记机构). */
export type Registry = {
  readonly registry: string;
  /** First two digits of the division code. */
  readonly region: number;
  readonly digit: number;
  /** When it got its code. */
  readonly codedAt: string;
  /** Null while none was announced, and after a refusal. */
  readonly exit: RegistryExit | null;
  /** Who took over its records; null while nobody did. */
  readonly successor: string | null;
};

/**
 * The membership of a registry: code, exit, successor (articles 10 to 13); null for a party without a code.
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN
 * @example
 * const { region, digit, exit } = await ledger.registries.get(registry);
 */
export async function getRegistry(
  client: LedgerClient,
  registry: string,
  options?: ReadOptions,
): Promise<Registry | null> {
  const party = await partyFor(client, registry, "registry");
  const seen = await read(client, () => client.contracts.assets.registryOf(party, asOf(options)));
  if (seen.codedAt === 0n) return null;
  const exit: RegistryExit | null =
    seen.announcedAt === 0n
      ? null
      : {
          announcedAt: timeText(seen.announcedAt),
          exitAt: timeText(seen.exitAt),
          approved: seen.exitApproved,
          decideBy: seen.decideBy === 0n ? null : deadlineText(deadlineFrom(seen.decideBy)),
        };
  return {
    registry: seen.registry,
    region: Number(seen.region),
    digit: Number(seen.digit),
    codedAt: timeText(seen.codedAt),
    exit,
    successor: BigInt(seen.successor) === 0n ? null : seen.successor,
  };
}
