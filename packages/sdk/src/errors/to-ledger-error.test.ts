import { expect } from "chai";
import { Interface, JsonRpcProvider, Wallet, getCreateAddress } from "ethers";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { deployEcho } from "../testing/echo.ts";
import { toLedgerError } from "./to-ledger-error.ts";
import { contractEntries } from "./table.ts";

const ledger = new Interface(["error VoucherLocked(uint64 voucherId, uint8 lock)"]);
const table = contractEntries({ VoucherLocked: [423, false, "The voucher is locked", "凭证已锁定"] });

/** Sentences of nodes as they were seen or stand in their sources. */
const answers: readonly (readonly [code: number, message: string, expected: string])[] = [
  [-32000, "nonce too low: next nonce 5, tx nonce 3", "NONCE_TOO_LOW"],
  [-32001, "Nonce too low", "NONCE_TOO_LOW"],
  [
    -32000,
    "Nonce too low. Expected nonce to be 1 but got 0. Note that transactions can't be queued when automining.",
    "NONCE_TOO_LOW",
  ],
  [-32003, "transaction already imported", "ALREADY_KNOWN"],
  [-32000, "already known", "ALREADY_KNOWN"],
  [-32000, "Known transaction", "ALREADY_KNOWN"],
  [-32000, "replacement transaction underpriced", "REPLACEMENT_UNDERPRICED"],
  [-32000, "transaction underpriced: tip needed 1, tip permitted 0", "FEE_TOO_LOW"],
  [-32009, "Gas price below configured minimum gas price", "FEE_TOO_LOW"],
  [-32000, "Transaction nonce is too distant from current sender nonce", "NONCE_TOO_DISTANT"],
  [-32000, "txpool is full", "POOL_FULL"],
  [-32000, "invalid chain id for signer: have 1 want 4545", "WRONG_CHAIN_ID"],
  [-32000, "Wrong chainId", "WRONG_CHAIN_ID"],
  [-32000, "unknown chain id", "WRONG_CHAIN_ID"],
  [-32000, "insufficient funds for gas * price + value: balance 0", "INSUFFICIENT_FUNDS"],
  [-32004, "Upfront cost exceeds account balance", "INSUFFICIENT_FUNDS"],
  [-32000, "intrinsic gas too low: gas 10, minimum needed 21000", "GAS_LIMIT_TOO_LOW"],
  [-32003, "Intrinsic gas exceeds gas limit", "GAS_LIMIT_TOO_LOW"],
  [-32003, "intrinsic gas too high -- CallGasCostMoreThanGasLimit", "GAS_LIMIT_TOO_LOW"],
  [-32000, "exceeds block gas limit", "GAS_LIMIT_TOO_HIGH"],
  [-32000, "transaction gas limit too high (cap: 16777216, tx: 20000000)", "GAS_LIMIT_TOO_HIGH"],
  [-32005, "Transaction gas limit exceeds block gas limit", "GAS_LIMIT_TOO_HIGH"],
  [-32007, "Sender account not authorized to send transactions", "SENDER_NOT_ALLOWED"],
  [-32000, "cannot issue transaction from non-allow listed address: 0x00", "SENDER_NOT_ALLOWED"],
  [-32000, "oversized data: transaction size 131200, limit 131072", "TRANSACTION_TOO_LARGE"],
  [-32000, "rlp: value size exceeds available input length", "TRANSACTION_UNDECODABLE"],
  [-32000, "invalid sender", "SIGNATURE_INVALID"],
  [-32005, "Requested range exceeds maximum RPC range limit", "LOG_RANGE_TOO_WIDE"],
  [-32000, "requested too many blocks from 0 to 9000, maximum is set to 2048", "LOG_RANGE_TOO_WIDE"],
  [-32005, "query returned more than 10000 results", "LOG_RANGE_TOO_WIDE"],
  [-32602, "BlockOutOfRangeError: block height is 3 but requested was 65520", "NODE_LAGGING"],
  [-32008, "Block not available", "NODE_LAGGING"],
  [-32000, "header not found", "NODE_LAGGING"],
  [-32601, "the method eth_feeHistory does not exist/is not available", "METHOD_NOT_SUPPORTED"],
  [-32602, "invalid argument 0: hex string without 0x prefix", "RPC_INVALID_REQUEST"],
  [-32603, "Internal error\n\tat org.hyperledger.besu.Foo(Foo.java:1)", "RPC_FAILED"],
  [-32000, "a sentence that nobody has heard", "RPC_REFUSED"],
  [3, "execution reverted", "EXECUTION_REVERTED"],
];

