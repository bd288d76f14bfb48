import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Transaction, Wallet } from "ethers";
import { createRpc } from "../chain/rpc.ts";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { createSender, deployEmitter, emission } from "../testing/emitter.ts";
import { openOutbox } from "../testing/outbox.ts";
import { createCustody, keyOf } from "./custody.ts";

describe("the outbox", function () {
  this.timeout(60_000);
  let anvil: Anvil;
  let emitter: string;
  let folder: string;
  let opened: Awaited<ReturnType<typeof openOutbox>>;
  let stop: AbortController;
  let running: Promise<void>;
  let sender: ReturnType<typeof createSender>;

  const open = async (finalityDepth = 0) => {
    opened = await openOutbox({ folder, url: anvil.url, chainId: anvil.chainId, contract: emitter, finalityDepth });
    stop = new AbortController();
    running = opened.outbox.run(stop.signal);
  };
  const close = async () => {
    stop.abort();
    await running;
    await opened.home.close();
  };
  const refused = (raw: string, request?: { key: string; bodyHash: string }) =>
    opened.outbox.accept(raw, { client: null, ...(request && { request }) }).then(
      () => "accepted",
      (error: { code: string }) => error.code,
    );
  const accept = async (raw: string) => (await opened.outbox.accept(raw, { client: "c" })).operation;

  beforeEach(async () => {
    anvil = await startAnvil();
    emitter = await deployEmitter(anvil);
    sender = createSender(anvil);
    folder = await mkdtemp(join(tmpdir(), "outbox-"));
    await open();
  });

  afterEach(async () => {
    await close();
    await anvil.stop();
    await rm(folder, { recursive: true });
  });

  it("takes a transaction, sends it and follows it until it is final", async () => {
    const { id, state, from } = await accept(sender.sign(emitter, emission(1, 1)));
    expect([state, from]).to.eql(["accepted", sender.address]);
    expect((await opened.outbox.wait(id, ["sent"], 5_000)).state).to.equal("sent");
    await anvil.mine();
    const done = await opened.outbox.wait(id, ["final"], 5_000);
    expect(done).to.include({ state: "final", success: true });
    expect(done.block?.number).to.equal(2);
    expect(opened.outbox.open).to.equal(0);
  });

  it("waits for the depth that the profile calls final", async () => {
    await close();
    await open(3);
    const { id } = await accept(sender.sign(emitter, emission(1, 1)));
    await opened.outbox.wait(id, ["sent"], 5_000);
    await anvil.mine();
    expect((await opened.outbox.wait(id, ["mined"], 5_000)).state).to.equal("mined");
    await anvil.mine(2);
    expect((await opened.outbox.wait(id, ["final"], 300)).state).to.equal("mined");
    await anvil.mine();
    expect((await opened.outbox.wait(id, ["final"], 5_000)).state).to.equal("final");
  });

  it("sends again what a reorganisation took out of the chain", async () => {
    await close();
    await open(5);
    const snapshot = await anvil.rpc.call("evm_snapshot");
    const { id } = await accept(sender.sign(emitter, emission(1, 1)));
    await opened.outbox.wait(id, ["sent"], 5_000);
    await anvil.mine();
    const first = await opened.outbox.wait(id, ["mined"], 5_000);
    await anvil.rpc.call("evm_revert", snapshot);
    await anvil.mine(2);
    expect((await opened.outbox.wait(id, ["sent"], 5_000)).block).to.equal(undefined);
    while (opened.outbox.get(id)!.state === "sent") {
      await anvil.mine();
      await opened.outbox.wait(id, ["mined"], 50);
    }
    expect(opened.outbox.get(id)!.block!.hash).to.not.equal(first.block!.hash);
  });

  it("says why a transaction failed in its block", async () => {
    const { id } = await accept(sender.sign(emitter, "0x"));
    await opened.outbox.wait(id, ["sent"], 5_000);
    await anvil.mine();
    const done = await opened.outbox.wait(id, ["final"], 5_000);
    expect(done).to.deep.include({ success: false, revert: { code: "REFUSED", name: "0x", args: {} } });
  });

  it("declares an operation dead only when its nonce was finalised by another transaction", async () => {
    await anvil.rpc.call("eth_sendRawTransaction", sender.sign(emitter, emission(1, 9), 0));
    const { id } = await accept(sender.sign(emitter, emission(1, 1), 0));
    await anvil.mine();
    expect((await opened.outbox.wait(id, ["dead"], 300)).state).to.not.equal("dead");
    await anvil.mine();
    expect((await opened.outbox.wait(id, ["dead"], 5_000)).state).to.equal("dead");
  });

  it("knows a transaction that is handed in again by its hash", async () => {
    const raw = sender.sign(emitter, emission(1, 1));
    const first = await opened.outbox.accept(raw, { client: "a" });
    const second = await opened.outbox.accept(raw, { client: "b" });
    expect([first.repeated, second.repeated]).to.eql([false, true]);
    expect(second.operation.id).to.equal(first.operation.id);
  });

  it("has one effect for concurrent duplicates and for concurrent users of one nonce", async () => {
    const raw = sender.sign(emitter, emission(1, 1), 0);
    const same = await Promise.all(Array.from({ length: 20 }, () => opened.outbox.accept(raw, { client: null })));
    expect(new Set(same.map((each) => each.operation.id)).size).to.equal(1);
    const rivals = [2, 3, 4, 5].map((value) => sender.sign(emitter, emission(1, value), 1));
    const codes = await Promise.all(rivals.map((each) => refused(each)));
    expect(codes.sort()).to.eql(["NONCE_TAKEN", "NONCE_TAKEN", "NONCE_TAKEN", "accepted"]);
  });

  it("takes a bounded number from clients without a key, also at once, and more when some are final", async () => {
    await close();
    opened = await openOutbox({ folder, url: anvil.url, chainId: anvil.chainId, contract: emitter, maxOpenPublic: 3 });
    const raws = Array.from({ length: 6 }, (_, i) => sender.sign(emitter, emission(1, i), i));
    const codes = await Promise.all(raws.slice(0, 5).map((raw) => refused(raw)));
    expect(codes).to.eql(["accepted", "accepted", "accepted", "OVERLOADED", "OVERLOADED"]);
    expect(await refused(raws[0]!)).to.equal("accepted");
    await accept(raws[3]!);
    expect(await refused(raws[4]!)).to.equal("OVERLOADED");
    await opened.home.close();
    // A restart counts what it finds.
    opened = await openOutbox({ folder, url: anvil.url, chainId: anvil.chainId, contract: emitter, maxOpenPublic: 3 });
    expect(await refused(raws[4]!)).to.equal("OVERLOADED");
    stop = new AbortController();
    running = opened.outbox.run(stop.signal);
    while (opened.outbox.open > 0) {
      await anvil.mine();
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(await refused(raws[4]!)).to.equal("accepted");
  });

  it("gives the first result to a repeated idempotency key and refuses it for another body", async () => {
    const one = sender.sign(emitter, emission(1, 1));
    const two = sender.sign(emitter, emission(1, 2));
    const request = { key: "k", bodyHash: "1" };
    const results = await Promise.all([1, 2, 3].map(() => opened.outbox.accept(one, { client: "c", request })));
    expect(new Set(results.map((each) => each.operation.id)).size).to.equal(1);
    expect(results.filter((each) => !each.repeated)).to.have.length(1);
    expect(await refused(two, { ...request, bodyHash: "2" })).to.equal("IDEMPOTENCY_KEY_REUSED");
    const other = createSender(anvil).sign(emitter, emission(1, 2));
    expect(await refused(other, { ...request, bodyHash: "2" })).to.equal("accepted");
  });

  it("refuses each kind of bad transaction with its own code", async () => {
    const good = sender.sign(emitter, emission(1, 1), 0);
    const wallet = Wallet.createRandom();
    const base = { type: 0, chainId: anvil.chainId, nonce: 0, to: emitter, gasLimit: 90_000, gasPrice: 0 };
    const flipped = Transaction.from(good);
    flipped.data = emission(1, 2);
    const unsigned = Transaction.from({ ...base }).unsignedSerialized;
    const cases: Record<string, string> = {
      "not hex": "TRANSACTION_MALFORMED",
      "0x": "TRANSACTION_MALFORMED",
      "0xdeadbeef": "TRANSACTION_MALFORMED",
      [`${good}00`]: "TRANSACTION_MALFORMED",
      [unsigned]: "TRANSACTION_MALFORMED",
      [sender.sign(emitter, `0x${"11".repeat(1_000)}`, 0)]: "TRANSACTION_TOO_LARGE",
      [await wallet.signTransaction({ ...base, chainId: 1 })]: "WRONG_CHAIN_ID",
      [await wallet.signTransaction({ ...base, to: `0x${"22".repeat(20)}` })]: "CONTRACT_FOREIGN",
      [await wallet.signTransaction({ ...base, to: null, data: "0x00" })]: "CONTRACT_FOREIGN",
      [await wallet.signTransaction({ ...base, value: 1 })]: "VALUE_NOT_ALLOWED",
      [await wallet.signTransaction({ ...base, gasPrice: 1 })]: "FEE_TOO_HIGH",
    };
    for (const [raw, code] of Object.entries(cases)) expect(await refused(raw), raw.slice(0, 40)).to.equal(code);
    expect(opened.outbox.open).to.equal(0);
    // A signature of other bytes is one of a key that nobody has: the transaction is never the sender's.
    const { operation } = await opened.outbox.accept(flipped.serialized, { client: null });
    expect(operation.from)
      .to.match(/^0x[0-9a-f]{40}$/)
      .and.not.equal(sender.address);
    expect(await refused(good)).to.equal("accepted");
  });

  it("goes on with everything unfinished after a restart, whatever the node was told", async () => {
    const raws = Array.from({ length: 5 }, (_, i) => sender.sign(emitter, emission(1, i)));
    stop.abort();
    await running;
    const ids = (await Promise.all(raws.map(accept))).map((each) => each.id);
    await opened.home.close();
    await open();
    expect(opened.outbox.open).to.equal(5);
    await Promise.all(ids.map((id) => opened.outbox.wait(id, ["sent"], 5_000)));
    await anvil.mine();
    const done = await Promise.all(ids.map((id) => opened.outbox.wait(id, ["final"], 5_000)));
    expect(done.every((each) => each.success)).to.equal(true);
  });

  it("sends more transactions of one key than a pool takes ahead, in order", async () => {
    const raws = Array.from({ length: 150 }, (_, i) => sender.sign(emitter, emission(1, i)));
    const ids = (await Promise.all(raws.map(accept))).map((each) => each.id);
    const last = ids.at(-1)!;
    while (opened.outbox.get(last)!.state !== "final") {
      await anvil.mine();
      await opened.outbox.wait(last, ["final"], 50);
    }
    expect(opened.outbox.open).to.equal(0);
  });

  it("gives each parallel custody call its own nonce, without gap or double", async () => {
    const keys = [keyOf(Wallet.createRandom().privateKey), keyOf(Wallet.createRandom().privateKey)];
    const custody = createCustody({
      ...opened,
      keys,
      rpc: createRpc({ urls: [anvil.url] }),
      chainId: BigInt(anvil.chainId),
      gasPrice: 0n,
    });
    const call = (i: number) => ({
      from: keys[i % 2]!.address,
      to: emitter,
      data: emission(1, i),
      gasLimit: () => Promise.resolve(90_000n),
      client: "desk",
      scope: { client: "desk", key: `call-${i >> 1}-${i % 2}`, bodyHash: "b" },
    });
    const twice = Array.from({ length: 40 }, (_, i) => i).flatMap((i) => [call(i), call(i)]);
    const results = await Promise.all(twice.map((each) => custody.submit(each)));
    const unique = new Map(results.map(({ operation }) => [operation.id, operation]));
    expect(unique.size).to.equal(40);
    for (const { address } of keys) {
      const nonces = [...unique.values()].filter((o) => o.from === address).map((o) => o.nonce);
      expect(nonces.sort((a, b) => a - b)).to.eql(Array.from({ length: 20 }, (_, i) => i));
    }
    expect(await custody.submit({ ...call(0), from: emitter }).catch((e: { code: string }) => e.code)).to.equal(
      "SIGNER_NOT_FOUND",
    );
    await Promise.all([...unique.keys()].map((id) => opened.outbox.wait(id, ["sent"], 5_000)));
    await anvil.mine();
    await Promise.all([...unique.keys()].map((id) => opened.outbox.wait(id, ["final"], 5_000)));
    expect([...unique.keys()].every((id) => opened.outbox.get(id)!.success)).to.equal(true);
  });
});
