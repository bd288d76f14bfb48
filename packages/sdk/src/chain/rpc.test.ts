import { expect } from "chai";
import { createServer } from "node:net";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { startFaultProxy, type Fault, type FaultProxy } from "../testing/fault-proxy.ts";
import { engineProfiles } from "./profile.ts";
import { createProvider } from "./provider.ts";
import { createRpc } from "./rpc.ts";

describe("createRpc", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let proxy: FaultProxy;
  before(async () => {
    anvil = await startAnvil();
    proxy = await startFaultProxy(anvil.url);
  });
  after(async () => {
    await proxy.stop();
    await anvil.stop();
  });

  it("gives the node's answer, null included", async () => {
    const rpc = createRpc(proxy.url);
    expect(await rpc("eth_chainId", [])).to.equal("0x11c1");
    expect(await rpc("eth_getTransactionByHash", [`0x${"00".repeat(32)}`])).to.equal(null);
  });

  for (const [fault, code] of [
    ["break-before", "NODE_UNREACHABLE"],
    ["break-after", "NODE_UNREACHABLE"],
    [{ status: 502 }, "NODE_UNAVAILABLE"],
    [{ status: 413 }, "BODY_TOO_LARGE"],
    [{ status: 200 }, "RPC_ANSWER_MALFORMED"],
    [{ error: { code: -32601, message: "Method not found" } }, "METHOD_NOT_SUPPORTED"],
  ] as const satisfies readonly (readonly [Fault, string])[]) {
    it(`calls ${JSON.stringify(fault)} ${code}`, async () => {
      proxy.setRule(() => fault);
      const answer = createRpc(proxy.url)("eth_chainId", []);
      const error = await answer.then(
        () => undefined,
        (failed: { code: string }) => failed,
      );
      proxy.setRule(() => "pass");
      expect(error?.code).to.equal(code);
    });
  }

  it("does not wait for ever", async () => {
    const hole = createServer(() => undefined);
    await new Promise<void>((resolve) => hole.listen(0, "127.0.0.1", resolve));
    const { port } = hole.address() as { port: number };
    const error = await createRpc(`http://127.0.0.1:${port}`, 100)("eth_chainId", []).catch((failed) => failed);
    hole.close();
    expect(error).to.include({ code: "NODE_TIMEOUT", retryable: true });
  });

  it("serves an ethers provider that asks its chain id once and batches nothing", async () => {
    proxy.methods.length = 0;
    const provider = await createProvider(proxy.url, engineProfiles.embedded);
    await Promise.all([provider.getBlockNumber(), provider.getBlockNumber(), provider.getNetwork()]);
    provider.destroy();
    expect(proxy.methods).to.deep.equal(["eth_chainId", "eth_blockNumber", "eth_blockNumber"]);
    expect((await provider.getNetwork()).chainId).to.equal(4545n);
  });
});
