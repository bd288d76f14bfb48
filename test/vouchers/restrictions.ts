import { networkHelpers, roles } from "../fixture.ts";
import { controllerOf, obstacles, pause, type SeriesLedger, setStanding, standings } from "./support.ts";

/** A voucher of beta that is to pass to gamma, and what the error carries when it may not. */
export interface Restriction {
  readonly error: string;
  /** Puts the obstacle up; returns who is to receive, when that is not gamma. */
  readonly put: (l: SeriesLedger, id: bigint) => Promise<string | void>;
  readonly values: (l: SeriesLedger, id: bigint) => unknown[];
  /** True where the receiver is the obstacle, so that units may still stay with their holder. */
  readonly receiver?: boolean;
}

const stranger = "0x000000000000000000000000000000000000dEaD";

/** Every standing rule of circulation, in the order in which it is tried; {scope} first of all. */
export const restrictions: readonly Restriction[] = [
  {
    error: "ScopePaused",
    put: async (l) => void (await pause(l, 4)),
    values: () => [4],
  },
  {
    error: "PartyUnknown",
    receiver: true,
    put: async () => stranger,
    values: () => [stranger],
  },
  {
    error: "PartyMayNotHold",
    receiver: true,
    put: async (l) => l.parties.exchange.address,
    values: (l) => [l.parties.exchange.address],
  },
  {
    error: "PartyMayNotHold",
    receiver: true,
    put: async (l) => {
      const { gamma, authority } = l.parties;
      await l.ledger.connect(authority.key).changeRoles(gamma.address, roles.serviceAgency, `0x${"01".repeat(32)}`);
    },
    values: (l) => [l.parties.gamma.address],
  },
  {
    error: "PartyNotInStanding",
    receiver: true,
    put: async (l) => void (await setStanding(l, l.parties.gamma, standings.suspended)),
    values: (l) => [l.parties.gamma.address, standings.suspended],
  },
  {
    error: "PartyNotInStanding",
    receiver: true,
    put: async (l) => void (await setStanding(l, l.parties.gamma, standings.barred)),
    values: (l) => [l.parties.gamma.address, standings.barred],
  },
  {
    error: "OutsideTerritory",
    receiver: true,
    put: async (l) => l.parties.overseas.address,
    values: (l) => [l.parties.overseas.address, 702, 156],
  },
  {
    error: "OutsideTerritory",
    receiver: true,
    put: async (l) => {
      const { gamma, authority } = l.parties;
      await l.ledger.connect(authority.key).changeJurisdiction(gamma.address, 344, `0x${"01".repeat(32)}`);
    },
    values: (l) => [l.parties.gamma.address, 344, 156],
  },
  {
    error: "PartyNotInStanding",
    put: async (l) => void (await setStanding(l, l.parties.beta, standings.suspended)),
    values: (l) => [l.parties.beta.address, standings.suspended],
  },
  {
    error: "SeriesExpired",
    put: async (l) => void (await obstacles.SeriesExpired(l)),
    values: (l) => [l.seriesId, l.seriesTerms.end],
  },
  {
    error: "SeriesSuspended",
    put: async (l) => void (await obstacles.SeriesSuspended(l)),
    values: (l) => [l.seriesId],
  },
  {
    error: "SeriesBasisLost",
    put: async (l) => void (await obstacles.SeriesBasisLost(l)),
    values: (l) => [l.seriesId],
  },
  {
    error: "VoucherLocked",
    put: async (l, id) => {
      const controller = await controllerOf(l, 2);
      await l.ledger.connect(controller).lock(id, 2, `0x${"02".repeat(32)}`);
    },
    values: (_l, id) => [id, 0b100],
  },
  {
    error: "VoucherLocked",
    put: async (l, id) => {
      for (const lockClass of [0, 11]) {
        const controller = await controllerOf(l, lockClass);
        await l.ledger.connect(controller).lock(id, lockClass, `0x${"02".repeat(32)}`);
      }
      await networkHelpers.mine();
    },
    values: (_l, id) => [id, (1 << 11) | 1],
  },
];

/** A title for a test of the n-th restriction. */
export const titleOf = ({ error }: Restriction, index: number): string =>
  `${error} (${restrictions.slice(0, index + 1).filter((other) => other.error === error).length})`;
