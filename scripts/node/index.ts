export { NodeError } from "./errors.ts";
export { stderrLog } from "./log.ts";
export type { Log } from "./log.ts";
export { createEmbeddedNode } from "./node.ts";
export type { EmbeddedNode, EmbeddedNodeOptions } from "./node.ts";
