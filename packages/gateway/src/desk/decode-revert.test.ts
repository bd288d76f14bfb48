import { expect } from "chai";
import { AbiCoder, Interface, id } from "ethers";
import { decodeRevert } from "./decode-revert.ts";

const encode = (signature: string, ...values: unknown[]) => {
  const known = new Interface([`error ${signature}`]);
  return known.encodeErrorResult(signature.slice(0, signature.indexOf("(")), values);
};

describe("decoding a refusal", () => {
  const cases: [string, string, object][] = [
    [
      "an error with an enumeration by the names of the API",
      encode("CaseNotInState(uint64 caseId,uint8 state)", 7, 5),
      { code: "CASE_NOT_IN_STATE", name: "CaseNotInState", args: { caseId: "7", state: "published" } },
    ],
    [
      "an error of a library",
      encode("ERC721NonexistentToken(uint256 tokenId)", 2n ** 200n),
      { code: "ERC721_NONEXISTENT_TOKEN", name: "ERC721NonexistentToken", args: { tokenId: String(2n ** 200n) } },
    ],
    [
      "a sentence",
      `0x08c379a0${AbiCoder.defaultAbiCoder().encode(["string"], ["no"]).slice(2)}`,
      { code: "CONTRACT_REFUSED", name: "Error", args: { reason: "no" } },
    ],
    [
      "a failed check",
      `0x4e487b71${AbiCoder.defaultAbiCoder().encode(["uint256"], [17]).slice(2)}`,
      { code: "CONTRACT_PANIC", name: "Panic", args: { panic: "17" } },
    ],
    ["no bytes", "0x", { code: "EXECUTION_REVERTED", name: null, args: {} }],
    [
      "an unknown error",
      id("Nobody()").slice(0, 10),
      { code: "CONTRACT_ERROR_UNKNOWN", name: null, args: { selector: id("Nobody()").slice(0, 10) } },
    ],
    [
      "a known error with broken arguments",
      encode("VoucherLocked(uint64 voucherId,uint16 locks)", 1, 1).slice(0, 40),
      {
        code: "CONTRACT_ERROR_UNKNOWN",
        name: null,
        args: { selector: id("VoucherLocked(uint64,uint16)").slice(0, 10) },
      },
    ],
  ];
  for (const [what, data, expected] of cases) {
    it(`names ${what}`, () => {
      expect(decodeRevert(data)).to.deep.equal(expected);
    });
  }
});
