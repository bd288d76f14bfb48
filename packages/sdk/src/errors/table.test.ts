import { expect } from "chai";
import { codeOf } from "./code-of.ts";
import { contractEntries, errorTable, joinTables } from "./table.ts";

describe("errorTable", () => {
  for (const [code, entry] of Object.entries(errorTable)) {
    it(`gives ${code} a status, two titles and its source`, () => {
      expect(code).to.match(/^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/);
      expect(entry.httpStatus).to.be.within(400, 599);
      expect(entry.title).to.match(/^[A-Z].{5,79}[^.]$/);
      expect(entry.titleZh).to.match(/\p{Script=Han}{3}/u);
      if (entry.from !== "sdk" && entry.from !== "rpc") expect(codeOf(entry.from)).to.equal(code);
    });
  }

  it("calls no refusal of the request's own content retryable", () => {
    const wrong = Object.entries(errorTable).filter(
      ([, e]) => e.retryable && [400, 401, 403, 404, 413].includes(e.httpStatus),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("takes contract errors by name", () => {
    const table = contractEntries({ VoucherMislaid: [409, false, "The voucher is mislaid", "凭证已遗失"] });
    expect(table).to.deep.equal({
      VOUCHER_MISLAID: {
        httpStatus: 409,
        retryable: false,
        title: "The voucher is mislaid",
        titleZh: "凭证已遗失",
        from: "VoucherMislaid",
      },
    });
    expect(joinTables(errorTable, table)).to.include.keys("VOUCHER_MISLAID", "VOUCHER_LOCKED", "RPC_FAILED");
  });

  it("refuses one code from two sources", () => {
    const row = [400, false, "t", "t"] as const;
    expect(() => contractEntries({ ABad: row, A_Bad: row })).to.throw(RangeError, "A_BAD");
    expect(() => joinTables(errorTable, contractEntries({ RpcFailed: row }))).to.throw(RangeError, "RPC_FAILED");
  });
});
