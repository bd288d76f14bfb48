import { Transaction, type TransactionReceipt } from "ethers";
import { isLedgerError, LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { explainRevert } from "./explain.ts";
import type { FollowState, SignedTransaction } from "./follower.ts";
import { createHandle, type TransactionHandle } from "./handle.ts";
import { fillNonce, place } from "./place.ts";
import { startQueue, type NonceQueueOptions, type QueueState } from "./queue-state.ts";
import type { LedgerRequest } from "./sign.ts";
import { createSlots } from "./slots.ts";

/** How to send one request. */
export type SendOptions = {
  /** Request id. A repeat with the same id and content gets the first transaction; made up where it is left out. */
  readonly id?: string | undefined;
  /** Gives up before the transaction is signed, not after. */
  readonly signal?: AbortSignal | undefined;
  /** Hands signed bytes and request id to somebody who sends them on, such as a gateway, instead of to the node. */
  readonly submit?: ((raw: string, id: string) => Promise<void>) | undefined;
};

/** Sends the transactions of one key, each nonce once. */
export type NonceQueue = {
  /**
   * Signs a request with the next nonce and hands it to the node. After the promise is kept the transaction is
   * followed and sent again until it, or another with its nonce, is final. When it is broken nothing is on its way.
   *
   * @throws LedgerError the contract's refusal (from the estimate), any code of a node, REQUEST_ID_REUSED,
   *   SIGNING_FAILED, SIGNER_MISMATCH, NONCE_CONFLICT, STORE_FAILED, QUEUE_CLOSED, ABORTED
   * @example
   * const handle = await queue.send({ to: ledger, data }, { id: "order-17" });
   * const receipt = await handle.wait();
   */
  send(request: LedgerRequest, options?: SendOptions): Promise<TransactionHandle>;
  /** What was on its way when the queue was last closed or killed, and is followed again. */
  recovered(): Promise<readonly TransactionHandle[]>;
  /** Transactions that are sent and not mined. */
  inFlight(): number;
  /** Stops following; whoever waits gets QUEUE_CLOSED. The next queue with the same store goes on. */
  close(): void;
};

type Ready = { readonly state: QueueState; readonly recovered: readonly TransactionHandle[] };
type Asked = { readonly content: string; readonly handle: Promise<TransactionHandle> };

/** Request ids that are kept in memory; older ones are looked up on record. */
const idsKept = 10_000;

/**
 * Makes the queue of one key. There must be one queue per key and chain; that other programs use the key as well is
 * noticed and survived.
 */
export function createNonceQueue(options: NonceQueueOptions): NonceQueue {
  const { provider, profile } = options;
  const slots = createSlots(profile.maxInFlight);
  const turn = createSlots(1);
  const asked = new Map<string, Asked>();
  const unmined = new Set<string>();
  let closed: LedgerError | undefined;
  let starting: Promise<Ready> | undefined;

  const inTurn = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    await turn.take(signal);
    return work().finally(turn.give);
  };

  const onState = ({ hash, nonce }: SignedTransaction, { status }: FollowState) => {
    if (status !== "waiting" && unmined.delete(hash)) slots.give();
    if (status === "final" || status === "dead") void starting?.then(({ state }) => state.open.delete(nonce));
  };

  const handleOf = (state: QueueState, transaction: SignedTransaction, id: string, sent: boolean) => {
    const from = state.terms.address;
    const { to, data, value, gasLimit } = Transaction.from(transaction.raw);
    const explain = (receipt: TransactionReceipt) =>
      explainRevert(options, { from, to, data, value, gasLimit }, receipt);
    const following = state.follower.follow(transaction, sent);
    return createHandle({ id, from, transaction, following, profile, explain });
  };

  const start = async (): Promise<Ready> => {
    const onStuck = async (nonce: number) => {
      const { state } = await ready();
      await inTurn(() => fillNonce(state, nonce));
    };
    const { state, leftOver } = await startQueue(options, { onState, onStuck });
    if (closed) throw closed;
    const recovered = leftOver.map((record) => {
      void slots.take().catch(() => undefined);
      unmined.add(record.hash);
      state.open.add(record.nonce);
      return handleOf(state, record, record.id, false);
    });
    return { state, recovered };
  };

  /** A node or store that fails at the start is asked again by the next send. */
  const ready = async (): Promise<Ready> => {
    if (closed) throw closed;
    const mine = (starting ??= start());
    try {
      return await mine;
    } catch (error) {
      if (starting === mine) starting = undefined;
      throw toLedgerError(error);
    }
  };

  const withGas = async (request: LedgerRequest, from: string): Promise<LedgerRequest> => {
    if (request.gasLimit !== undefined) return request;
    const { to = null, data = "0x", value = 0n } = request;
    try {
      const gas = await provider.estimateGas({ from, to, data, value });
      const roomy = (gas * 5n) / 4n;
      return { ...request, gasLimit: roomy < profile.maxTransactionGas ? roomy : profile.maxTransactionGas };
    } catch (error) {
      throw toLedgerError(error, options);
    }
  };

  const sendNew = async (request: LedgerRequest, id: string, named: boolean, { signal, submit }: SendOptions) => {
    const { state } = await ready();
    if (named) {
      const earlier = await onRecord(state, request, id);
      if (earlier) return handleOf(state, earlier, id, true);
    }
    const complete = await withGas(request, state.terms.address);
    await slots.take(signal);
    try {
      const transaction = await inTurn(() => place(state, complete, id, named, submit), signal);
      unmined.add(transaction.hash);
      return handleOf(state, transaction, id, true);
    } catch (error) {
      slots.give();
      throw isLedgerError(error) ? error : toLedgerError(error);
    }
  };

  return {
    send(request, options = {}) {
      const { id } = options;
      const named = id !== undefined;
      const name = id ?? globalThis.crypto.randomUUID();
      const content = contentOf(request);
      const earlier = asked.get(name);
      if (earlier) return earlier.content === content ? earlier.handle : Promise.reject(reused(name));
      const handle = sendNew(request, name, named, options);
      if (named) {
        asked.set(name, { content, handle });
        handle.catch(() => asked.delete(name));
        const [oldest] = asked.size > idsKept ? asked.keys() : [];
        if (oldest !== undefined) asked.delete(oldest);
      }
      return handle;
    },
    recovered: async () => (await ready()).recovered,
    inFlight: () => unmined.size,
    close() {
      closed = new LedgerError("QUEUE_CLOSED");
      slots.close(closed);
      turn.close(closed);
      const reason = closed;
      void starting?.then(({ state }) => state.follower.stop(reason)).catch(() => undefined);
    },
  };
}

/** The transaction that an earlier life of the queue sent for a request id. */
async function onRecord({ journal, next }: QueueState, request: LedgerRequest, id: string) {
  const nonce = await journal?.nonceOf(id);
  if (nonce === undefined || nonce >= next) return undefined;
  const record = await journal?.record(nonce);
  if (record?.id !== id) return undefined;
  const { to, data, value } = Transaction.from(record.raw);
  if (contentOf({ to: to ?? undefined, data, value }) !== contentOf(request)) throw reused(id);
  return { ...record, nonce };
}

/** What makes two requests the same: not the gas limit, which may be estimated anew. */
function contentOf({ to = "", data = "0x", value = 0n }: LedgerRequest): string {
  return `${to}|${data}|${value}`.toLowerCase();
}

function reused(id: string): LedgerError {
  return new LedgerError("REQUEST_ID_REUSED", { details: { id } });
}
