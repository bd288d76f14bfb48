import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A real node of the embedded engine, for tests: 1-second blocks, zero gas price, no accounts of its own. */
export type Anvil = { readonly url: string; readonly chainId: number; stop(): Promise<void> };

/** The binary itself, so that stopping it needs no wrapper process. */
function anvilBinary(): string {
  const require = createRequire(import.meta.url);
  const target = `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const home = createRequire(require.resolve("@foundry-rs/anvil/package.json"));
  return join(
    dirname(home.resolve(`${target}/package.json`)),
    "bin",
    process.platform === "win32" ? "anvil.exe" : "anvil",
  );
}

/** Starts a node on a free loopback port; `flags` come after the usual ones. */
export async function startAnvil(flags: readonly string[] = [], chainId = 4545): Promise<Anvil> {
  const usual = ["--host", "127.0.0.1", "--port", "0", "--gas-price", "0", "--base-fee", "0", "--accounts", "0"];
  const timing = flags.includes("--no-mining") ? [] : ["--block-time", "1"];
  const child = spawn(anvilBinary(), [...usual, ...timing, "--chain-id", String(chainId), ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`anvil ended with ${code}: ${text}`)));
  });
  return {
    url,
    chainId,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
