import type { Wallet } from "ethers";
import { networkHelpers, type TestLedger } from "../fixture.ts";

/** A call that the AccessManager guards with a delay. */
export interface ManagedCall {
  readonly target: string;
  readonly data: string;
}

/** Announces a call through the AccessManager. */
export const announce = async ({ manager }: TestLedger, key: Wallet, { target, data }: ManagedCall) =>
  manager.connect(key).schedule(target, data, 0);

/** The id under which the AccessManager knows an announced call. */
export const operationOf = async ({ manager }: TestLedger, key: Wallet, { target, data }: ManagedCall) =>
  manager.hashOperation(key.address, target, data);

/** Makes the call directly, as its own account: an announced call is used up by it. */
export const make = async (key: Wallet, { target, data }: ManagedCall) => key.sendTransaction({ to: target, data });

/** Announces, waits for the delay, and calls. */
export async function makeInTime(ledger: TestLedger, call: ManagedCall, delay: number) {
  const { key } = ledger.parties.governance;
  await announce(ledger, key, call);
  await networkHelpers.time.increase(delay);
  return make(key, call);
}
