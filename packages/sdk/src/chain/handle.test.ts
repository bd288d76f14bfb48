import { expect } from "chai";
import { Wallet, type HDNodeWallet, type JsonRpcProvider } from "ethers";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { createNonceQueue, type NonceQueue } from "./nonce-queue.ts";
import { engineProfiles } from "./profile.ts";
import { createProvider } from "./provider.ts";
import { createRpc, type Rpc } from "./rpc.ts";

const to = `0x${"11".repeat(20)}`;

describe("the handle of a write", function () {
  this.timeout(20_000);
  let anvil: Anvil;
  let provider: JsonRpcProvider;
  let rpc: Rpc;
  let wallet: HDNodeWallet;
  let queue: NonceQueue;
  const profile = { ...engineProfiles.embedded, pollMs: 30, finalityDepth: 3 };

  before(async () => {
    anvil = await startAnvil(["--no-mining"]);
    provider = await createProvider(anvil.url, profile);
    rpc = createRpc(anvil.url);
  });
  after(async () => {
    provider.destroy();
    await anvil.stop();
  });
  beforeEach(() => {
    wallet = Wallet.createRandom();
    queue = createNonceQueue({ signer: wallet, provider, profile });
  });
  afterEach(() => queue.close());

  const mine = (blocks: number) => rpc("anvil_mine", [`0x${blocks.toString(16)}`]);
  const send = () => queue.send({ to, gasLimit: 30_000n });
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "none",
      (error: { code: string }) => error.code,
    );

  it("tells its id, hash, nonce and account", async () => {
    const handle = await queue.send({ to, gasLimit: 30_000n }, { id: "r1" });
    expect(handle).to.include({ id: "r1", nonce: 0, from: wallet.address });
    expect(handle.hash).to.match(/^0x[\da-f]{64}$/);
    expect(handle.state()).to.equal("waiting");
  });

  it("waits for finality unless told otherwise, and for any other depth", async () => {
    const handle = await send();
    let final = false;
    const waiting = handle.wait().then((receipt) => {
      final = true;
      return receipt;
    });
    await mine(1);
    const first = await handle.wait({ confirmations: 1 });
    expect([final, handle.state()]).to.deep.equal([false, "mined"]);
    await mine(2);
    expect((await waiting).hash).to.equal(first.hash);
    expect(handle.state()).to.equal("final");

    const deeper = handle.wait({ confirmations: 6 });
    expect(await code(handle.wait({ confirmations: 6, timeoutMs: 150 }))).to.equal("WAIT_TIMED_OUT");
    await mine(3);
    expect((await deeper).blockNumber).to.equal(first.blockNumber);
  });

  it("times out with a retryable error and can be waited for again", async () => {
    const handle = await send();
    const error = await handle.wait({ timeoutMs: 60 }).catch((failed) => failed);
    expect(error).to.include({ code: "WAIT_TIMED_OUT", retryable: true });
    expect(error.details).to.include({ hash: handle.hash, status: "waiting" });
    await mine(3);
    expect((await handle.wait()).status).to.equal(1);
  });

  it("stops waiting when the caller gives up", async () => {
    const handle = await send();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 40);
    expect(await code(handle.wait({ signal: controller.signal }))).to.equal("ABORTED");
    expect(await code(handle.wait({ signal: controller.signal }))).to.equal("ABORTED");
    await mine(3);
    await handle.wait();
  });

  it("notices that its block was undone, and is mined again", async () => {
    const snapshot = await rpc("evm_snapshot", []);
    const handle = await send();
    await mine(1);
    const first = await handle.wait({ confirmations: 1 });
    await rpc("evm_revert", [snapshot]);
    await rpc("anvil_setCoinbase", [to]);
    while (handle.state() !== "waiting") await new Promise((resolve) => setTimeout(resolve, 10));
    const mining = setInterval(() => void mine(1), 100);
    const again = await handle.wait();
    clearInterval(mining);
    expect(again.hash).to.equal(first.hash);
    expect(again.blockHash).to.not.equal(first.blockHash);
  });
});
