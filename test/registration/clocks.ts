import { expect } from "chai";
import chineseDays from "chinese-days";
import { fieldsOf, plain } from "../expectations.ts";
import { china, day, declareAsset, networkHelpers, type TestLedger } from "../fixture.ts";
import { acts, type ActName, apply, document, dueActs, states } from "./cases.ts";

const { isWorkday } = chineseDays;
const zeroAddress = `0x${"00".repeat(20)}`;

/** A deadline that no clock reaches: a year that it needs is not loaded. */
export const pending = 2n ** 40n - 1n;

/** Last second of a date. */
export const endOf = (date: string): number => china(`${date}T23:59:59`);
/** First second of a date. */
export const startOf = (date: string): number => china(`${date}T00:00:00`);
/** The date in China of a moment. */
export const dateOf = (seconds: number): string => new Date((seconds + 8 * 3_600) * 1_000).toISOString().slice(0, 10);
/** The date after a date. */
export const nextDate = (date: string): string => dateOf(startOf(date) + day);

/**
 * The n-th working day after a date, walked day by day with the official calendar's own word for each; so it shares
 * nothing with the ledger's calendar.
 */
export function workingDayAfter(date: string, count: number): string {
  let left = count;
  let at = date;
  while (left > 0) {
    at = nextDate(at);
    if (isWorkday(at)) left -= 1;
  }
  return at;
}

/** A time that does not count for article 28: the days after `from`, up to and with `to`. */
export type Stop = { readonly from: string; readonly to: string };

/**
 * The last day of a period of working days after `from` that stands still at its stops, walked day by day. A stop that
 * begins on the last day carries it to the stop's own last working day; one that begins later brings nothing back.
 */
export function finishDay(from: string, days: number, stops: readonly Stop[]): string {
  let left = days;
  let at = from;
  while (left > 0) {
    at = nextDate(at);
    const stands = stops.some((stop) => at > stop.from && at <= stop.to);
    if (isWorkday(at) && !stands) left -= 1;
  }
  for (const { from: begin, to } of stops) {
    if (begin !== at) continue;
    for (let date = nextDate(begin); date <= to; date = nextDate(date)) if (isWorkday(date)) at = date;
  }
  return at;
}

/** Lets the next block come at a moment of the clock in China. */
export const at = async (moment: string): Promise<void> => networkHelpers.time.setNextBlockTimestamp(china(moment));

/** Moves time to a moment: seconds, or the clock in China. */
export const moveTo = async (moment: string | number | bigint): Promise<void> =>
  networkHelpers.time.increaseTo(typeof moment === "string" ? china(moment) : moment);

/** A case of alpha that was applied for at a moment of the clock in China. */
export async function appliedAt(ledger: TestLedger, moment: string, over: Record<string, unknown> = {}) {
  await networkHelpers.time.increaseTo(china(moment) - 60);
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  await at(moment);
  return apply(ledger, ledger.parties.alpha, assetId, over);
}

/** Does an act in the block of a moment of the clock in China. */
export async function doAt(ledger: TestLedger, act: ActName, caseId: bigint, moment: string) {
  await at(moment);
  return acts[act](ledger, caseId);
}

/** A case that was applied for and accepted on the date, at 10 and 11 o'clock. */
export async function acceptedOn(ledger: TestLedger, date: string, over: Record<string, unknown> = {}) {
  const caseId = await appliedAt(ledger, `${date}T10:00:00`, over);
  await doAt(ledger, "acceptRegistration", caseId, `${date}T11:00:00`);
  return caseId;
}

/** A case that was applied for, accepted, examined and published on the date, from 10 to 13 o'clock. */
export async function publishedOn(ledger: TestLedger, date: string, over: Record<string, unknown> = {}) {
  const caseId = await acceptedOn(ledger, date, over);
  await doAt(ledger, "examineRegistration", caseId, `${date}T12:00:00`);
  await doAt(ledger, "publishRegistration", caseId, `${date}T13:00:00`);
  return caseId;
}

/** The registry asks for a supplement until a moment; both of the clock in China. */
export async function askAt({ assets, parties }: TestLedger, caseId: bigint, moment: string, until: string) {
  await at(moment);
  return assets.connect(parties.registry.key).askSupplement(caseId, china(until), document);
}

/** A clock as `clockOf` answers it. What is left out is 0 or nobody's. */
export type ExpectedClock = {
  readonly state: keyof typeof states;
  readonly acceptBy?: number | bigint;
  readonly acceptedAt?: number | bigint;
  readonly deemed?: boolean;
  readonly noticeUntil?: number | bigint;
  readonly finishBy?: number | bigint;
  /** What comes next, by whom and until when. */
  readonly due?: readonly [act: keyof typeof dueActs, by: "registry" | "alpha" | "nobody", until: number | bigint];
};

/** Every field of a case's clock is as expected, at the time of the latest block. */
export async function expectClock({ assets, parties }: TestLedger, caseId: bigint, expected: ExpectedClock) {
  const [act, by, until] = expected.due ?? ["none", "nobody", 0];
  expect(plain(Object.values(fieldsOf(await assets.clockOf(caseId)))), "clock").to.deep.equal(
    plain([
      states[expected.state],
      expected.acceptBy ?? 0,
      expected.acceptedAt ?? 0,
      expected.deemed ?? false,
      expected.noticeUntil ?? 0,
      expected.finishBy ?? 0,
      dueActs[act],
      by === "nobody" ? zeroAddress : parties[by].address,
      until,
    ]),
  );
}
