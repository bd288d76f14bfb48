import { expect } from "chai";
import { holdersOn } from "./holders.ts";
import { lockName } from "./locks.ts";
import { seriesStates } from "./series-state.ts";
import { digestsOf, valueAt } from "./steps.ts";

const holders = [
  { party: "a", from: "2026-10-26T02:30:00Z", until: "2026-10-28T06:00:00Z" },
  { party: "b", from: "2026-10-28T06:00:00Z", until: "2026-10-31T16:00:00Z" },
  { party: "c", from: "2026-10-31T16:00:00Z", until: null },
];
const on = (day: string) => holdersOn(day, holders).map(({ party }) => party);

describe("Who held a voucher on a day", () => {
  it("is nobody before it was issued and the last holder ever after", () => {
    expect(on("2026-10-25")).to.deep.equal([]);
    expect(on("2030-01-01")).to.deep.equal(["c"]);
  });

  it("is both sides on the day of a transfer", () => {
    expect(on("2026-10-28")).to.deep.equal(["a", "b"]);
  });

  it("follows the days of Shanghai: a transfer at midnight there parts the days", () => {
    expect(on("2026-10-31")).to.deep.equal(["b"]);
    expect(on("2026-11-01")).to.deep.equal(["c"]);
  });

  it("is nobody for a text that is no day", () => {
    expect(on("")).to.deep.equal([]);
  });
});

describe("Arguments of events", () => {
  const digest = `0x${"1a".repeat(32)}`;

  it("show the digests of documents, also inside, and neither empty ones nor other ids", () => {
    const args = {
      caseId: "1",
      assetId: digest,
      documentDigest: `0x${"0".repeat(64)}`,
      application: { evidenceDigest: digest },
    };
    expect(digestsOf({ args })).to.deep.equal([{ name: "evidenceDigest", digest }]);
  });

  it("are found by path", () => {
    expect(valueAt({ a: { b: 1 } }, "a.b")).to.equal(1);
    expect(valueAt({ a: null }, "a.b")).to.equal(undefined);
  });

  it("name locks by class or by number", () => {
    expect([lockName("3"), lockName("pledge"), lockName("class7")]).to.deep.equal(["临时管制", "质押", "class7"]);
  });
});

describe("The state of a series", () => {
  it("is live only when nothing stands in the way", () => {
    const none = {
      closed: false,
      suspended: false,
      basisLost: false,
      expired: false,
      licenceEnded: false,
      suspendedAbove: null,
    };
    expect(seriesStates(none)).to.deep.equal(["live"]);
    expect(seriesStates({ ...none, closed: true, suspended: true })).to.deep.equal(["suspended", "closed"]);
    expect(seriesStates({ ...none, suspendedAbove: "17" })).to.deep.equal(["suspendedAbove"]);
    const ended = { ...none, licenceEnded: true, closed: true, suspendedAbove: "17" };
    expect(seriesStates(ended)).to.deep.equal(["licenceEnded"]);
  });
});
