import { Level } from "level";

/** A submission as the stand-in holds it. */
export interface Held {
  /** Its place in the order of arrival, from 1. */
  readonly seq: number;
  readonly ledger: string;
  readonly caseId: string;
  readonly kind: string;
  readonly receiptNumber: string;
  /** RFC 3339 time, UTC. */
  readonly statedAt: string;
  readonly digest: string;
  readonly sample: true;
  /** The text as it was received. */
  readonly text: string;
}

/** What makes a submission the same one. */
export type Place = Pick<Held, "ledger" | "caseId" | "kind">;

/** Submissions on disk: what was answered once is answered the same way for ever. */
export interface HeldStore {
  /**
   * Keeps a submission and gives it a number and a time, or returns what was kept first.
   * @returns undefined when another content was kept at this place
   */
  keep(place: Place, text: string, digest: string): Promise<{ held: Held; isNew: boolean } | undefined>;
  /** In the order of arrival, after a place in it. */
  list(after: number, limit: number): Promise<Held[]>;
  close(): Promise<void>;
}

const seqKey = (seq: number) => `seq ${String(seq).padStart(12, "0")}`;
const placeKey = ({ ledger, caseId, kind }: Place) => `place ${JSON.stringify([ledger, caseId, kind])}`;

/** Opens the store of a folder. @throws Error when another process has it */
export async function openHeldStore(folder: string, now: () => number = Date.now): Promise<HeldStore> {
  const db = new Level<string, string>(folder);
  await db.open();
  const [last] = await db.keys({ gte: seqKey(0), lt: "seq:", reverse: true, limit: 1 }).all();
  let seq = last === undefined ? 0 : Number(last.slice(4));
  let turn: Promise<unknown> = Promise.resolve();

  const keep: HeldStore["keep"] = async (place, text, digest) => {
    const known = await db.get(placeKey(place));
    if (known !== undefined) {
      const held = JSON.parse(await db.get(known)) as Held;
      return held.digest === digest ? { held, isNew: false } : undefined;
    }
    const next = seq + 1;
    const statedAt = new Date(Math.floor(now() / 1000) * 1000).toISOString().replace(".000Z", "Z");
    const receiptNumber = `DEMO-${statedAt.slice(0, 4)}-${String(next).padStart(8, "0")}`;
    const held: Held = { seq: next, ...place, receiptNumber, statedAt, digest, sample: true, text };
    await db.batch(
      [
        { type: "put", key: seqKey(next), value: JSON.stringify(held) },
        { type: "put", key: placeKey(place), value: seqKey(next) },
      ],
      { sync: true },
    );
    seq = next;
    return { held, isNew: true };
  };

  return {
    // One after the other: a number is given once.
    keep(place, text, digest) {
      const own = turn.then(() => keep(place, text, digest));
      turn = own.catch(() => undefined);
      return own;
    },
    async list(after, limit) {
      const values = await db.values({ gt: seqKey(after), lt: "seq:", limit }).all();
      return values.map((value) => JSON.parse(value) as Held);
    },
    close: () => db.close(),
  };
}
