import { once } from "node:events";
import { createServer } from "node:net";
import type { Settings } from "./settings.ts";
import { StartError } from "./start-error.ts";

const host = "127.0.0.1";

/**
 * Says that a port is taken before anything is done, not after minutes of work.
 * @throws StartError PORT_BUSY
 */
export async function checkPorts({ port, rpcPort }: Settings): Promise<void> {
  await checkPort("PORT", port);
  await checkPort("RPC_PORT", rpcPort);
}

async function checkPort(name: string, port: number): Promise<void> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === "EADDRINUSE" ? "is in use by another program" : `may not be used (${code})`;
    const message = `Port ${port} of ${host} ${why}. Stop that program, or set ${name} to another port.`;
    throw new StartError("PORT_BUSY", message, { cause });
  }
  server.close();
  await once(server, "close");
}
