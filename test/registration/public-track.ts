import { digest, ledgerFixture, networkHelpers, now, terms, type TestLedger, zeroDigest } from "../fixture.ts";
import { authorise, document, recordedPublicData } from "./cases.ts";

/** Grounds of a cancellation on the public-data track. */
export const recordGrounds = { dataLost: 1, givenUp: 2, bodyCeased: 3, byLaw: 4 } as const;

/** The authority cancels a record ex officio. */
export const cancelRecord = (ledger: TestLedger, recordId: bigint | number) =>
  ledger.records
    .connect(ledger.parties.authority.key)
    .cancelRecord(recordId, recordGrounds.byLaw, `0x${"ca".repeat(32)}`);

/** A series of the operator over a live authorisation. */
export async function publicSeries(ledger: TestLedger, authorisationId: bigint): Promise<bigint> {
  const asked = terms(authorisationId, await now(), { basisKind: 2 });
  await ledger.ledger.connect(ledger.parties.operator.key).openSeries(asked);
  return ledger.ledger.seriesCount();
}

/** A recorded data set, two authorisations of it, and series over both: two over the first, one over the second. */
export async function publicTrack() {
  const ledger = await ledgerFixture();
  const { recordId, assetId } = await recordedPublicData(ledger);
  const first = await authorise(ledger, recordId);
  const second = await authorise(ledger, recordId);
  const series: bigint[] = [];
  for (const over of [first, first, second]) series.push(await publicSeries(ledger, over));
  const lost = async () => Promise.all(series.map(async (which) => (await ledger.ledger.seriesOf(which)).basisLost));
  return { ledger, recordId, assetId, first, second, series, lost };
}

export const requestKinds = { change: 1, correction: 2, cancellation: 3 } as const;
export const requestStates = { filed: 1, published: 2, granted: 3, refused: 4, withdrawn: 5, lapsed: 6 } as const;
export const answers = { none: 0, agrees: 1, disputes: 2 } as const;

/** What a change or a correction leaves as it is. */
export const nothingNew = { name: "", descriptorDigest: zeroDigest, bodyDigest: zeroDigest };

/** A change of everything that can be changed. */
export const newDetails = {
  name: "全国行政区划代码（修订）",
  descriptorDigest: digest("new description"),
  bodyDigest: digest("new details of the body"),
};

/** A request about a fresh record: the body's own, or another firm's correction. */
export async function filed(
  ledger: TestLedger,
  kind: "change" | "correction" | "ownCorrection" | "cancellation",
): Promise<{ recordId: bigint; assetId: string; requestId: bigint }> {
  const { records, parties } = ledger;
  const made = await recordedPublicData(ledger);
  const { recordId } = made;
  const body = records.connect(parties.body.key);
  if (kind === "change") await body.requestChange(recordId, newDetails, document);
  else if (kind === "cancellation") await body.requestCancellation(recordId, recordGrounds.givenUp, document);
  else {
    const by = kind === "correction" ? parties.alpha : parties.body;
    await records.connect(by.key).requestCorrection(recordId, newDetails, document);
  }
  return { ...made, requestId: await records.requestCount() };
}

/** A change whose notice runs. */
export async function published(ledger: TestLedger) {
  const made = await filed(ledger, "change");
  await ledger.records.connect(ledger.parties.authority.key).publishRequest(made.requestId, document);
  return made;
}

/** Moves time past the notice of a change. */
export async function passRequestNotice({ records }: TestLedger, requestId: bigint): Promise<void> {
  await networkHelpers.time.increaseTo((await records.requestOf(requestId)).noticeUntil + 1n);
}
