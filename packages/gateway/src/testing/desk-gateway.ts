import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { encryptKeystoreJsonSync, type Wallet } from "ethers";
import { pino } from "pino";
import { createApp } from "../app.ts";
import type { KeyRow } from "../auth/keys.ts";
import { readConfig } from "../config.ts";
import { readDeployment } from "../deployment.ts";
import { decodeRevert } from "../desk/decode-revert.ts";
import { createLedgerProjection, ledgerSchema } from "../ledger/projection.ts";
import { openGateway, type Domain } from "../open.ts";
import type { LedgerChain } from "./ledger-chain.ts";

const password = "correct horse";

/** A gateway over a deployed ledger that holds some keys, encrypted as in real use. Its log is kept as text. */
export async function openDeskGateway(
  { anvil, addresses, startBlock }: LedgerChain,
  custody: readonly Wallet[],
  more: Readonly<Record<string, string>> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "desk-gateway-"));
  const keystore = join(folder, "keystore");
  await mkdir(keystore);
  for (const { address, privateKey } of custody) {
    const text = encryptKeystoreJsonSync({ address, privateKey }, password, { scrypt: { N: 1024, r: 8, p: 1 } });
    await writeFile(join(keystore, `${address}.json`), text);
  }
  await writeFile(join(folder, "password"), password);
  const file = join(folder, "deployment.json");
  const contracts = Object.fromEntries(
    Object.entries(addresses).map(([name, address]) => [name, { address, block: startBlock }]),
  );
  await writeFile(file, JSON.stringify({ chainId: anvil.chainId, contracts }));
  const config = readConfig({
    DATA_DIR: join(folder, "data"),
    DEPLOYMENT: file,
    RPC_URL: anvil.url,
    POLL_MS: "10",
    PORT: "0",
    BODY_BYTES: "65536",
    RATE_PER_MINUTE: "0",
    // A slow machine should make tests slow, not fail.
    MAX_DELAY_MS: "0",
    KEYSTORE_DIR: keystore,
    KEYSTORE_PASSWORD_FILE: join(folder, "password"),
    ...more,
  });
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = pino({ level: "trace" }, sink);
  const abort = new AbortController();
  const deployment = await readDeployment(file);
  const domain: Domain = {
    schema: ledgerSchema,
    projection: () => createLedgerProjection(deployment.contracts),
    decodeRevert,
  };
  const gateway = await openGateway({ config, deployment, domain, log, signal: abort.signal });
  const app = await createApp(gateway.services, log);
  await app.ready();
  // Deploying and unlocking keep the process busy; requests before it is free again would be turned away. What it
  // measured is known after its first second.
  await delay(1_100);
  while ((await app.inject("/livez")).statusCode === 503) await delay(50);
  const running = gateway.run(abort.signal);
  const { services } = gateway;
  let requests = 0;

  const send = async (
    method: "GET" | "POST",
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer | object,
  ) => {
    const bytes = typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
    const body = payload === undefined ? {} : { payload: bytes };
    const json = payload === undefined ? {} : { "content-type": "application/json" };
    const answer = await app.inject({ method, url, headers: { ...json, ...headers }, ...body });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at any part of any answer
    const content: any = answer.body.length === 0 ? undefined : JSON.parse(answer.body);
    return { status: answer.statusCode, code: content?.code as string | undefined, headers: answer.headers, content };
  };

  return {
    app,
    services,
    folder,
    send,
    /** Every log line so far. */
    log: () => lines.join(""),
    /** Headers of a client with a new API key. */
    async as(role: KeyRow["role"], party: string | null): Promise<Record<string, string>> {
      const expiresAt = Date.now() + 600_000;
      const row = { role, party: party?.toLowerCase() ?? null, label: "test", expiresAt };
      const { text } = await services.keys.add(row);
      return { authorization: `Bearer ${text}` };
    },
    /** Resolves when the index has the node's head. */
    async indexed() {
      const head = Number(await anvil.rpc.call("eth_blockNumber"));
      if ((services.store.cursor?.number ?? 0) >= head) return;
      await new Promise<void>((resolve) => {
        const off = services.store.onChange(({ block }) => (block?.number ?? 0) >= head && (off(), resolve()));
      });
    },
    /** A write with a fresh idempotency key; waits until it is final. */
    write: (url: string, headers: Record<string, string>, body: object) =>
      send("POST", url, { "idempotency-key": `request-${requests++}`, prefer: "wait=20", ...headers }, body),
    async stop() {
      abort.abort();
      await running;
      await app.close();
      await gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** What {@link openDeskGateway} gives. */
export type DeskGateway = Awaited<ReturnType<typeof openDeskGateway>>;
