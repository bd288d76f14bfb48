import { expect } from "chai";
import { Transaction, Wallet, decodeRlp, encodeRlp, type JsonRpcProvider } from "ethers";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { engineProfiles } from "./profile.ts";
import { createProvider } from "./provider.ts";
import { readRawTransaction, sendRawTransaction } from "./raw-transaction.ts";

const profile = { ...engineProfiles.embedded, pollMs: 50 };
const wallet = Wallet.createRandom();
const sign = (change: object = {}) =>
  wallet.signTransaction({
    type: 0,
    chainId: 4545,
    gasPrice: 0,
    nonce: 0,
    gasLimit: 30_000,
    to: `0x${"11".repeat(20)}`,
    ...change,
  });

describe("readRawTransaction", () => {
  const code = async (raw: string | Promise<string>) => {
    const bytes = await raw;
    try {
      readRawTransaction(bytes, 4545n, profile);
      return "none";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it("reads hash, account, nonce and call", async () => {
    const raw = await sign({ nonce: 3, data: "0x1234" });
    const to = `0x${"11".repeat(20)}`;
    const expected = { hash: Transaction.from(raw).hash, from: wallet.address, nonce: 3, to, data: "0x1234", raw };
    expect(readRawTransaction(raw, 4545n, profile)).to.deep.equal(expected);
  });

  it("refuses what is no signed legacy transaction", async () => {
    const raw = await sign();
    for (const text of [
      "",
      "0x",
      "0x1",
      "0xzz",
      "1234",
      "0x1234",
      `${raw}00`,
      raw.slice(0, -2),
      `0x${"ff".repeat(100)}`,
    ]) {
      expect(await code(text)).to.equal("TRANSACTION_MALFORMED");
    }
    const unsigned = Transaction.from({ type: 0, chainId: 4545, gasPrice: 0, nonce: 0, gasLimit: 21_000 });
    expect(await code(unsigned.unsignedSerialized)).to.equal("TRANSACTION_MALFORMED");
    const modern = sign({ type: 2, gasPrice: undefined, maxFeePerGas: 0, maxPriorityFeePerGas: 0 });
    expect(await code(modern)).to.equal("TRANSACTION_MALFORMED");
  });

  it("refuses another chain's transaction, and one without a chain", async () => {
    expect(await code(sign({ chainId: 1 }))).to.equal("WRONG_CHAIN_ID");
    const anywhere = Transaction.from({ type: 0, gasPrice: 0, nonce: 0, gasLimit: 21_000, to: wallet.address });
    anywhere.signature = wallet.signingKey.sign(anywhere.unsignedHash);
    expect(await code(anywhere.serialized)).to.equal("WRONG_CHAIN_ID");
  });

  it("refuses another price and too many bytes", async () => {
    expect(await code(sign({ gasPrice: 1 }))).to.equal("FEE_TOO_HIGH");
    expect(await code(sign({ data: `0x${"00".repeat(131_072)}` }))).to.equal("TRANSACTION_TOO_LARGE");
    const dear = { ...profile, gasPrice: 2n };
    const raw = await sign({ gasPrice: 1 });
    expect(() => readRawTransaction(raw, 4545n, dear))
      .to.throw()
      .with.property("code", "FEE_TOO_LOW");
  });

  it("refuses a signature that no key can have made", async () => {
    const fields = decodeRlp(await sign()) as string[];
    const [R, S] = [7, 8];
    for (const part of [R, S]) {
      const forged = fields.map((field, at) => (at === part ? `0x${"ff".repeat(32)}` : field));
      expect(await code(encodeRlp(forged))).to.equal("TRANSACTION_MALFORMED");
    }
  });

  it("gives altered bytes another account, never the one that signed", async () => {
    const raw = await sign({ data: "0x1234" });
    const altered = raw.replace("821234", "821235");
    expect(altered).to.not.equal(raw);
    expect(readRawTransaction(altered, 4545n, profile).from).to.not.equal(wallet.address);
  });
});

describe("sendRawTransaction", function () {
  this.timeout(20_000);
  let anvil: Anvil;
  let provider: JsonRpcProvider;
  before(async () => {
    anvil = await startAnvil();
    provider = await createProvider(anvil.url, profile);
  });
  after(async () => {
    provider.destroy();
    await anvil.stop();
  });

  it("sends and follows, and treats a repeat of the same bytes as the same", async () => {
    const raw = await sign();
    const [one, two] = await Promise.all([raw, raw].map((bytes) => sendRawTransaction(bytes, { provider, profile })));
    const receipts = await Promise.all([one?.wait(), two?.wait()]);
    expect(receipts.map((receipt) => receipt?.hash)).to.deep.equal([one?.hash, one?.hash]);
    const late = await sendRawTransaction(raw, { provider, profile });
    expect((await late.wait()).hash).to.equal(one?.hash);
    for (const handle of [one, two, late]) handle?.stop();
  });

  it("says why a node refuses", async () => {
    const code = (raw: string) => sendRawTransaction(raw, { provider, profile }).catch((error) => error.code);
    expect(await code(await sign({ nonce: 0, gasLimit: 40_000 }))).to.equal("NONCE_TOO_LOW");
    expect(await code(await sign({ nonce: 1, value: 1 }))).to.equal("INSUFFICIENT_FUNDS");
    expect(await code(await sign({ nonce: 1, chainId: 7 }))).to.equal("WRONG_CHAIN_ID");
  });
});
