import type { Signer } from "ethers";
import { day, freshKey, networkHelpers, now, powers, seriesFixture } from "../fixture.ts";
import { type Act, addKey, pause, refused, type SeriesLedger, setStanding, standings, voucherId } from "./support.ts";

/** An act that an account does for its party. */
export interface ActorRules {
  readonly party: "alpha" | "beta" | "registry" | "authority";
  /** The power bit the account needs. */
  readonly power: number;
  /** The pause scope that stops the act; 0 for none. */
  readonly scope: number;
  /** What must be there before; the ledger's clock may have moved. */
  readonly prepare?: (l: SeriesLedger) => Promise<void>;
  readonly act: (l: SeriesLedger, key: Signer) => Act;
  /** The error for a key of nobody, where such a key could have been approved. */
  readonly strangers?: "TransferNotApproved";
}

/** The act is refused to keys that may not do it, stops with its pause scope, and is done by a warned party. */
export function behavesAsActOfAnAccount(rules: ActorRules): void {
  describe("as an act of an account", () => {
    const start = async () => {
      const l = await seriesFixture();
      await rules.prepare?.(l);
      return { l, party: l.parties[rules.party] };
    };

    if (rules.scope !== 0) {
      it("is refused while its scope is paused, and not while only the others are", async () => {
        const { l, party } = await start();
        await pause(l, rules.scope);
        await refused(l.ledger, rules.act(l, party.key), "ScopePaused", rules.scope);
        await pause(l, 31 & ~rules.scope);
        await rules.act(l, party.key);
      });
    }

    it("is refused to a key of nobody", async () => {
      const { l } = await start();
      const key = freshKey();
      const id = voucherId(l.seriesId, 1);
      const expected = rules.strangers ? [rules.strangers, id, key.address] : ["AccountUnknown", key.address];
      await refused(l.ledger, rules.act(l, key), ...(expected as [string, ...unknown[]]));
    });

    it("is refused to a revoked key", async () => {
      const { l, party } = await start();
      const key = await addKey(l, party);
      await l.ledger.connect(party.key).revokeAccount(key.address);
      await refused(l.ledger, rules.act(l, key), "AccountRevoked", key.address);
    });

    it("is refused to a key that was rotated away, and done by its successor", async () => {
      const { l, party } = await start();
      const key = await addKey(l, party);
      const next = freshKey();
      await l.ledger.connect(party.key).rotateAccount(key.address, next.address);
      await refused(l.ledger, rules.act(l, key), "AccountRevoked", key.address);
      await rules.act(l, next);
    });

    it("is refused to an expired key", async () => {
      const { l, party } = await start();
      const validUntil = (await now()) + day;
      const key = await addKey(l, party, powers.all, { validUntil });
      await networkHelpers.time.increaseTo(validUntil + 1);
      await refused(l.ledger, rules.act(l, key), "AccountExpired", key.address, validUntil);
    });

    it("is refused to a key with every power but the one it needs", async () => {
      const { l, party } = await start();
      const key = await addKey(l, party, powers.all & ~rules.power);
      await refused(l.ledger, rules.act(l, key), "AccountLacksPower", key.address, rules.power);
    });

    it("is done by a key with just the power it needs", async () => {
      const { l, party } = await start();
      await rules.act(l, await addKey(l, party, rules.power));
    });

    if (rules.party !== "authority") {
      for (const name of ["suspended", "barred"] as const) {
        it(`is refused to a ${name} party`, async () => {
          const { l, party } = await start();
          await setStanding(l, party, standings[name]);
          const act = rules.act(l, party.key);
          await refused(l.ledger, act, "PartyNotInStanding", party.address, standings[name]);
        });
      }

      it("is done by a warned party", async () => {
        const { l, party } = await start();
        await setStanding(l, party, standings.warned);
        await rules.act(l, party.key);
      });
    }
  });
}
