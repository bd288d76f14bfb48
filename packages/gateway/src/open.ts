import { randomBytes } from "node:crypto";
import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createKeys } from "./auth/keys.ts";
import { createMayManage } from "./auth/may-manage.ts";
import { createReceipts } from "./chain/receipts.ts";
import { createRpc } from "./chain/rpc.ts";
import { pause } from "./chain/wait.ts";
import type { Config } from "./config.ts";
import type { LedgerDeployment } from "./deployment.ts";
import { createActs } from "./desk/acts.ts";
import { createDocuments } from "./documents/documents.ts";
import { createPaging } from "./http/paging.ts";
import { createFetcher } from "./index/fetch.ts";
import { adopt, discardOutdated, identify } from "./index/identity.ts";
import { createSync, type Projection } from "./index/sync.ts";
import { ledgerName } from "./ledger/models/submission.ts";
import { isNearHead } from "./metrics/metrics.ts";
import { createNational, openNationalSystem } from "./national/national.ts";
import { createCustody, unlockKeystores } from "./outbox/custody.ts";
import { createEarlyCheck } from "./outbox/early.ts";
import { createIdempotency } from "./outbox/idempotency.ts";
import { createOutbox } from "./outbox/outbox.ts";
import type { DecodeRevert } from "./outbox/revert.ts";
import { createRefusals } from "./refusals/refusals.ts";
import { watchRefusals } from "./refusals/watch.ts";
import type { Services } from "./services.ts";
import { homeIdentityTable, openHomeStore, put, type HomeStore } from "./store/home.ts";
import { openLedgerStore } from "./store/ledger.ts";
import { StoreError } from "./store/level.ts";
import { defineTable } from "./store/table.ts";

/** What the domain gives to the gateway: how logs become rows and refusals become codes. */
export interface Domain {
  /** The projection of a deployment's logs. */
  projection(deployment: LedgerDeployment): Projection;
  readonly decodeRevert: DecodeRevert;
  /** Raised when projections change: the index is then built anew. */
  readonly schema: number;
}

