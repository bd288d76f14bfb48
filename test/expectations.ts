import { expect } from "chai";
import type { BaseContract, Result, TransactionResponse } from "ethers";

/** A value without names and number kinds: integers as bigint, structs and tuples as arrays. */
export function plain(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return Array.from(value, plain);
  if (typeof value === "object" && value !== null) return Object.values(value).map(plain);
  return value;
}

/** Every event of this name that a contract emitted in a transaction, each as its plain arguments in order. */
export async function eventsOf(
  sent: TransactionResponse | Promise<TransactionResponse>,
  contract: BaseContract,
  name: string,
): Promise<unknown[]> {
  const receipt = await (await sent).wait();
  const address = await contract.getAddress();
  return receipt!.logs
    .filter((log) => log.address === address)
    .map((log) => contract.interface.parseLog(log))
    .filter((log) => log?.name === name)
    .map((log) => plain(log!.args));
}

/** The transaction emits this event exactly once, with exactly these arguments. */
export async function expectEvent(
  sent: TransactionResponse | Promise<TransactionResponse>,
  contract: BaseContract,
  name: string,
  args: readonly unknown[],
): Promise<void> {
  expect(await eventsOf(sent, contract, name), name).to.deep.equal([plain(args)]);
}

/** The attempt is refused with exactly this custom error. */
export async function expectRefusal(
  attempt: Promise<unknown>,
  contract: BaseContract,
  name: string,
  args: readonly unknown[] = [],
): Promise<void> {
  const refused = expect(attempt).to.be.revertedWithCustomError(contract, name);
  await (args.length === 0 ? refused : refused.withArgs(...args));
}

/** A struct read from a contract has exactly these fields; write them in the order of the struct. */
export function expectStruct(seen: unknown, fields: Record<string, unknown>): void {
  expect(plain(seen)).to.deep.equal(plain(fields));
}

/** The fields of a struct read from a contract, by name. */
export const fieldsOf = (seen: unknown): Record<string, unknown> => (seen as Result).toObject();
