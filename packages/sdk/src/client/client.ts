import type { Interface, Provider, Signer } from "ethers";
import { createNonceQueue, type NonceQueue } from "../chain/nonce-queue.ts";
import { engineProfiles, type EngineName, type EngineProfile } from "../chain/profile.ts";
import { createProvider } from "../chain/provider.ts";
import type { QueueStore } from "../chain/queue-store.ts";
import type { Rpc } from "../chain/rpc.ts";
import { contractErrorInterface } from "../errors/contract-error-interface.ts";
import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { clientError } from "./client-errors.ts";
import { bindContracts, type LedgerContracts } from "./contracts.ts";
import type { LedgerDeployment } from "./deployment.ts";
import { createEventDecoder, type EventDecoder } from "./events.ts";
import { createGateway, type Gateway, type GatewayOptions } from "./gateway.ts";

/** Any ethers provider that also passes JSON-RPC calls through, such as `JsonRpcProvider` or `BrowserProvider`. */
export type LedgerProvider = Provider & { send(method: string, params: unknown[]): Promise<unknown> };

/** By which way signed transactions leave. */
export type Route = "rpc" | "gateway";

/** What a client of the ledger is made of: one of `provider` and `rpcUrl`, and the record of the deployment. */
export type ClientOptions = {
  readonly provider?: LedgerProvider | undefined;
  /** Address of a node's JSON-RPC; the provider made for it is closed with the client. */
  readonly rpcUrl?: string | undefined;
  readonly deployment: LedgerDeployment;
  /** Key that acts; reads need none. */
  readonly signer?: Signer | undefined;
  readonly gateway?: GatewayOptions | undefined;
  /** Way of the writes that name none; `rpc` unless given. */
  readonly route?: Route | undefined;
  /** Engine under the ledger, by name or in full; `embedded` unless given. */
  readonly profile?: EngineName | EngineProfile | undefined;
  /** Keeps what is on its way, and request ids, over a restart. */
  readonly store?: QueueStore | undefined;
};

/** What every operation works with. */
export type LedgerClient = {
  readonly provider: LedgerProvider;
  readonly rpc: Rpc;
  readonly deployment: LedgerDeployment;
  readonly profile: EngineProfile;
  readonly contracts: LedgerContracts;
  /** Every custom error of the ledger's contracts. */
  readonly errors: Interface;
  readonly decodeEvent: EventDecoder;
  readonly gateway: Gateway | undefined;
  readonly route: Route;
  /** @throws LedgerError SIGNER_MISSING */
  signer(): Signer;
  /** The queue of the signer's key. @throws LedgerError SIGNER_MISSING */
  queue(): NonceQueue;
  /** What was found out once and never changes. */
  readonly memory: Map<string, Promise<string | undefined>>;
  /** Stops following transactions; what is on its way stays on its way. */
  close(): void;
};

/**
 * Makes the client that the single operations take, for programs that want only some of them; `createLedger` binds
 * them all.
 *
 * @throws LedgerError WRONG_CHAIN_ID when the node is of another chain, DEPLOYMENT_INVALID, codes of the node
 * @example
 * const client = await createLedgerClient({ rpcUrl: "http://127.0.0.1:8545", deployment, signer });
 * const handle = await transferVoucher(client, { voucherId: "12884901889", to: buyer });
 */
export async function createLedgerClient(options: ClientOptions): Promise<LedgerClient> {
  const { deployment, gateway, route = "rpc" } = options;
  const profile = profileOf(options.profile);
  if (route === "gateway" && !gateway) throw clientError("GATEWAY_MISSING");
  const errors = contractErrorInterface();
  const provider = await providerOf(options, profile);
  const contracts = bindContracts(deployment, provider);
  await checkChain(provider, deployment);
  const signer = (): Signer => {
    if (options.signer) return options.signer;
    throw clientError("SIGNER_MISSING");
  };
  let queue: NonceQueue | undefined;
  return {
    provider,
    rpc: (method, params) => provider.send(method, [...params]),
    deployment,
    profile,
    contracts,
    errors,
    decodeEvent: createEventDecoder(deployment),
    gateway: gateway && createGateway(gateway),
    route,
    signer,
    queue: () =>
      (queue ??= createNonceQueue({ signer: signer(), provider, profile, store: options.store, interface: errors })),
    memory: new Map(),
    close() {
      queue?.close();
      if (options.rpcUrl !== undefined) provider.destroy();
    },
  };
}

function profileOf(profile: ClientOptions["profile"] = "embedded"): EngineProfile {
  return typeof profile === "string" ? engineProfiles[profile] : profile;
}

async function providerOf({ provider, rpcUrl }: ClientOptions, profile: EngineProfile): Promise<LedgerProvider> {
  if (provider) return provider;
  if (rpcUrl === undefined) throw new TypeError("createLedger needs a provider or an rpcUrl");
  return createProvider(rpcUrl, profile);
}

async function checkChain(provider: Provider, deployment: LedgerDeployment): Promise<void> {
  const { chainId } = await provider.getNetwork().catch((error: unknown) => {
    throw toLedgerError(error);
  });
  const expected = BigInt(deployment.chainId);
  if (chainId !== expected) throw new LedgerError("WRONG_CHAIN_ID", { details: { chainId, expected } });
}
