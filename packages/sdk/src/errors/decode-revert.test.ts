import { expect } from "chai";
import { Interface } from "ethers";
import { decodeRevert, findRevertData } from "./decode-revert.ts";

const ledger = new Interface([
  "error VoucherLocked(uint64 voucherId, uint8 lock)",
  "error ERC721NonexistentToken(uint256 tokenId)",
  "error Batch(uint64[] ids, (address party, bytes32 id) who)",
  "error Paused()",
]);
const locked = ledger.encodeErrorResult("VoucherLocked", [4294967297n, 2]);
const call = `0xa9059cbb${"00".repeat(64)}`;

/** Recorded answers; `data` stands for the bytes of the refusal. */
const shapes: Readonly<Record<string, (data: string) => unknown>> = {
  "anvil, and geth since 1.9": (data) => ({ code: 3, message: "execution reverted: \u001a}", data }),
  Besu: (data) => ({ code: 3, message: "Execution reverted", data }),
  Hardhat: (data) => ({
    code: -32603,
    message: "VM Exception",
    data: { message: "VM Exception", txHash: `0x${"ab".repeat(32)}`, data },
  }),
  "a JSON-RPC envelope": (data) => ({ jsonrpc: "2.0", id: 1, error: { code: 3, message: "execution reverted", data } }),
  "ethers CALL_EXCEPTION": (data) =>
    Object.assign(new Error("execution reverted"), {
      code: "CALL_EXCEPTION",
      shortMessage: "execution reverted",
      data,
      transaction: { to: "0x", data: call },
    }),
  "ethers with the bytes only inside": (data) =>
    Object.assign(new Error("x"), {
      code: "CALL_EXCEPTION",
      data: null,
      transaction: { data: call },
      info: { error: { code: 3, data } },
    }),
  "ethers UNKNOWN_ERROR": (data) =>
    Object.assign(new Error("could not coalesce"), {
      code: "UNKNOWN_ERROR",
      error: { code: -32000, data },
      payload: { params: [{ data: call }] },
    }),
  "ethers SERVER_ERROR with the body as text": (data) =>
    Object.assign(new Error("server"), {
      code: "SERVER_ERROR",
      info: { responseBody: JSON.stringify({ error: { code: 3, data } }), requestBody: `{"data":"${call}"}` },
    }),
  "Parity, in words": (data) => ({ code: -32015, message: "VM execution error.", data: `Reverted ${data}` }),
  "an old Hardhat sentence": (data) => ({
    message: `reverted with an unrecognized custom error (return data: ${data})`,
  }),
  Ganache: (data) => ({
    code: -32000,
    data: { [`0x${"cd".repeat(32)}`]: { error: "revert", return: data }, stack: "at …" },
  }),
  "causes within causes": (data) => new Error("outer", { cause: new Error("inner", { cause: { error: { data } } }) }),
  "Besu's receipt": (data) => ({ status: "0x0", revertReason: data }),
};

describe("findRevertData", () => {
  for (const [name, wrap] of Object.entries(shapes)) {
    it(`finds the bytes in the shape of ${name}`, () => expect(findRevertData(wrap(locked), ledger)).to.equal(locked));
  }

  it("never takes the call's own bytes for the answer", () => {
    const error = Object.assign(new Error("x"), { code: "CALL_EXCEPTION", data: "0x", transaction: { data: locked } });
    expect(findRevertData(error, ledger)).to.equal("0x");
  });

  it("prefers an error of the interface to other bytes", () => {
    const stranger = "0xdeadbeef";
    expect(findRevertData({ data: stranger, error: { data: locked } }, ledger)).to.equal(locked);
    expect(findRevertData({ data: locked, error: { data: stranger } }, ledger)).to.equal(locked);
  });

  it("tells a refusal without bytes from no refusal", () => {
    expect(findRevertData({ code: 3, message: "execution reverted", data: "0x" })).to.equal("0x");
    expect(findRevertData({ code: -32003, message: "nonce too low" })).to.equal(undefined);
    expect(findRevertData(undefined)).to.equal(undefined);
    expect(findRevertData("boom")).to.equal(undefined);
  });

  it("ends in a circle", () => {
    const error: Record<string, unknown> = { message: "round" };
    error.error = { cause: error, data: locked };
    expect(findRevertData(error, ledger)).to.equal(locked);
  });
});

describe("decodeRevert", () => {
  it("gives name, arguments by place and by name, and selector", () => {
    expect(decodeRevert(locked, ledger)).to.deep.equal({
      name: "VoucherLocked",
      args: [4294967297n, 2n],
      namedArgs: { voucherId: 4294967297n, lock: 2n },
      selector: locked.slice(0, 10),
      data: locked,
    });
  });

  it("gives lists and structs as plain arrays", () => {
    const party = `0x${"11".repeat(20)}`;
    const data = ledger.encodeErrorResult("Batch", [
      [1, 2],
      [party, `0x${"22".repeat(32)}`],
    ]);
    expect(decodeRevert(data, ledger).args).to.deep.equal([
      [1n, 2n],
      [party, `0x${"22".repeat(32)}`],
    ]);
  });

  it("knows Error(string) and Panic(uint256) without being told", () => {
    const none = new Interface([]);
    const text = new Interface(["error Error(string)"]).encodeErrorResult("Error", ["余额不足"]);
    const over = new Interface(["error Panic(uint256)"]).encodeErrorResult("Panic", [0x11]);
    expect(decodeRevert(text, none)).to.deep.include({ name: "Error", args: ["余额不足"] });
    expect(decodeRevert(over, none)).to.deep.include({ name: "Panic", args: [17n] });
  });

  it("keeps the selector of an unknown error, and of one whose arguments are cut short", () => {
    expect(decodeRevert("0xdeadbeef", ledger)).to.deep.include({ name: undefined, selector: "0xdeadbeef" });
    expect(decodeRevert(locked.slice(0, 40), ledger)).to.deep.include({ name: undefined, args: [] });
    expect(decodeRevert("0x", ledger)).to.deep.include({ name: undefined, selector: "0x" });
  });
});
