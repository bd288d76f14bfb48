import { request } from "node:http";
import { expect } from "chai";
import { keccak256, Transaction } from "ethers";
import type { EmbeddedNode } from "../../scripts/node/index.ts";
import { ask, call, CHAIN_ID, createBench, deployTally, GENESIS_TIME, post, sign, wallet, word } from "./support.ts";

describe("The public JSON-RPC of the embedded node", () => {
  const bench = createBench();
  const key = wallet();
  let node: EmbeddedNode;
  let url: string;
  let time = GENESIS_TIME;
  const seal = () => node.seal({ time: (time += 60) });

  before(async () => {
    node = await bench.start(await bench.folder(), { maxAhead: 3 });
    url = node.url;
  });
  after(() => bench.clean());

  it("answers who and where it is", async () => {
    expect(await call(url, "eth_chainId")).to.equal(`0x${CHAIN_ID.toString(16)}`);
    expect(await call(url, "net_version")).to.equal(String(CHAIN_ID));
    expect(await call(url, "web3_clientVersion")).to.match(/^data-voucher-node\/1 \(anvil\/v\d/);
    expect(await call(url, "eth_gasPrice")).to.equal("0x0");
    expect(await call<unknown>(url, "eth_accounts")).to.deep.equal([]);
    expect(await call<unknown>(url, "eth_syncing")).to.equal(false);
  });

  it("has no method that changes the chain by the back door", async () => {
    const hidden = [
      "anvil_setBalance",
      "anvil_dumpState",
      "anvil_nodeInfo",
      "evm_mine",
      "evm_revert",
      "evm_increaseTime",
    ];
    const others = ["debug_traceTransaction", "trace_block", "hardhat_reset", "txpool_content", "eth_sendTransaction"];
    const odd = [
      "eth_sign",
      "eth_sendUnsignedTransaction",
      "personal_unlockAccount",
      "toString",
      "__proto__",
      "",
      "ETH_CALL",
    ];
    for (const method of [...hidden, ...others, ...odd]) {
      const { error } = await ask(url, method, "0x00000000000000000000000000000000000000aa", "0x1");
      expect(error, method).to.deep.equal({
        code: -32_601,
        message: `the method ${method} does not exist or is not available`,
      });
    }
    expect(node.head.number).to.equal(0);
  });

  it("answers malformed requests with the errors of JSON-RPC", async () => {
    const cases: [string, number][] = [
      ["{", -32_700],
      ["", -32_700],
      ["[]", -32_600],
      ["7", -32_600],
      ["null", -32_600],
      ['{"jsonrpc":"2.0","id":1}', -32_600],
      ['{"id":{},"method":"eth_chainId"}', -32_600],
      ['{"id":1,"method":"eth_chainId","params":{}}', -32_602],
    ];
    for (const [body, code] of cases) expect((await post(url, body)).answer.error?.code, body).to.equal(code);
    expect((await fetch(url)).status).to.equal(405);
    const many = JSON.stringify(Array.from({ length: 1_001 }, () => ({ id: 1, method: "eth_chainId" })));
    expect((await post(url, many)).answer.error?.message).to.include("more than 1000 calls");
    const headers = { "content-type": "application/json" };
    const large = await fetch(url, { method: "POST", headers, body: "x".repeat(8 * 1024 * 1024 + 1) });
    expect(large.status).to.equal(413);
  });

  it("gives a call no more gas than a transaction may have, so that none halts the ledger", async () => {
    const to = "0x00000000000000000000000000000000000000aa";
    const endless = { [to]: { code: "0x5b600056" } };
    const { error } = await ask(url, "eth_call", { to, gas: "0x7fffffffffffffff" }, "latest", endless);
    expect(error?.message).to.match(/out ?of ?gas/i);
    const before = node.head.number;
    await seal();
    expect(node.head.number).to.equal(before + 1);
  });

  it("refuses what a page in a browser could send unasked: other types, other hosts", async () => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const plain = await fetch(url, { method: "POST", body, headers: { "content-type": "text/plain" } });
    expect(plain.status).to.equal(415);
    const elsewhere = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: "ledger.example:8545", "content-type": "application/json" };
      const sent = request(url, { method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject).end(body);
    });
    expect(elsewhere).to.equal(403);
  });

  it("answers batches in order with their ids, and nothing to notifications", async () => {
    const calls = [
      { jsonrpc: "2.0", id: "a", method: "eth_chainId" },
      { jsonrpc: "2.0", method: "eth_chainId" },
      { jsonrpc: "2.0", id: 9, method: "evm_mine", params: [] },
      { jsonrpc: "2.0", id: null, method: "eth_blockNumber", params: [] },
    ];
    const { answer } = await post(url, JSON.stringify(calls));
    expect(answer.map(({ id, result, error }) => [id, result ?? error?.code])).to.deep.equal([
      ["a", `0x${CHAIN_ID.toString(16)}`],
      [9, -32_601],
      [null, `0x${node.head.number.toString(16)}`],
    ]);
  });

  it("follows a transaction from waiting to mined, and refuses it a second time", async () => {
    const raw = await sign(key, { nonce: 0, type: 2 });
    const hash = await call(url, "eth_sendRawTransaction", raw);
    expect(hash).to.equal(keccak256(raw));
    expect(await call(url, "eth_getTransactionCount", key.address, "latest")).to.equal("0x0");
    expect(await call(url, "eth_getTransactionCount", key.address, "pending")).to.equal("0x1");
    const waiting = await call<Record<string, unknown>>(url, "eth_getTransactionByHash", hash);
    expect(waiting).to.include({ hash, blockHash: null, from: key.address.toLowerCase(), nonce: "0x0", type: "0x2" });
    expect(await call<unknown>(url, "eth_getTransactionReceipt", hash)).to.equal(null);
    expect((await ask(url, "eth_sendRawTransaction", raw)).error).to.deep.equal({
      code: -32_000,
      message: "already known",
    });
    const { number } = await seal();
    const mined = await call<Record<string, unknown>>(url, "eth_getTransactionByHash", hash);
    for (const field of ["from", "to", "nonce", "gas", "value", "input", "type", "chainId", "r", "s", "v"]) {
      expect(mined[field], field).to.equal(waiting[field]);
    }
    expect(mined["blockNumber"]).to.equal(`0x${number.toString(16)}`);
    const again = await ask(url, "eth_sendRawTransaction", raw);
    expect(again.error?.message).to.equal("nonce too low: next nonce 1, transaction nonce 0");
  });

  it("describes a waiting legacy transaction as it will be when mined", async () => {
    const raw = await sign(key, { nonce: 1 });
    const hash = await call(url, "eth_sendRawTransaction", raw);
    const waiting = await call<Record<string, unknown>>(url, "eth_getTransactionByHash", hash);
    await seal();
    const mined = await call<Record<string, unknown>>(url, "eth_getTransactionByHash", hash);
    for (const field of ["v", "r", "s", "type", "gasPrice"]) expect(mined[field], field).to.equal(waiting[field]);
  });

  it("keeps transactions ahead of their nonce up to a bound, and mines them when the gap is filled", async () => {
    const own = wallet();
    for (const nonce of [1, 2, 3]) await call(url, "eth_sendRawTransaction", await sign(own, { nonce }));
    const distant = await ask(url, "eth_sendRawTransaction", await sign(own, { nonce: 4 }));
    expect(distant.error?.message).to.match(/^nonce too distant: next nonce 0, transaction nonce 4; at most 3 ahead/);
    const other = await ask(url, "eth_sendRawTransaction", await sign(own, { nonce: 2, value: 0, data: "0x01" }));
    expect(other.error?.message).to.match(/^replacement transaction underpriced/);
    await seal();
    expect(await call(url, "eth_getTransactionCount", own.address, "latest")).to.equal("0x0");
    await call(url, "eth_sendRawTransaction", await sign(own, { nonce: 0 }));
    await seal();
    expect(await call(url, "eth_getTransactionCount", own.address, "latest")).to.equal("0x4");
  });

  it("refuses what its sender cannot pay", async () => {
    for (const fields of [{ value: 1n }, { gasPrice: 1n }]) {
      const { error } = await ask(url, "eth_sendRawTransaction", await sign(wallet(), { nonce: 0, ...fields }));
      expect(error?.message).to.match(/^insufficient funds for gas \* price \+ value: balance 0, needed/);
      expect(error?.code).to.equal(-32_000);
    }
  });

  it("takes the tags finalized, safe and pending for the last block", async () => {
    const latest = await call<{ hash: string }>(url, "eth_getBlockByNumber", "latest", false);
    expect(latest.hash).to.equal(node.head.hash);
    for (const tag of ["finalized", "safe", "pending"]) {
      expect(await call<unknown>(url, "eth_getBlockByNumber", tag, false)).to.deep.equal(latest);
      expect(await call(url, "eth_getBalance", key.address, tag)).to.equal("0x0");
      expect(await call(url, "eth_getStorageAt", key.address, "0x0", tag)).to.equal(word(0));
    }
    const filter = { fromBlock: "0x0", toBlock: "finalized" };
    expect(await call<unknown>(url, "eth_getLogs", filter)).to.deep.equal([]);
  });

  it("lets code see the time and number of the last block, or of the next one for pending", async () => {
    // Returns TIMESTAMP and NUMBER.
    const data = "0x426000524360205260406000f3";
    const see = async (tag?: string) => {
      const words = await call(url, "eth_call", { data }, ...(tag ? [tag] : []));
      return [Number(BigInt(words.slice(0, 66))), Number(BigInt(`0x${words.slice(66)}`))];
    };
    const fresh = await bench.start(await bench.folder());
    const atGenesis = await call(fresh.url, "eth_call", { data }, "latest");
    expect(Number(BigInt(atGenesis.slice(0, 66)))).to.equal(GENESIS_TIME);
    const { head } = node;
    for (const tag of [undefined, "latest", "finalized", `0x${head.number.toString(16)}`]) {
      expect(await see(tag), tag).to.deep.equal([head.time, head.number]);
    }
    expect(await see("pending")).to.deep.equal([head.time + 1, head.number + 1]);
    node.setStoryTime(head.time + 500);
    expect(await see("pending")).to.deep.equal([head.time + 500, head.number + 1]);
    node.setMode("manual");
    expect(await see("pending")).to.deep.equal([head.time + 1, head.number + 1]);
  });

  it("estimates at the next block's time and never above one transaction's gas", async () => {
    // Jumps over an invalid instruction when the time is that of the next block.
    const next = (node.head.time + 1).toString(16).padStart(8, "0");
    const data = `0x4263${next}14600b57fe5b00`;
    expect(Number(await call(url, "eth_estimateGas", { data }))).to.be.greaterThan(21_000);
    expect((await ask(url, "eth_estimateGas", { data }, "latest")).error?.code).to.equal(-32_603);
    const loop = await ask(url, "eth_estimateGas", { data: "0x5b600056", gas: "0xffffffff" });
    expect(loop.error?.message).to.include("16777216");
  });

  it("passes a revert on with its data", async () => {
    const { error } = await ask(url, "eth_call", { data: "0x60fe60005260206000fd" }, "latest");
    expect(error).to.include({ code: 3, data: word(0xfe) });
  });

  it("says so when the state of an old block is not kept, and still has its logs and receipts", async () => {
    const own = wallet();
    const { raw, address } = await deployTally(own);
    const hash = await call(url, "eth_sendRawTransaction", raw);
    const { number } = await seal();
    for (let block = 0; block < 12; block++) await seal();
    const tag = `0x${number.toString(16)}`;
    expect((await ask(url, "eth_call", { to: address }, tag)).error?.message).to.match(/the last 8 blocks keep theirs/);
    expect((await call<unknown[]>(url, "eth_getBlockReceipts", tag)).length).to.equal(1);
    expect((await call<{ status: string }>(url, "eth_getTransactionReceipt", hash)).status).to.equal("0x1");
  });

  it("accepts a hundred parallel transactions of one key in any order", async () => {
    const own = wallet();
    const wide = await bench.start(await bench.folder());
    const raws = await Promise.all(Array.from({ length: 100 }, (_, nonce) => sign(own, { nonce })));
    const hashes = await Promise.all(raws.reverse().map((raw) => call(wide.url, "eth_sendRawTransaction", raw)));
    expect(hashes).to.deep.equal(raws.map((raw) => Transaction.from(raw).hash));
    await wide.seal({ time: GENESIS_TIME + 1 });
    expect(await call(wide.url, "eth_getTransactionCount", own.address, "latest")).to.equal("0x64");
    expect(wide.queued).to.equal(0);
  });
});
