import type { Player } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** A record on the public-data track in the story. */
export interface Recording {
  readonly id: string;
  readonly title: string;
  readonly assetId: string;
  readonly by: Player;
  /** The number under which the platform records it. */
  readonly number: string;
}

const year = 365 * 86_400;

/** Submits public data for recording; returns the record id. */
export async function submitRecord(stage: Stage, recording: Recording, time: number): Promise<bigint> {
  const { papers, records, tell } = stage;
  const submitted = await tell({
    id: `submit record ${recording.id}`,
    title: `提交公共数据资源登记：${recording.title}`,
    time,
    by: recording.by,
    contract: records,
    method: "submitRecord",
    args: [
      recording.assetId,
      time + 2 * year,
      await papers.write("公共数据资源登记申请", { asset: recording.assetId, number: recording.number }),
    ],
  });
  return submitted.event("RecordSubmitted")["recordId"] as bigint;
}

/** Publishes a record; the ledger computes when its ten working days end. */
export async function publishRecord(stage: Stage, recording: Recording, recordId: bigint, time: number): Promise<void> {
  const { players, papers, records, tell } = stage;
  await tell({
    id: `publish record ${recording.id}`,
    title: `公示公共数据资源登记（十个工作日）：${recording.title}`,
    time,
    by: players.authority,
    contract: records,
    method: "publishRecord",
    args: [recordId, await papers.write("公共数据资源登记公示", { record: recordId.toString() })],
  });
}

/** Records it under its number. With `refused`, the ledger must refuse it with this code. */
export async function admitRecord(
  stage: Stage,
  { id, title, number }: Recording,
  recordId: bigint,
  time: number,
  refused?: string,
): Promise<void> {
  const { players, papers, records, tell } = stage;
  await tell({
    id: `${refused ? "refused: " : ""}admit record ${id}`,
    title: refused ? `公示期未满即完成公共数据登记：拒绝` : `公共数据资源登记完成：${title}`,
    time,
    by: players.authority,
    contract: records,
    method: "admitRecord",
    args: [recordId, number, await papers.write("公共数据资源登记意见", { number, result: "准予登记" })],
    ...(refused && { refused }),
  });
}
