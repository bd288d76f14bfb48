/** What differs between engines. Everything else is plain Ethereum JSON-RPC. */
export type EngineProfile = {
  /** Wei per gas of every transaction; never above what the network asks, because a dearer one can jam a nonce. */
  readonly gasPrice: bigint;
  /** Blocks, its own counted, after which a transaction cannot be undone. */
  readonly finalityDepth: number;
  /** Most blocks to ask logs of at once. */
  readonly maxLogRange: number;
  /** Most transactions of one key that are sent and not mined. */
  readonly maxInFlight: number;
  /** Milliseconds between two looks at the chain. */
  readonly pollMs: number;
  /** Most gas of one transaction (16 777 216 since Osaka). */
  readonly maxTransactionGas: bigint;
  /** Most bytes of one signed transaction that the pool takes. */
  readonly maxTransactionBytes: number;
};

/** Engines that the ledger is known to run on. */
export type EngineName = "embedded" | "hardhat" | "besu-qbft" | "avalanche-subnet-evm" | "fisco-bcos-3";

const common: EngineProfile = {
  gasPrice: 0n,
  finalityDepth: 1,
  maxLogRange: 5_000,
  maxInFlight: 64,
  pollMs: 500,
  maxTransactionGas: 2n ** 24n,
  maxTransactionBytes: 128 * 1024,
};

/**
 * Profiles by engine. `besu-qbft` refuses log ranges over 5 000 blocks and nonces more than 200 ahead;
 * `avalanche-subnet-evm` mines nothing at price zero, so its accounts are funded and pay 1 wei.
 */
export const engineProfiles: Readonly<Record<EngineName, EngineProfile>> = {
  embedded: { ...common, maxLogRange: 10_000, pollMs: 250 },
  hardhat: { ...common, maxLogRange: 10_000, pollMs: 50 },
  "besu-qbft": common,
  "avalanche-subnet-evm": { ...common, gasPrice: 1n, maxLogRange: 2_048 },
  "fisco-bcos-3": { ...common, maxLogRange: 1_000 },
};
