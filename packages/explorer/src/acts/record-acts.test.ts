import { expect } from "chai";
import type { Authorisation, RecordDetail, RecordRequest } from "../api/shapes.ts";
import type { Offer } from "./act.ts";
import { authorisationActs, recordActs, requestActs } from "./record-acts.ts";

const body = "0x1111111111111111111111111111111111111111";
const firm = "0x2222222222222222222222222222222222222222";
const digest = `0x${"ab".repeat(32)}`;
const now = "2026-11-26T08:00:00Z";
const asOfBlock = { number: 9, hash: digest, time: now };
const me = { accounts: [{ account: firm, powers: ["approve"] }] } as never;

const record = (over: Partial<RecordDetail>) =>
  ({ recordId: "3", state: "recorded", body, noticeUntil: null, asOfBlock, ...over }) as RecordDetail;
const request = (over: Partial<RecordRequest>) =>
  ({
    requestId: "5",
    kind: "change",
    state: "filed",
    by: body,
    body,
    answer: null,
    noticeUntil: null,
    ...over,
  }) as RecordRequest;
const asked = (over: Partial<RecordRequest>) => requestActs({ ...request(over), asOfBlock }, me);
const ids = ({ open, closed }: Offer) => [open.map(({ id }) => id), closed.map(({ id }) => id)];

describe("What an authority may do at the public-data track", () => {
  it("follows the state of a record, and its notice to the second", () => {
    expect(ids(recordActs(record({ state: "submitted" }), me))).to.deep.equal([["publish", "refuse"], []]);
    const running = record({ state: "published", noticeUntil: now });
    expect(ids(recordActs(running, me))).to.deep.equal([["refuse"], ["admit"]]);
    const pending = record({ state: "published", noticeUntil: "pending" });
    expect(ids(recordActs(pending, me))).to.deep.equal([["refuse"], ["admit"]]);
    const over = record({ state: "published", noticeUntil: "2026-11-26T07:59:59Z" });
    expect(ids(recordActs(over, me))).to.deep.equal([["admit", "refuse"], []]);
    expect(ids(recordActs(record({}), me))).to.deep.equal([["cancel"], []]);
    for (const state of ["refused", "cancelled"] as const) {
      expect(ids(recordActs(record({ state }), me))).to.deep.equal([[], []]);
    }
  });

  it("leaves giving up to the body", () => {
    const [cancel] = recordActs(record({}), me).open;
    const ground = cancel!.fields.find((field) => field.name === "ground");
    expect(ground?.kind === "choice" && ground.options.map(({ value }) => value)).to.deep.equal([
      "dataLost",
      "bodyCeased",
      "byLaw",
    ]);
  });

  it("publishes a change, and grants it when its notice is over", () => {
    expect(ids(asked({}))).to.deep.equal([["publish", "refuse"], []]);
    expect(ids(asked({ state: "published", noticeUntil: now }))).to.deep.equal([["refuse"], ["grant"]]);
    const over = asked({ state: "published", noticeUntil: "2026-11-26T07:59:59Z" });
    expect(ids(over)).to.deep.equal([["grant", "refuse"], []]);
    for (const state of ["granted", "refused", "withdrawn", "lapsed"] as const) {
      expect(ids(asked({ state }))).to.deep.equal([[], []]);
    }
  });

  it("asks for a proof where another wants a correction and the body has not agreed", () => {
    const documents = (over: Partial<RecordRequest>) =>
      asked({ kind: "correction", ...over }).open[0]!.fields.map(({ name }) => name);
    expect(documents({ by: firm })).to.deep.equal(["proofDigest", "documentDigest"]);
    expect(documents({ by: firm, answer: "disputes" })).to.deep.equal(["proofDigest", "documentDigest"]);
    expect(documents({ by: firm, answer: "agrees" })).to.deep.equal(["documentDigest"]);
    expect(documents({ by: body })).to.deep.equal(["documentDigest"]);
  });

  it("warns before a cancellation, and before whatever cannot be taken back", () => {
    const [grant, refuse] = asked({ kind: "cancellation" }).open;
    expect([grant!.id, grant!.grave, refuse!.grave]).to.deep.equal(["grant", true, true]);
    expect(asked({ kind: "correction" }).open[0]!.grave).to.equal(false);
  });

  it("suspends an operation or lets it go on, and ends it", () => {
    const grant = (over: Partial<Authorisation>) =>
      ({ authorisationId: "2", body, operator: firm, ended: false, suspendedBy: null, ...over }) as Authorisation;
    expect(ids(authorisationActs(grant({}), me))).to.deep.equal([["suspend", "end"], []]);
    expect(ids(authorisationActs(grant({ suspendedBy: body }), me))).to.deep.equal([["resume", "end"], []]);
    expect(ids(authorisationActs(grant({ ended: true }), me))).to.deep.equal([[], []]);
  });

  it("says which power the gateway's accounts lack", () => {
    const weak = { accounts: [{ account: firm, powers: ["operate"] }] } as never;
    const { open, closed } = recordActs(record({ state: "submitted" }), weak);
    expect([open, closed.map(({ id }) => id)]).to.deep.equal([[], ["publish", "refuse"]]);
  });
});
