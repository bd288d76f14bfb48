import { join } from "node:path";
import { createIdempotency } from "../outbox/idempotency.ts";
import { createOutbox, type Outbox } from "../outbox/outbox.ts";
import { openHomeStore, type HomeStore } from "../store/home.ts";
import { createRpc } from "../chain/rpc.ts";

/** Opens an outbox on a folder as the server does, for the emitter as the ledger's only contract. */
export async function openOutbox(options: {
  folder: string;
  url: string;
  chainId: number;
  contract: string;
  finalityDepth?: number;
  maxOpenPublic?: number;
}): Promise<{ outbox: Outbox; home: HomeStore; idempotency: ReturnType<typeof createIdempotency> }> {
  const home = await openHomeStore({ folder: join(options.folder, "home") });
  const idempotency = createIdempotency(home);
  const outbox = await createOutbox({
    home,
    idempotency,
    rpc: createRpc({ urls: [options.url], timeoutMs: 5_000 }),
    rules: {
      chainId: BigInt(options.chainId),
      contracts: new Set([options.contract]),
      maxBytes: 1_000,
      gasPrice: 0n,
      finalityDepth: options.finalityDepth ?? 0,
      maxAhead: 64,
      resendMs: 1_000,
    },
    decodeRevert: (data) => ({ code: "REFUSED", name: data, args: {} }),
    pollMs: 25,
    maxOpenPublic: options.maxOpenPublic ?? 10_000,
    log: { warn: () => undefined },
  });
  return { outbox, home, idempotency };
}
