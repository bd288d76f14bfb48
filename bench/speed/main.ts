/**
 * How fast the parts are against the least that the same work needs, floor and ours in turn, medians of three:
 * `npm run speed` writes results/speed.md. About two minutes; nothing else should be running.
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { measureFingerprint } from "./fingerprint.ts";
import { measureGateway } from "./gateway.ts";
import { measureNode } from "./node.ts";
import type { Pair } from "./pair.ts";

const results = new URL("../results/speed.md", import.meta.url);
const grouped = (value: number) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
const share = (value: number) => `${Math.round(value * 100)} %`;

function rowOf({ name, floorIs, unit, floor, ours, target }: Pair): string {
  const wanted = target === undefined ? "–" : `≥ ${share(target)}`;
  return `| ${name} | ${floorIs} | ${grouped(floor)} ${unit} | ${grouped(ours)} ${unit} | **${share(ours / floor)}** | ${wanted} |`;
}

const load = loadavg()[0]!;
const pairs = [...(await measureGateway()), ...(await measureFingerprint()), ...(await measureNode())];
const text = `# Speed beside the floors

Written by \`npm run speed\` on ${availableParallelism()} cores (${process.platform} ${process.arch}), Node ${process.versions.node}; when it began the machine had a
load of ${load.toFixed(1)} from other work. Floor and ours ran in turn, three times; these are the medians. Read the shares: rates
change with the machine and with what else it does, and on a busy one a share moves by a fifth from run to run as well.

| work | floor | floor a second | ours a second | share | wanted |
| --- | --- | ---: | ---: | ---: | ---: |
${pairs.map(rowOf).join("\n")}

What each row does is in [the README](../README.md#speed).
`;
await writeFile(results, text);
console.log(text);
