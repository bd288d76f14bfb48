import { expect } from "chai";
import { Signature, Transaction } from "ethers";
import type { TransactionLike } from "ethers";
import { readTransaction } from "../../scripts/node/queue/transaction.ts";
import { RpcError } from "../../scripts/node/errors.ts";
import { CHAIN_ID, sign, wallet } from "./support.ts";

const BLOCK_GAS = 200_000_000;
const key = wallet();
const read = (raw: unknown) => readTransaction(raw, CHAIN_ID, BLOCK_GAS);

describe("Reading a signed transaction", () => {
  async function refusal(raw: unknown): Promise<string> {
    try {
      read(raw);
    } catch (error) {
      expect(error).to.be.instanceOf(RpcError);
      return `${(error as RpcError).code} ${(error as RpcError).message}`;
    }
    throw new Error("it was accepted");
  }
  const refused = async (fields: TransactionLike) => refusal(await sign(key, { nonce: 0, ...fields }));

  it("refuses what is no transaction", async () => {
    for (const input of [
      undefined,
      7,
      "",
      "0x",
      "0xzz",
      "0x0",
      "f86c",
      {},
      `0x${"c0".repeat(9)}`,
      "0x02c0",
      "0x7f00",
    ]) {
      expect(await refusal(input), String(input)).to.match(/^-32602 invalid raw transaction: /);
    }
  });

  it("refuses one that is too long, before reading it", async () => {
    expect(await refusal(`0x${"f8".repeat(140_000)}`)).to.match(/^-32000 oversized data: transaction size 140000/);
  });

  it("refuses one without a chain id or with another's", async () => {
    expect(await refused({ chainId: 0 })).to.match(/^-32000 only replay-protected/);
    expect(await refused({ chainId: 1 })).to.match(/^-32000 invalid chain id: .* chain 1, this is chain 7919/);
  });

  it("refuses types that this ledger does not have", async () => {
    const authorizationList = [
      {
        address: key.address,
        chainId: BigInt(CHAIN_ID),
        nonce: 0n,
        signature: Signature.from(key.signingKey.sign(`0x${"11".repeat(32)}`)),
      },
    ];
    const raw = await sign(key, {
      nonce: 0,
      type: 4,
      maxFeePerGas: 0,
      maxPriorityFeePerGas: 0,
      gasPrice: null,
      authorizationList,
    });
    expect(await refusal(raw)).to.match(/^-32000 transaction type not supported: 4/);
  });

  it("refuses an unsigned one, an altered one's sender is another, and a malleable signature is invalid", async () => {
    const raw = await sign(key, { nonce: 0 });
    expect(await refusal(Transaction.from(raw).unsignedSerialized)).to.match(/^-32/);
    const altered = raw.replace(/aa80/, "ab80");
    expect(altered).not.to.equal(raw);
    expect(read(altered).from).not.to.equal(key.address.toLowerCase());
    const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = Transaction.from(raw).signature!.s.slice(2);
    const high = (n - BigInt(`0x${s}`)).toString(16).padStart(64, "0");
    expect(await refusal(raw.replace(s, high))).to.match(/^-32602 invalid raw transaction/);
  });

  it("refuses a gas limit above the transaction's or the block's, or below what the transaction needs", async () => {
    expect(await refused({ gasLimit: BLOCK_GAS + 1 })).to.match(/^-32000 exceeds block gas limit/);
    expect(await refused({ gasLimit: 16_777_217 })).to.match(/^-32000 transaction gas limit too high/);
    expect(await refused({ gasLimit: 20_999 })).to.match(
      /^-32000 intrinsic gas too low: gas limit 20999, minimum needed 21000/,
    );
    const data = `0x${"ff".repeat(1_000)}`;
    expect(await refused({ data, gasLimit: 60_999 })).to.match(/minimum needed 61000/);
    expect(read(await sign(key, { nonce: 0, data, gasLimit: 61_000 })).gasLimit).to.equal(61_000n);
  });

  it("refuses creation code that no engine takes", async () => {
    const raw = await key.signTransaction({
      ...{ type: 0, chainId: CHAIN_ID, nonce: 0, gasPrice: 0, gasLimit: 5_000_000 },
      data: `0x${"00".repeat(49_153)}`,
    });
    expect(await refusal(raw)).to.match(/^-32000 max initcode size exceeded: code size 49153/);
  });

  it("gives sender, nonce, hash and cost of the three types", async () => {
    for (const type of [0, 1, 2]) {
      const raw = await sign(key, { nonce: 5, type, value: 7n, accessList: type ? [] : null });
      const { from, hash, nonce, cost } = read(raw);
      expect({ from, hash, nonce, cost }).to.deep.equal({
        from: key.address.toLowerCase(),
        hash: Transaction.from(raw).hash,
        nonce: 5,
        cost: 7n,
      });
    }
    const paid = await sign(key, { nonce: 0, gasPrice: 3n, gasLimit: 30_000 });
    expect(read(paid).cost).to.equal(90_000n);
  });
});
