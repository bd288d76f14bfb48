import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Transaction, Wallet, keccak256 } from "ethers";
import type { PaperSigner } from "@data-voucher/sdk";
import type { Rpc } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import { sm2KeyOf } from "../paper/sm2-key.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { StoreError } from "../store/level.ts";
import { defineTable } from "../store/table.ts";
import type { Idempotency, IdempotencyScope } from "./idempotency.ts";
import type { Operation } from "./operation.ts";
import type { Outbox } from "./outbox.ts";

/** The next nonce of each key that the gateway holds. */
export const custodyNonces = defineTable<number>("custodyNonce");

/** Signs digests for one address. */
export interface CustodyKey {
  /** Lower case. */
  readonly address: string;
  sign(transaction: Transaction): string;
  /** The key as a signer of papers. */
  paperSigner(): Promise<PaperSigner>;
}

/** A call that a desk makes with a key of the gateway. */
export interface CustodyCall {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  /** Called once the call is known to be new and has its nonce; may refuse it by throwing. */
  readonly gasLimit: (nonce: number) => Promise<bigint>;
  readonly client: string | null;
  readonly scope?: IdempotencyScope;
}

/** Sends calls with the gateway's own keys. */
export interface Custody {
  readonly addresses: readonly string[];
  /**
   * Assigns the nonce, signs and stores, in one step per key; then the outbox sends.
   * @throws LedgerError SIGNER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED
   */
  submit(call: CustodyCall): Promise<{ operation: Operation; repeated: boolean }>;
  /** A key as a signer of papers. @throws LedgerError SIGNER_NOT_FOUND */
  paperSigner(address: string): Promise<PaperSigner>;
}

type Remember = (id: string) => HomeWrite[];

/** Creates custody over keys that are already unlocked. */
export function createCustody(options: {
  keys: readonly CustodyKey[];
  home: HomeStore;
  outbox: Outbox;
  idempotency: Idempotency;
  rpc: Rpc;
  chainId: bigint;
  gasPrice: bigint;
}): Custody {
  const { home, outbox, idempotency, rpc, chainId, gasPrice } = options;
  const keys = new Map(options.keys.map((key) => [key.address, key]));
  const turns = new Map<string, Promise<unknown>>();

  /** One call of a key after the other: a nonce is given out only when the one before is on disk. */
  const inTurn = <T>(address: string, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(address) ?? Promise.resolve();
    const own = before.then(work, work);
    turns.set(
      address,
      own.catch(() => undefined),
    );
    return own;
  };

  const nextNonce = async (address: string): Promise<number> => {
    // Asked each time: a key that somebody also uses elsewhere goes on from where the chain is.
    const count = Number(await rpc.call("eth_getTransactionCount", address, "latest"));
    return Math.max(home.get(custodyNonces, address) ?? 0, count);
  };

  const signAndTake = async (key: CustodyKey, call: CustodyCall, remember: Remember) => {
    const { to, data } = call;
    const nonce = await nextNonce(key.address);
    const gasLimit = await call.gasLimit(nonce);
    const raw = key.sign(Transaction.from({ type: 0, chainId, nonce, to, data, gasLimit, gasPrice, value: 0n }));
    const parsed = { raw, hash: keccak256(raw), from: key.address, to: to.toLowerCase(), nonce };
    return outbox.take(parsed, "custody", call.client, ({ id }) => [
      put(custodyNonces, key.address, nonce + 1),
      ...remember(id),
    ]);
  };

  const keyOfAddress = (address: string): CustodyKey => {
    const key = keys.get(address.toLowerCase());
    if (key === undefined) throw fault("SIGNER_NOT_FOUND", `The gateway holds no key of ${address}.`);
    return key;
  };

  return {
    addresses: [...keys.keys()],
    paperSigner: async (address) => keyOfAddress(address).paperSigner(),
    async submit(call) {
      const key = keyOfAddress(call.from);
      const { result, repeated } = await idempotency.once(call.scope, async (remember) => {
        const taken = await inTurn(key.address, () => signAndTake(key, call, remember));
        return taken.id;
      });
      return { operation: outbox.get(result)!, repeated };
    },
  };
}

/**
 * Unlocks every keystore file (`*.json`, Web3 secret storage) of a folder with one password.
 * @throws {StoreError} KEYSTORE_UNREADABLE, naming the file
 */
export async function unlockKeystores(folder: string, passwordFile: string): Promise<CustodyKey[]> {
  const refuse = (what: string, cause: unknown) => new StoreError("KEYSTORE_UNREADABLE", what, { cause });
  const password = await readFile(passwordFile, "utf8").catch((cause: unknown) => {
    throw refuse(`The password file ${passwordFile} cannot be read.`, cause);
  });
  const names = await readdir(folder).catch((cause: unknown) => {
    throw refuse(`The keystore folder ${folder} cannot be read.`, cause);
  });
  const keys: CustodyKey[] = [];
  for (const name of names.filter((each) => each.endsWith(".json")).sort()) {
    const text = await readFile(join(folder, name), "utf8");
    const wallet = await Wallet.fromEncryptedJson(text, password.replace(/\r?\n$/, "")).catch((cause: unknown) => {
      throw refuse(`The keystore file ${name} does not open with the password given.`, cause);
    });
    keys.push(keyOf(wallet.privateKey));
  }
  return keys;
}

/** A custody key of a private key. */
export function keyOf(privateKey: string): CustodyKey {
  const wallet = new Wallet(privateKey);
  let sm2: Promise<PaperSigner["sm2"]> | undefined;
  return {
    address: wallet.address.toLowerCase(),
    async paperSigner() {
      sm2 ??= sm2KeyOf(privateKey);
      const { publicKey } = wallet.signingKey;
      return { publicKey, signDigest: (digest) => wallet.signingKey.sign(digest), sm2: await sm2 };
    },
    sign(transaction) {
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      return transaction.serialized;
    },
  };
}
