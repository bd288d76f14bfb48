import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStandIn, type StandIn } from "../../../scripts/national/stand-in.ts";

/** The token by which the stand-ins of tests know a gateway. */
export const token = "token-of-tests";

/** A stand-in in a folder of its own, which can be stopped and started again at the same place. */
export async function createStandInBench(now?: () => number) {
  const folder = await mkdtemp(join(tmpdir(), "stand-in-"));
  let standIn: StandIn | undefined;
  let port = 0;
  const bench = {
    folder,
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    async start() {
      standIn = await startStandIn({ folder: join(folder, "held"), token, port, ...(now && { now }) });
      port = Number(new URL(standIn.url).port);
    },
    async stop() {
      await standIn?.stop();
      standIn = undefined;
    },
    /** Ends it for good. */
    async clean() {
      await bench.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await bench.start();
  return bench;
}

/** A server that answers as a test says. */
export async function startServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
