import { readFileSync } from "node:fs";

/** Version of the gateway, as its package says. */
export const release: string = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
).version;
