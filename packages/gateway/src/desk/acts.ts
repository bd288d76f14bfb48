import type { Client } from "../auth/client.ts";
import { RpcError, RpcUnreachable } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import type { IdempotencyScope } from "../outbox/idempotency.ts";
import type { Operation } from "../outbox/operation.ts";
import type { Services } from "../services.ts";
import { contractAt, deskContracts, type DeskContract } from "./contracts.ts";
import { createSigners, type Power } from "./signer.ts";

/** A call that an institution makes with a key in the gateway's custody. */
export interface DeskCall {
  readonly contract: DeskContract;
  /** Name, or signature where several functions share a name. */
  readonly method: string;
  readonly args: readonly unknown[];
  /** The power that the ledger asks of the key. */
  readonly power: Power;
  /** A case that is certified: where another key may sign, it is not the one that examined (four eyes). */
  readonly certifies?: bigint;
  /** What is good only in a block that is yet to come: the newest one would refuse it, so it is not asked. */
  readonly ahead?: boolean;
  /** The party that the path names, where only the API key's own party may act. */
  readonly own?: string;
}

/** Acts on the ledger for institutions whose keys the gateway holds. */
export interface Acts {
  /**
   * Asks the ledger first, then signs and keeps; the outbox sends. Once for each scope.
   * @throws LedgerError IDEMPOTENCY_KEY_…, NODE_UNREACHABLE, what {@link createSigners} says, or the contract's refusal
   */
  act(client: Client, call: DeskCall, scope: IdempotencyScope): Promise<Operation>;
  /** The parties of which the gateway holds a key, checksummed. @throws LedgerError NODE_UNREACHABLE */
  parties(): Promise<string[]>;
}

/** What acts work with: no routes, no requests. */
export type ActServices = Pick<Services, "rpc" | "custody" | "early" | "deployment">;

/** Gas for a call that cannot be estimated yet; far above any single act, far below a block. */
const usualGas = 5_000_000n;
/** The most gas that every engine takes in one transaction (EIP-7825). */
const mostGas = 16_777_216n;

/** Creates the acts over the gateway's keys. */
export function createActs(services: ActServices): Acts {
  const { rpc, custody, early, deployment } = services;
  const signers = createSigners(services);

  const estimate = async (from: string, to: string, data: string): Promise<bigint> => {
    const [outcome] = await rpc.settle([{ method: "eth_estimateGas", params: [{ from, to, data, gasPrice: "0x0" }] }]);
    if (outcome!.status === "rejected") return usualGas;
    // Half as much again: what is done before it in the same block may make it dearer.
    const gas = (BigInt(outcome!.value as string) * 3n) / 2n + 50_000n;
    return gas < mostGas ? gas : mostGas;
  };

  /** The account that examined a case; undefined for a case that is unknown. */
  const examinerOf = async (caseId: bigint): Promise<string | undefined> => {
    const { AssetRegistry: cases } = deskContracts;
    const call = { to: contractAt(deployment, "AssetRegistry"), data: cases.encodeFunctionData("caseOf", [caseId]) };
    const [outcome] = await rpc.settle([{ method: "eth_call", params: [call, "latest"] }]);
    if (outcome!.status === "fulfilled")
      return cases.decodeFunctionResult("caseOf", outcome!.value as string)[0].examiner;
    if (outcome!.reason instanceof RpcError) return undefined;
    throw outcome!.reason;
  };

  const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RpcUnreachable) throw fault("NODE_UNREACHABLE");
      throw error;
    }
  };

  return {
    async act(client, { contract, method, args, power, certifies, ahead, own }, scope) {
      const { party, keyId } = client;
      if (own !== undefined && party !== null && own.toLowerCase() !== party) {
        throw fault("PARTY_NOT_OWN", `The path names ${own}, the API key acts for another party.`, { value: own });
      }
      const to = contractAt(deployment, contract);
      const data = deskContracts[contract].encodeFunctionData(method, args);
      return reaching(async () => {
        const avoid = certifies === undefined ? undefined : await examinerOf(certifies);
        const from = await signers.signerFor(client, power, avoid);
        const gasLimit = async (nonce: number) => {
          if (ahead) return usualGas;
          const refusal = await early.refusalOf({ from, to, data, nonce });
          if (refusal !== undefined) throw refusal;
          return estimate(from, to, data);
        };
        return (await custody.submit({ from, to, data, gasLimit, client: keyId, scope })).operation;
      });
    },
    parties: () => reaching(() => signers.parties()),
  };
}
