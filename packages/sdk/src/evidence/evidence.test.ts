import { expect } from "chai";
import { id, Wallet } from "ethers";
import { certify, declare, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";
import { gatherEvidence } from "./evidence.ts";
import { readHeader } from "./header.ts";
import { readReceipt } from "./receipt.ts";
import { indexKey, readProof } from "./trie.ts";

describe("evidence of a log", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  const send = (method: string, params: readonly unknown[]) =>
    chain.provider.send(method, [...params]) as Promise<never>;

  it("leads from the block's hash to the log, in a block of many transactions", async () => {
    const { alpha } = chain.parties;
    const { provider } = chain;
    await provider.send("evm_setAutomine", [false]);
    const { chainId } = await provider.getNetwork();
    const keys = Array.from({ length: 140 }, () => Wallet.createRandom());
    for (const key of keys) {
      const raw = { type: 0, chainId, nonce: 0, gasPrice: 0n, gasLimit: 21_000n, to: alpha.party, value: 0n };
      await provider.send("eth_sendRawTransaction", [await key.signTransaction(raw)]);
    }
    const declared = await alpha.ledger.assets.declare({
      key: id(String(Math.random())),
      name: "一批交易中的资产",
      fingerprint: id("data"),
      descriptorDigest: id("description"),
      source: "collected",
      category: "enterprise",
      grade: "general",
    });
    await provider.send("evm_mine", []);
    await provider.send("evm_setAutomine", [true]);
    const { block, events } = await declared.wait();
    const contract = chain.deployment.contracts["AssetRegistry"]?.address ?? "";
    const topics = [id(assetDeclared), events[0]?.args["assetId"] as string];
    const evidence = await gatherEvidence({ rpc: send, chainId: 4545n, contract, block, topics });
    const header = readHeader(evidence.header);
    expect(header?.hash).to.equal((await provider.getBlock(block))?.hash);
    expect(header?.number).to.equal(block);
    const key = indexKey(evidence.transactionIndex);
    const bytes = readProof(header?.receiptsRoot ?? "", key, evidence.nodes);
    expect(readReceipt(bytes ?? "")?.[evidence.logIndex]?.topics.slice(0, 2)).to.deep.equal(topics);
    expect(evidence.nodes.length).to.be.greaterThan(1);

    for (let i = 0; i < evidence.nodes.length; i += 1) {
      expect(readProof(header?.receiptsRoot ?? "", key, evidence.nodes.toSpliced(i, 1)), `without node ${i}`).to.equal(
        undefined,
      );
    }
    expect(readProof(header?.receiptsRoot ?? "", key, [...evidence.nodes, "0xc0"])).to.equal(undefined);
    expect(readProof(header?.receiptsRoot ?? "", indexKey(evidence.transactionIndex + 1), evidence.nodes)).to.equal(
      undefined,
    );
  }).timeout(60_000);

  it("is the same from a node that gives receipts one by one", async () => {
    const { alpha } = chain.parties;
    const { block } = await certify(chain, alpha, await declare(alpha));
    const contract = chain.deployment.contracts["Certificates"]?.address ?? "";
    const query = { chainId: 4545, contract, block, topics: [] };
    const asked: string[] = [];
    const poorer = (method: string, params: readonly unknown[]) => {
      asked.push(method);
      if (method === "eth_getBlockReceipts")
        return Promise.reject(Object.assign(new Error("no such method"), { code: -32601 }));
      return send(method, params);
    };
    expect(await gatherEvidence({ ...query, rpc: poorer })).to.deep.equal(
      await gatherEvidence({ ...query, rpc: send }),
    );
    expect(asked).to.include("eth_getTransactionReceipt");
    expect(await codeOfRefusal(gatherEvidence({ ...query, rpc: send, topics: [id("Nothing()")] }))).to.equal(
      "EVIDENCE_NOT_FOUND",
    );
    expect(await codeOfRefusal(gatherEvidence({ ...query, rpc: send, block: 10_000_000 }))).to.equal(
      "EVIDENCE_NOT_FOUND",
    );
  }).timeout(60_000);
});

const assetDeclared =
  "AssetDeclared(bytes32,address,address,(bytes32,string,bytes32,bytes32,uint8,uint8,uint8,bytes32[]),uint8)";
