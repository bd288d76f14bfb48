import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createRpc, type Rpc } from "../chain/rpc.ts";

/** A real node for tests. */
export interface Anvil {
  readonly url: string;
  readonly rpc: Rpc;
  readonly chainId: number;
  mine(blocks?: number): Promise<void>;
  stop(): Promise<void>;
}

/** A free loopback port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Starts anvil with gas price zero unless it asks a base fee; it mines only when told, unless a block time is given. */
export async function startAnvil(options: { blockTime?: number; baseFee?: number } = {}): Promise<Anvil> {
  const require = createRequire(import.meta.url);
  const platform = `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const binary = join(dirname(require.resolve(`${platform}/package.json`)), "bin", "anvil");
  const port = await freePort();
  const chainId = 31_338;
  const mining = options.blockTime === undefined ? ["--no-mining"] : ["--block-time", String(options.blockTime)];
  const args = [
    "--port",
    String(port),
    "--chain-id",
    String(chainId),
    "--gas-price",
    "0",
    "--base-fee",
    String(options.baseFee ?? 0),
    "--silent",
  ];
  const child: ChildProcess = spawn(binary, [...args, ...mining, "--order", "fifo"], { stdio: "ignore" });
  // A test that fails before it can stop the node must not leave it behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const url = `http://127.0.0.1:${port}`;
  const rpc = createRpc({ urls: [url], timeoutMs: 10_000 });
  for (let tries = 0; ; tries++) {
    try {
      await rpc.call("eth_chainId");
      break;
    } catch (error) {
      if (tries > 200 || child.exitCode !== null) throw error;
      await delay(25);
    }
  }
  return {
    url,
    rpc,
    chainId,
    mine: (blocks = 1) => rpc.call("anvil_mine", `0x${blocks.toString(16)}`),
    async stop() {
      process.removeListener("exit", end);
      if (child.exitCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
