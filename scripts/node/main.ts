import { parseArgs } from "node:util";
import { readMeta } from "./disk/meta.ts";
import { NodeError } from "./errors.ts";
import { stderrLog } from "./log.ts";
import { createEmbeddedNode } from "./node.ts";

const USAGE = `Usage: node scripts/node/main.ts --data-dir <folder> --rpc-port <port> --chain-id <id>
  [--host 127.0.0.1] [--genesis-time <seconds>] [--block-seconds 1] [--idle-seconds 15] [--snapshot-ms 2000]`;

/** The embedded node as a process of its own: prints "ready <url>", ends on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      "data-dir": text,
      "rpc-port": text,
      "chain-id": text,
      host: { ...text, default: "127.0.0.1" },
      "genesis-time": text,
      "block-seconds": { ...text, default: "1" },
      "idle-seconds": { ...text, default: "15" },
      "snapshot-ms": { ...text, default: "2000" },
    },
  });
  const dataDir = values["data-dir"];
  if (!dataDir || !values["rpc-port"] || !values["chain-id"]) throw new Error(USAGE);
  const genesisTime = values["genesis-time"] ?? (await readMeta(dataDir))?.genesisTime ?? Math.floor(Date.now() / 1000);
  const node = await createEmbeddedNode({
    dataDir,
    rpcPort: Number(values["rpc-port"]),
    host: values.host,
    chainId: Number(values["chain-id"]),
    genesisTime: Number(genesisTime),
    blockSeconds: Number(values["block-seconds"]),
    idleSeconds: Number(values["idle-seconds"]),
    snapshotMs: Number(values["snapshot-ms"]),
    log: stderrLog,
  });
  const stop = () => {
    node.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(`ready ${node.url} engine ${node.enginePid}\n`);
}

function fail(error: unknown): void {
  const { message } = error as Error;
  process.stderr.write(`${error instanceof NodeError ? `${error.code}: ${message}` : message}\n`);
  process.exit(1);
}

main().catch(fail);