/** The parts of a running gateway, and how to run and close them. */
export interface OpenGateway {
  readonly services: Services;
  /** Follows the chain and sends what is in the outbox until aborted. Fails when the index cannot go on. */
  run(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A logger as pino is one. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

const secretTable = defineTable<string>("secret");

/** Folder names within DATA_DIR. */
export const folders = { index: "index", home: "home", documents: "documents" } as const;

/**
 * Opens stores, keys and outbox.
 * @throws {StoreError} as a sentence when the data folder, the keystores or the chain do not fit
 */
export async function openGateway(options: {
  config: Config;
  deployment: LedgerDeployment;
  domain: Domain;
  log: Log;
  signal: AbortSignal;
}): Promise<OpenGateway> {
  const { config, deployment, domain, log, signal } = options;
  await checkFolder(config.DATA_DIR);
  const rpc = createRpc({ urls: config.RPC_URL.split(","), signal });
  const unlocked =
    config.KEYSTORE_DIR === undefined ? [] : await unlockKeystores(config.KEYSTORE_DIR, config.KEYSTORE_PASSWORD_FILE!);
  const system = await openNationalSystem(config);
  const home = await openHomeStore({ folder: join(config.DATA_DIR, folders.home) });
  const store = await openLedgerStore({
    folder: join(config.DATA_DIR, folders.index),
    undoDepth: config.UNDO_DEPTH,
  }).catch(async (error: unknown) => {
    await home.close();
    throw error;
  });
  const close = async () => {
    await store.close();
    await home.close();
  };
  try {
    await discardOutdated(store, deployment, domain.schema);
    const chainId = BigInt(deployment.chainId);
    const gasPrice = BigInt(config.GAS_PRICE);
    const idempotency = createIdempotency(home);
    const { FINALITY_DEPTH: finalityDepth, MAX_AHEAD: maxAhead, MAX_TRANSACTION_BYTES: maxBytes } = config;
    const contracts = new Set(deployment.addresses);
    const outbox = await createOutbox({
      home,
      rpc,
      idempotency,
      log,
      rules: { chainId, contracts, maxBytes, gasPrice, finalityDepth, maxAhead, resendMs: 30_000 },
      decodeRevert: domain.decodeRevert,
      pollMs: config.POLL_MS,
      maxOpenPublic: config.MAX_OPEN_PUBLIC,
    });
    const projection = domain.projection(deployment);
    const { addresses = deployment.addresses } = projection;
    const fetcher = createFetcher({ rpc, addresses, widest: config.LOG_RANGE });
    const sync = createSync({
      fetcher,
      store,
      log,
      projection,
      startBlock: deployment.startBlock,
      undoDepth: config.UNDO_DEPTH,
      pollMs: config.POLL_MS,
    });
    const refusals = createRefusals({ rpc, home, decode: domain.decodeRevert });
    const custody = createCustody({ keys: unlocked, home, outbox, idempotency, rpc, chainId, gasPrice });
    const early = createEarlyCheck({ rpc, home, outbox, decodeRevert: domain.decodeRevert });
    const acts = createActs({ rpc, custody, early, deployment });
    const ledger = ledgerName(deployment);
    const isReady = () => isNearHead(sync);
    const national = system && createNational({ store, home, acts, outbox, system, ledger, isReady, log });
    const services: Services = {
      config,
      deployment,
      rpc,
      store,
      home,
      sync,
      outbox,
      early,
      refusals,
      receipts: createReceipts(rpc),
      idempotency,
      custody,
      acts,
      national,
      documents: createDocuments({
        folder: join(config.DATA_DIR, folders.documents),
        home,
        maxBytes: config.DOCUMENT_BYTES,
      }),
      keys: createKeys(home, Date.now, createMayManage(store)),
      paging: createPaging(await secretOf(home)),
    };

    return {
      services,
      close,
      async run(until) {
        const identity = await identifyWhenUp(options, rpc, until);
        if (identity === undefined) return;
        await adoptHome(home, identity);
        if (await adopt(store, identity)) log.info({ startBlock: deployment.startBlock }, "building the index");
        const watching = watchRefusals({ store, sync, refusals, log }, until);
        await Promise.all([sync.run(until), outbox.run(until), watching, national?.run(until)]);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for a node that is not up yet: the gateway answers meanwhile that it is not ready. */
async function identifyWhenUp(
  { deployment, domain, log }: Parameters<typeof openGateway>[0],
  rpc: Services["rpc"],
  signal: AbortSignal,
) {
  while (!signal.aborted) {
    try {
      return await identify(rpc, deployment, domain.schema);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (!signal.aborted) log.warn({ err: error }, "waiting for the node");
      await pause(1_000, signal);
    }
  }
  return undefined;
}

/** Home records belong to one chain: nonces and operations of another would be wrong here. */
async function adoptHome(home: HomeStore, { chainId, genesisHash }: { chainId: string; genesisHash: string }) {
  const known = home.get(homeIdentityTable, "chain");
  if (known === undefined) return home.commit([put(homeIdentityTable, "chain", { chainId, genesisHash })]);
  if (known.chainId === chainId && known.genesisHash === genesisHash) return;
  throw new StoreError(
    "HOME_OF_OTHER_CHAIN",
    "The home records in the data folder are of another chain: use another DATA_DIR.",
  );
}

async function secretOf(home: HomeStore): Promise<Buffer> {
  const known = home.get(secretTable, "cursor");
  if (known !== undefined) return Buffer.from(known, "hex");
  const secret = randomBytes(32);
  await home.commit([put(secretTable, "cursor", secret.toString("hex"))]);
  return secret;
}

async function checkFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new StoreError("STORE_READ_ONLY", `The data folder ${folder} cannot be written.`, { cause });
  }
}
