import { expect } from "chai";
import { isLedgerError, LedgerError } from "./ledger-error.ts";

describe("LedgerError", () => {
  it("takes title, status and retry from the table of codes", () => {
    const error = new LedgerError("NODE_LAGGING");
    expect(error).to.include({ code: "NODE_LAGGING", retryable: true, httpStatus: 503 });
    expect(error.message).to.equal("The node is behind the chain");
    expect(error.details).to.deep.equal({});
  });

  it("keeps what the caller says over the table", () => {
    const cause = new Error("socket");
    const error = new LedgerError("NODE_TIMEOUT", { message: "m", retryable: false, details: { url: "u" }, cause });
    expect(error).to.include({ message: "m", retryable: false, cause });
    expect(error.details).to.deep.equal({ url: "u" });
  });

  it("is a plain failure, not to be retried, for a code without an entry", () => {
    expect(new LedgerError("NEVER_HEARD")).to.include({ retryable: false, httpStatus: 500, message: "NEVER_HEARD" });
  });

  it("walks its causes to the last one, or to the first that is accepted", () => {
    const root = new TypeError("root");
    const middle = new LedgerError("NODE_TIMEOUT", { cause: root });
    const top = new LedgerError("RPC_FAILED", { cause: middle });
    expect(top.walk()).to.equal(root);
    expect(top.walk((error) => isLedgerError(error, "NODE_TIMEOUT"))).to.equal(middle);
    expect(top.walk((error) => error instanceof RangeError)).to.equal(undefined);
  });

  it("ends its walk in a circle of causes", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;
    expect(new LedgerError("RPC_FAILED", { cause: first }).walk()).to.equal(second);
  });

  it("is told from other errors by isLedgerError", () => {
    expect(isLedgerError(new LedgerError("ABORTED"))).to.equal(true);
    expect(isLedgerError(new LedgerError("ABORTED"), "RPC_FAILED")).to.equal(false);
    expect(isLedgerError(Object.assign(new Error("x"), { code: "ABORTED" }))).to.equal(false);
    expect(isLedgerError("ABORTED")).to.equal(false);
  });
});
