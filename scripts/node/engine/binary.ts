import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { NodeError } from "../errors.ts";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux x64": "linux-amd64",
  "linux arm64": "linux-arm64",
  "darwin x64": "darwin-amd64",
  "darwin arm64": "darwin-arm64",
  "win32 x64": "win32-amd64",
};

/**
 * Path of the native engine in the platform's npm package. The package's JavaScript starter is passed by, so that the
 * process we start, and may have to kill, is the engine itself.
 * @throws NodeError NODE_ENGINE_MISSING
 */
export function findEngine(): string {
  const platform = `${process.platform} ${process.arch}`;
  const suffix = PACKAGES[platform];
  if (!suffix) {
    throw new NodeError(
      "NODE_ENGINE_MISSING",
      `The embedded node has no engine for ${platform}: use a network instead.`,
    );
  }
  const name = `@foundry-rs/anvil-${suffix}`;
  const file = process.platform === "win32" ? "anvil.exe" : "anvil";
  try {
    const starter = createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json");
    const path = createRequire(starter).resolve(`${name}/bin/${file}`);
    if (existsSync(path)) return path;
  } catch {
    // Said below: the package is optional for npm, so an install may have left it out.
  }
  throw new NodeError(
    "NODE_ENGINE_MISSING",
    `The package ${name} is not installed: run npm ci without --omit=optional.`,
  );
}
