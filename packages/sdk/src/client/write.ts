import type { TransactionReceipt } from "ethers";
import type { TransactionHandle, WaitOptions } from "../chain/handle.ts";
import { isLedgerError, type LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { address } from "../input/hex.ts";
import { clientError } from "./client-errors.ts";
import type { LedgerClient, Route } from "./client.ts";
import { addressOf, type ContractName } from "./deployment.ts";
import type { DecodedEvent } from "./events.ts";
import { handToGateway } from "./hand-to-gateway.ts";

/** How to send one write. */
export type WriteOptions = {
  /**
   * Request id, 1 to 128 printable ASCII characters. A repeat with the same id and content returns the first handle;
   * with a store also after a restart. At the gateway it is the `Idempotency-Key`.
   */
  readonly id?: string | undefined;
  /** Gives up before the transaction is signed, not after. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the signed transaction goes to the node or to the gateway, which keeps, sends and follows it. */
  readonly route?: Route | undefined;
  /** Gas limit; estimated where it is left out. */
  readonly gasLimit?: bigint | undefined;
};

/** What came of a write: ids it created, the events of its transaction, and the receipt. */
export type Written<R> = R & {
  readonly hash: string;
  readonly block: number;
  readonly events: readonly DecodedEvent[];
  readonly receipt: TransactionReceipt;
};

/** A write that is on its way. */
export type WriteHandle<R = unknown> = Omit<TransactionHandle, "wait"> & {
  /**
   * Waits until it is mined and as deep as asked, and decodes what came of it.
   *
   * @throws LedgerError the contract's refusal, TRANSACTION_REVERTED, TRANSACTION_REPLACED, WAIT_TIMED_OUT, ABORTED
   */
  wait(options?: WaitOptions): Promise<Written<R>>;
};

/** What the ledger would say to a write now. */
export type Simulation =
  { readonly ok: true } | { readonly ok: false; readonly code: string; readonly error: LedgerError };

/** An operation that writes. */
export type Write<P, R> = {
  /**
   * @throws LedgerError a code of the input; the contract's refusal, before anything is sent; SIGNER_MISSING,
   *   REQUEST_ID_REUSED, NONCE_CONFLICT, QUEUE_CLOSED, ABORTED; codes of node and gateway
   */
  (client: LedgerClient, params: P, options?: WriteOptions): Promise<WriteHandle<R>>;
  /** Asks the ledger what it would say to this write of the signer, or of another account, and sends nothing. */
  simulate(client: LedgerClient, params: P, options?: { readonly from?: string }): Promise<Simulation>;
};

/** How a write is made. */
export type WriteRecipe<P, R> = {
  readonly contract: ContractName;
  /** Checks the input and makes the call data. */
  readonly data: (params: P, client: LedgerClient) => string | Promise<string>;
  /** What the events tell of what was created. */
  readonly result?: (events: readonly DecodedEvent[], params: P) => R;
};

/** Makes an operation that writes. */
export function defineWrite<P, R = unknown>({ contract, data, result }: WriteRecipe<P, R>): Write<P, R> {
  const write = async (client: LedgerClient, params: P, options: WriteOptions = {}): Promise<WriteHandle<R>> => {
    const { id, signal, route = client.route, gasLimit } = options;
    if (id !== undefined && !/^[\x21-\x7e]{1,128}$/.test(id)) throw clientError("REQUEST_ID_MALFORMED");
    const queue = client.queue();
    const call = { to: addressOf(client.deployment, contract), data: await data(params, client) };
    const submit = route === "gateway" ? handToGateway(client) : undefined;
    const handle = await queue.send({ ...call, gasLimit }, { id, signal, submit });
    return {
      ...handle,
      async wait(waiting) {
        const receipt = await handle.wait(waiting);
        const { hash, blockNumber: block } = receipt;
        const events = eventsOf(client, receipt);
        return { ...(result?.(events, params) as R), hash, block, events, receipt };
      },
    };
  };
  const simulate: Write<P, R>["simulate"] = async (client, params, { from } = {}) => {
    try {
      const account = from === undefined ? await client.signer().getAddress() : address(from, "from");
      const call = { from: account, to: addressOf(client.deployment, contract), data: await data(params, client) };
      await client.provider.call(call);
      return { ok: true };
    } catch (cause) {
      const error = toLedgerError(cause, { interface: client.errors });
      if (!isAnswer(cause, error)) throw error;
      return { ok: false, code: error.code, error };
    }
  };
  return Object.assign(write, { simulate });
}

/** The ledger's events in a transaction, in order. */
export function eventsOf({ decodeEvent }: LedgerClient, { logs }: TransactionReceipt): DecodedEvent[] {
  return logs.flatMap(({ address, topics, data, blockNumber, transactionHash, index: logIndex }) => {
    return decodeEvent({ address, topics, data, blockNumber, transactionHash, logIndex }) ?? [];
  });
}

/** Input that cannot be sent, or a refusal of a contract; not a node that failed. */
function isAnswer(cause: unknown, error: LedgerError): boolean {
  const refused = error.details.revert !== undefined;
  return refused || (isLedgerError(cause) && cause.httpStatus < 500 && cause.code !== "SIGNER_MISSING");
}