describe("toLedgerError", () => {
  for (const [code, message, expected] of answers) {
    it(`calls ${code} "${message.split("\n")[0]}" ${expected}`, () => {
      expect(toLedgerError({ code, message }).code).to.equal(expected);
      const wrapped = Object.assign(new Error(`could not coalesce error (payload=nonce too low)`), {
        code: "UNKNOWN_ERROR",
        shortMessage: "could not coalesce error",
        error: { code, message },
        payload: { method: "eth_sendRawTransaction", params: ["txpool is full"] },
      });
      expect(toLedgerError(wrapped).code).to.equal(expected);
    });
  }

  for (const [status, expected] of [
    ["413 Payload Too Large", "BODY_TOO_LARGE"],
    ["429 Too Many Requests", "RATE_LIMITED"],
    ["502 Bad Gateway", "NODE_UNAVAILABLE"],
    ["401 Unauthorized", "RPC_UNAUTHORIZED"],
  ] as const) {
    it(`calls an HTTP ${status} ${expected}`, () => {
      const error = Object.assign(new Error("server response"), {
        code: "SERVER_ERROR",
        info: { responseStatus: status },
      });
      expect(toLedgerError(error).code).to.equal(expected);
    });
  }

  it("never lets a node's stack trace or control characters through", () => {
    const { details, message } = toLedgerError({
      code: -32603,
      message: "Internal \u001b[31merror\n\tat org.besu.Foo",
    });
    expect(details.node).to.deep.equal({ message: "Internal  [31merror", code: -32603, status: undefined });
    expect(message).to.equal("The node failed");
  });

  it("passes an error of the family through and names an abort", () => {
    const once = toLedgerError({ code: 3 });
    expect(toLedgerError(once)).to.equal(once);
    expect(toLedgerError(new DOMException("stop", "AbortError")).code).to.equal("ABORTED");
    expect(toLedgerError(new DOMException("late", "TimeoutError")).code).to.equal("NODE_TIMEOUT");
  });

  describe("with a real node", function () {
    this.timeout(30_000);
    let anvil: Anvil;
    let provider: JsonRpcProvider;
    let echo: string;
    const wallet = Wallet.createRandom();
    const raw = (change: object) =>
      wallet.signTransaction({ type: 0, chainId: 4545, gasPrice: 0, gasLimit: 50_000, to: wallet.address, ...change });
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => expect.fail("did not fail"),
        (error: unknown) => toLedgerError(error, { interface: ledger, table }),
      );

    before(async () => {
      anvil = await startAnvil();
      provider = new JsonRpcProvider(anvil.url, anvil.chainId, {
        staticNetwork: true,
        cacheTimeout: -1,
        pollingInterval: 100,
      });
      echo = await deployEcho(provider, wallet, anvil.chainId);
      expect(echo).to.equal(getCreateAddress({ from: wallet.address, nonce: 0 }));
    });
    after(async () => {
      provider.destroy();
      await anvil.stop();
    });

    it("decodes a custom error of a call and of an estimate", async () => {
      const data = ledger.encodeErrorResult("VoucherLocked", [7, 2]);
      for (const asked of [
        provider.call({ to: echo, data }),
        provider.estimateGas({ from: wallet.address, to: echo, data }),
      ]) {
        const error = await failure(asked);
        expect(error).to.include({ code: "VOUCHER_LOCKED", httpStatus: 423, retryable: false });
        expect(error.message).to.equal("The voucher is locked (voucherId 7, lock 2)");
        expect(error.details.revert?.namedArgs).to.deep.equal({ voucherId: 7n, lock: 2n });
      }
    });

    it("names a refusal without bytes, with a sentence, with a panic and with a stranger's error", async () => {
      const text = new Interface(["error Error(string)"]).encodeErrorResult("Error", ["not today"]);
      const panic = new Interface(["error Panic(uint256)"]).encodeErrorResult("Panic", [0x12]);
      expect(await failure(provider.call({ to: echo }))).to.include({ code: "EXECUTION_REVERTED" });
      expect(await failure(provider.call({ to: echo, data: text }))).to.include({
        code: "CONTRACT_REFUSED",
        message: "not today",
      });
      expect((await failure(provider.call({ to: echo, data: panic }))).code).to.equal("CONTRACT_PANIC");
      expect((await failure(provider.call({ to: echo, data: "0xdeadbeef" }))).message).to.contain("0xdeadbeef");
    });

    it("names what the transaction pool refuses", async () => {
      const send = async (change: object) => (await failure(provider.broadcastTransaction(await raw(change)))).code;
      expect(await send({ nonce: 0 })).to.equal("NONCE_TOO_LOW");
      expect(await send({ nonce: 1, gasLimit: 10 })).to.equal("GAS_LIMIT_TOO_LOW");
      expect(await send({ nonce: 1, gasLimit: 10n ** 12n })).to.equal("GAS_LIMIT_TOO_HIGH");
      expect(await send({ nonce: 1, value: 1 })).to.equal("INSUFFICIENT_FUNDS");
      await provider.broadcastTransaction(await raw({ nonce: 9 }));
      expect((await failure(provider.send("eth_sendRawTransaction", [await raw({ nonce: 9 })]))).code).to.equal(
        "ALREADY_KNOWN",
      );
      expect(await send({ nonce: 9, gasLimit: 60_000 })).to.equal("REPLACEMENT_UNDERPRICED");
      expect((await failure(provider.send("eth_sendRawTransaction", ["0x1234"]))).code).to.equal(
        "TRANSACTION_UNDECODABLE",
      );
      expect((await failure(provider.send("eth_nope", []))).code).to.equal("METHOD_NOT_SUPPORTED");
    });

    it("calls a port without a listener a refused connection, to be retried", async () => {
      const nobody = await startAnvil();
      await nobody.stop();
      const lost = new JsonRpcProvider(nobody.url, 4545, { staticNetwork: true });
      const byEthers = await failure(lost.send("eth_chainId", []));
      const byFetch = await failure(fetch(nobody.url));
      lost.destroy();
      expect(byEthers).to.include({ code: "NODE_REFUSED_CONNECTION", retryable: true });
      expect(byFetch).to.include({ code: "NODE_REFUSED_CONNECTION", retryable: true });
    });
  });
});
