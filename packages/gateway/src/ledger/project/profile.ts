import type { ProfileTerms } from "@data-voucher/sdk";
import { u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { count } from "./count.ts";
import type { Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { enlist, relist } from "./listed.ts";
import { findable } from "./words.ts";

/** A registration profile, which never changes. */
export interface ProfileRow {
  readonly label: string;
  readonly terms: ProfileTerms;
  readonly definedAt: number;
  readonly byParty: string;
  readonly documentDigest: string;
  readonly transaction: string;
}

/** Profiles by number. */
export const profileTable = defineTable<ProfileRow>("profile");

/** The profile of what begins from now on: key address of the registry, or {@link publicTrack}. */
export const profileOfTable = defineTable<number>("profileOf");

/** Key of the public-data track in {@link profileOfTable}. */
export const publicTrack = "public";

function give(tx: Tx, whose: string, profileId: number): void {
  const before = tx.get(profileOfTable, whose);
  const lists = before === undefined ? [] : [`profile:${before}`];
  relist(tx, "profileHolder", lists, [`profile:${profileId}`], whose, whose);
  tx.put(profileOfTable, whose, profileId);
}

/** Registration profiles, and who has which. */
export const profileHandlers: Handlers = {
  ProfileDefined({ profileId, byParty, label, terms, documentDigest }, event, tx) {
    const { time: definedAt, tx: transaction } = event;
    tx.put(profileTable, u32(profileId), { label, terms, definedAt, byParty, documentDigest, transaction });
    enlist(tx, "profile", ["all"], u32(profileId), String(profileId));
    findable(tx, "profile", u32(profileId), label);
    remember(tx, event, "party", byParty);
    count(tx, "profiles");
  },
  ProfileGiven({ registry, profileId, byParty }, event, tx) {
    give(tx, registry, profileId);
    remember(tx, event, "party", registry, byParty);
  },
  PublicProfileGiven({ profileId, byParty }, event, tx) {
    give(tx, publicTrack, profileId);
    remember(tx, event, "party", byParty);
  },
};
