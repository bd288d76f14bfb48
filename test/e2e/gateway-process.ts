import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const ROOT = join(import.meta.dirname, "../..");

/** A program that runs until it is ended. */
export interface Running {
  readonly url: string;
  end(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

function running(child: ChildProcess, url: string): Running {
  const ended = once(child, "close");
  return {
    url,
    async end(signal = "SIGTERM") {
      child.kill(signal);
      await ended;
    },
  };
}

/** The node of a stopped data folder alone, which makes no block by itself: answers stay those of one block. */
export async function serveNode(dataDir: string, chainId: number): Promise<Running> {
  const args = ["--data-dir", join(dataDir, "node"), "--rpc-port", "0", "--chain-id", String(chainId)];
  const child = spawn(process.execPath, [join(ROOT, "scripts/node/main.ts"), ...args, "--idle-seconds", "100000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const text of child.stdout.setEncoding("utf8")) {
    const url = /^ready (\S+)/m.exec(String(text))?.[1];
    if (url !== undefined) return running(child, url);
  }
  throw new Error("the node did not start");
}

/** Environment of the gateway's command line over a data folder. */
export function gatewayEnv(dataDir: string, rpcUrl: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    RPC_URL: rpcUrl,
    PORT: String(port),
    DATA_DIR: join(dataDir, "gateway"),
    DEPLOYMENT: join(dataDir, "deployment.json"),
    LOG_LEVEL: "error",
    POLL_MS: "20",
  };
}

/** Path of the gateway's command line. */
export const GATEWAY_CLI = join(ROOT, "packages/gateway/dist/cli.js");

/** Starts the gateway as its own program; it may not answer yet. */
export function startGateway(env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [GATEWAY_CLI, "serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  return running(child, `http://127.0.0.1:${env["PORT"]}`);
}

/** Waits until a gateway shows a block. */
export async function untilIndexed(url: string, block: number): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const status = await fetch(`${url}/v1/status`).catch(() => undefined);
    const { indexed } = status?.ok
      ? ((await status.json()) as { indexed: { number: number } | null })
      : { indexed: null };
    if (indexed?.number === block) return;
    await delay(25);
  }
  throw new Error(`${url} did not get to block ${block}`);
}
