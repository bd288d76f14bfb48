import { expect } from "chai";
import { codeOf } from "./code-of.ts";

describe("codeOf", () => {
  for (const [name, code] of [
    ["VoucherLocked", "VOUCHER_LOCKED"],
    ["RegistrationNotInState", "REGISTRATION_NOT_IN_STATE"],
    ["Paused", "PAUSED"],
    ["ERC721InvalidOwner", "ERC721_INVALID_OWNER"],
    ["ERC3525NotApproved", "ERC3525_NOT_APPROVED"],
    ["URITooLong", "URI_TOO_LONG"],
    ["InvalidSM3Digest", "INVALID_SM3_DIGEST"],
  ] as const) {
    it(`turns ${name} into ${code}`, () => expect(codeOf(name)).to.equal(code));
  }

  it("refuses what is no identifier", () => {
    expect(() => codeOf("")).to.throw(RangeError);
    expect(() => codeOf("Voucher Locked")).to.throw(RangeError);
    expect(() => codeOf("1Locked")).to.throw(RangeError);
  });
});
