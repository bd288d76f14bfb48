import { type BaseContract, type Log, Transaction, type TransactionReceipt } from "ethers";
import { toLedgerError } from "@data-voucher/sdk";
import { contractErrorInterface } from "@data-voucher/sdk/contracts";
import type { RpcProvider } from "../deploy/deploy.ts";
import type { Player } from "./cast.ts";
import type { Notes } from "./notes.ts";
import { StoryError } from "./story-error.ts";

/** One act of the story. */
export interface Act {
  /** Unique and stable: by it the act is found again after an interruption. */
  readonly id: string;
  /** What happens, for people. */
  readonly title: string;
  /** When, in seconds since 1970. */
  readonly time: number;
  readonly by: Player;
  readonly contract: BaseContract;
  readonly method: string;
  readonly args: readonly unknown[];
  /** The code with which the ledger must refuse; without it the act must succeed. */
  readonly refused?: string;
}

/** What came of an act. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly hash: string;
  readonly block: number;
  /** When it was meant to happen, in seconds since 1970; its block has this time or a second more. */
  readonly time: number;
  /** Who acted: the name of a party. */
  readonly by: string;
  readonly refused: string | null;
  /** The bytes that came with a refusal, where the node gave them. */
  readonly revertData: string | null;
  /** Arguments of the first event of this name. @throws Error when there is none */
  event(name: string): Record<string, unknown>;
  /** Arguments of every event of this name, in their order. */
  events(name: string): Record<string, unknown>[];
}

/** Carries acts out on the ledger, each exactly once. */
export interface Teller {
  tell(act: Act): Promise<Outcome>;
  readonly outcomes: readonly Outcome[];
}

export interface TellerOptions {
  readonly provider: RpcProvider;
  readonly chainId: number;
  readonly notes: Notes;
  /** Moves the ledger's clock forward to this second. */
  readonly setTime: (seconds: number) => void;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly signal: AbortSignal;
}

const GAS_LIMIT = 6_000_000n;
const POLL_MS = 5;
// A refusal may come from a contract behind the one that was called.
const refusals = contractErrorInterface();

/** Creates a teller. A refused act is sent all the same: the ledger's own refusal is what the story shows. */
export function createTeller({ provider, chainId, notes, setTime, onOutcome, signal }: TellerOptions): Teller {
  const nonces = new Map<string, number>();
  const outcomes: Outcome[] = [];

  const nextNonce = async (address: string) => {
    const nonce = nonces.get(address) ?? (await provider.getTransactionCount(address, "latest"));
    nonces.set(address, nonce + 1);
    return nonce;
  };

  const sign = async (act: Act): Promise<string> => {
    const data = act.contract.interface.encodeFunctionData(act.method, act.args);
    const to = await act.contract.getAddress();
    const nonce = await nextNonce(act.by.key.address);
    return act.by.key.signTransaction({ type: 0, chainId, nonce, gasPrice: 0n, gasLimit: GAS_LIMIT, to, data });
  };

  const settle = async (raw: string, time: number): Promise<TransactionReceipt> => {
    const hash = Transaction.from(raw).hash!;
    const before = await provider.getTransactionReceipt(hash);
    if (before) return before;
    // Only now: what is still queued from before an interruption is this act, and gets this act's time.
    setTime(time);
    try {
      await provider.send("eth_sendRawTransaction", [raw]);
    } catch (error) {
      if (toLedgerError(error).code !== "ALREADY_KNOWN") throw error;
    }
    for (;;) {
      signal.throwIfAborted();
      const receipt = await provider.getTransactionReceipt(hash);
      if (receipt) return receipt;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };

  /** Why an act was refused, from running the call once more where it was refused: the node keeps few states. */
  const findRefusal = async (act: Act, raw: string, block: number) => {
    const { to, data } = Transaction.from(raw);
    try {
      await provider.call({ from: act.by.key.address, to, data, blockTag: block });
    } catch (error) {
      const { code: refused } = toLedgerError(error, { interface: refusals });
      const refusal = { refused, revertData: (error as { data?: string | null }).data ?? null };
      await notes.write(act.id, refusal);
      return refusal;
    }
    throw new StoryError("STORY_DIVERGED", `The act "${act.id}" failed on the ledger but not when it was run again.`);
  };

  return {
    outcomes,
    async tell(act) {
      signal.throwIfAborted();
      const noted = notes.find(act.id);
      const raw = noted?.raw ?? (await sign(act));
      if (noted === undefined) await notes.write(act.id, { raw });
      else nonces.set(act.by.key.address, Transaction.from(raw).nonce + 1);
      const receipt = await settle(raw, act.time);
      const { hash, blockNumber: block } = receipt;
      const known = receipt.status === 1 || noted?.refused !== undefined ? noted : await findRefusal(act, raw, block);
      const { refused = null, revertData = null } = known ?? {};
      if (refused !== (act.refused ?? null)) {
        throw new StoryError(
          "STORY_DIVERGED",
          `The act "${act.id}" ended with ${refused ?? "success"}, not ${act.refused ?? "success"} (${hash}).`,
        );
      }
      const { id, title, time } = act;
      const events = (name: string) => eventsOf(act, receipt.logs, name);
      const event = (name: string) => {
        const [first] = events(name);
        if (first) return first;
        throw new Error(`The act "${act.id}" gave no event ${name}.`);
      };
      const outcome: Outcome = { id, title, hash, block, time, by: act.by.name, refused, revertData, event, events };
      outcomes.push(outcome);
      onOutcome(outcome);
      return outcome;
    },
  };
}

function eventsOf(act: Act, logs: readonly Log[], name: string): Record<string, unknown>[] {
  return logs.flatMap((log) => {
    const parsed = act.contract.interface.parseLog(log);
    return parsed?.name === name ? [parsed.args.toObject() as Record<string, unknown>] : [];
  });
}
