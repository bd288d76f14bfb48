import { u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import { certificateTable, rightTable } from "./certificate.ts";
import { listedTable } from "./listed.ts";
import { authorisationLives, authorisationTable, recordTable } from "./record.ts";
import { renewing } from "./renewing.ts";

/** Whether somebody may use data: it lives, it lives only until its renewal is decided, or it is over. */
export type Use = "lives" | "renewing" | "over";

/** Whether a party may use an asset at a time: by a registered right, or by authorised operation (articles 21, 36). */
export async function useOf(tx: Tx, assetId: string, party: string, time: number): Promise<Use> {
  const rights = await tx.list(rightTable, { under: [assetId] });
  const own = rights.filter(({ row }) => row.right === "use" && row.holder === party && row.endedAt === null);
  if (own.some(({ row }) => time <= row.until) || (await mayOperate(tx, assetId, party, time))) return "lives";
  const renewed = own.some(({ row }) =>
    renewing(tx, tx.get(certificateTable, u64(row.certificateId))!).includes("use"),
  );
  return renewed ? "renewing" : "over";
}

async function mayOperate(tx: Tx, assetId: string, party: string, time: number): Promise<boolean> {
  for (const { row: recordId } of await tx.list(listedTable, { under: ["record", `asset:${assetId}`] })) {
    const { state, until } = tx.get(recordTable, u64(recordId))!;
    if (state !== "recorded" || time > until) continue;
    const authorised = await tx.list(listedTable, { under: ["authorisation", `record:${recordId}`] });
    const lives = ({ row }: { row: string }) => {
      const authorisation = tx.get(authorisationTable, u64(row))!;
      return authorisation.operator === party && authorisationLives(authorisation, time);
    };
    if (authorised.some(lives)) return true;
  }
  return false;
}
