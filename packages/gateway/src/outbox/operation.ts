import { key, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import type { HomeWrite } from "../store/home.ts";
import { del, put } from "../store/home.ts";

/**
 * - accepted: on disk, not yet taken by a node
 * - sent: a node took it
 * - mined: in a block that may still be reorganised
 * - final: in a block at the depth the profile calls final
 * - dead: its nonce was finalised by another transaction
 */
export type OperationState = "accepted" | "sent" | "mined" | "final" | "dead";

/** Why a transaction failed in its block. */
export interface Revert {
  /** Our code, when the refusal could be decoded. */
  readonly code: string;
  readonly name: string | null;
  readonly args: { readonly [name: string]: unknown };
}

/** A transaction that the gateway took charge of. */
export interface Operation {
  readonly id: string;
  /** Signed by the client, or by a key that the gateway holds. */
  readonly kind: "raw" | "custody";
  readonly state: OperationState;
  /** Who handed it in: an API key's id, or null for the public. */
  readonly client: string | null;
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly nonce: number;
  /** The signed bytes. */
  readonly raw: string;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly updatedAt: number;
  readonly block?: { readonly number: number; readonly hash: string };
  /** Whether the transaction did what it should, once mined. */
  readonly success?: boolean;
  readonly revert?: Revert;
  /** Code of what the node last said when it did not take the transaction. */
  readonly refusal?: string;
}

/** Operations by id. */
export const operationTable = defineTable<Operation>("operation");
/** Operation id by transaction hash. */
export const operationByHash = defineTable<string>("operationHash");
/** Operation id by sender and nonce; a dead operation has given up its place. */
export const operationByNonce = defineTable<string>("operationNonce");
/** Operations that are neither final nor dead, by sender and nonce. */
export const openOperations = defineTable<string>("operationOpen");

/** Key of a sender's nonce. */
export function nonceKey(from: string, nonce: number): string {
  return key(from, u64(nonce));
}

/** All writes that a new operation needs. */
export function writesOfNew(operation: Operation): HomeWrite[] {
  const place = nonceKey(operation.from, operation.nonce);
  return [
    put(operationTable, operation.id, operation),
    put(operationByHash, operation.hash, operation.id),
    put(operationByNonce, place, operation.id),
    put(openOperations, place, operation.id),
  ];
}

/** All writes that a change of an operation needs. */
export function writesOfChange(operation: Operation): HomeWrite[] {
  const place = nonceKey(operation.from, operation.nonce);
  const writes = [put(operationTable, operation.id, operation)];
  if (operation.state === "final") writes.push(del(openOperations, place));
  if (operation.state === "dead") writes.push(del(openOperations, place), del(operationByNonce, place));
  return writes;
}

/** Whether nothing more can happen to it. */
export function isFinished(operation: Operation): boolean {
  return operation.state === "final" || operation.state === "dead";
}
