import { readFileSync, realpathSync } from "node:fs";
import { createLedger, type Ledger, type LedgerDeployment, type QueueStore } from "@data-voucher/sdk";
import { Wallet } from "ethers";
import { createFileStore } from "./file-store.ts";

/** Where the ledger is, and the key that acts. */
export type Access = {
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  readonly key: string;
  /** Address of a gateway; signed transactions then go there. */
  readonly gatewayUrl?: string | undefined;
  /** Keeps what was sent over a restart of the program. */
  readonly store?: QueueStore | undefined;
};

/** Opens the ledger for a key. */
export function openLedger({ rpcUrl, deployment, key, gatewayUrl, store }: Access): Promise<Ledger> {
  const signer = new Wallet(key);
  const gateway = gatewayUrl === undefined ? undefined : { url: gatewayUrl };
  return createLedger({ rpcUrl, deployment, signer, store, gateway, route: gateway ? "gateway" : "rpc" });
}

/**
 * Access as the environment gives it: RPC_URL; DEPLOYMENT and KEY_FILE, files as `npm start` writes them; GATEWAY_URL and
 * STORE, a file to keep what was sent, where they are wanted.
 */
export function accessFromEnvironment({ env } = process): Access {
  const read = (name: string) => JSON.parse(readFileSync(env[name] ?? "", "utf8")) as unknown;
  const { privateKey } = read("KEY_FILE") as { privateKey: string };
  const deployment = read("DEPLOYMENT") as LedgerDeployment;
  const rpcUrl = env["RPC_URL"] ?? "http://127.0.0.1:8545";
  const store = env["STORE"] === undefined ? undefined : createFileStore(env["STORE"]);
  return { rpcUrl, deployment, key: privateKey, gatewayUrl: env["GATEWAY_URL"], store };
}

/** Whether a file is the program that was started. */
export function isMain(file: string): boolean {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === file;
}
