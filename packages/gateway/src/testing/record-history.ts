import { day, digest, type LedgerChain, type TestParty, zeroDigest } from "./ledger-chain.ts";

/** Who takes part in {@link tellRecordRequests}. */
interface RecordParties {
  readonly body: TestParty;
  readonly touched: TestParty;
}

/**
 * Asks about the first record all that can be asked: a change that is granted after its notice, another party's
 * correction that its body disputes and that a proof carries, one that is refused, one that is withdrawn, and a
 * cancellation that is not decided when the record is cancelled ex officio later.
 */
export async function tellRecordRequests(chain: LedgerChain, { body, touched }: RecordParties): Promise<void> {
  const { call, view, authority } = chain;
  const details = (over: object) => ({ name: "", descriptorDigest: zeroDigest, bodyDigest: zeroDigest, ...over });
  const all = { name: "行政区划代码（修订）", descriptorDigest: digest("revised"), bodyDigest: digest("new office") };
  await call("records", body.key, "requestChange", 1, details(all), digest("change"));
  await call("records", authority.key, "publishRequest", 1, digest("notice of the change"));
  await chain.passTo(Number((await view("records", "requestOf", 1)).noticeUntil) + 1);
  await call("records", authority.key, "grantRequest", 1, zeroDigest, digest("change granted"));

  const renamed = details({ name: "全国行政区划代码（修订）" });
  await call("records", touched.key, "requestCorrection", 1, renamed, digest("correction"));
  await call("records", body.key, "answerCorrection", 2, false, digest("disputed"));
  await call("records", authority.key, "grantRequest", 2, digest("proof"), digest("correction granted"));
  await call("records", touched.key, "requestCorrection", 1, details({ bodyDigest: digest("no") }), digest("wrong"));
  await call("records", authority.key, "refuseRequest", 3, digest("correction refused"));
  await call("records", body.key, "requestChange", 1, renamed, digest("second change"));
  await call("records", body.key, "withdrawRequest", 4);
  await call("records", body.key, "requestCancellation", 1, 2, digest("given up"));
  await chain.pass(day);
}
