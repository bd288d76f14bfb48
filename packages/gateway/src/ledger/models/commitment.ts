import type { CommitmentJson } from "../../schemas/party.ts";
import { commitmentTable, requiredAt } from "../project/commitment.ts";
import type { Reading } from "./reading.ts";
import { rfc3339 } from "./time.ts";

/** Every edition of the safe-use commitment, newest first, and which count at the block shown. */
export async function readCommitments({ view, asOf }: Reading): Promise<CommitmentJson[]> {
  const rows = (await view.list(commitmentTable)).map(({ row }) => row).reverse();
  const [newest] = rows;
  const required = newest === undefined ? 0 : requiredAt(newest, asOf.time);
  return rows.map(({ edition, textDigest, byParty, publishedAt, requiredFrom, parties }) => ({
    edition,
    textDigest,
    byParty,
    publishedAt: rfc3339(publishedAt),
    requiredFrom: rfc3339(requiredFrom),
    counts: edition >= required,
    parties,
  }));
}
