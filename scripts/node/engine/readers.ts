import { createEngineClient } from "./client.ts";
import type { EngineClient } from "./client.ts";

/** Connections for reads. */
export interface Readers {
  /** The one with the fewest reads under way. */
  quietest(): EngineClient;
  close(): void;
}

/** More than there are reads under way as a rule, so that none waits behind another; each opens when first used. */
const CONNECTIONS = 32;

/** Makes the connections to the engine on `port`. */
export function createReaders(port: number): Readers {
  const clients = Array.from({ length: CONNECTIONS }, () => createEngineClient(port));
  return {
    quietest: () => clients.reduce((best, client) => (client.pending < best.pending ? client : best)),
    close: () => clients.forEach((client) => client.close()),
  };
}
