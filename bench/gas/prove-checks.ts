import type { Wallet } from "ethers";
import { freshKey } from "../../test/fixture.ts";
import type { Peer } from "./peers.ts";

/**
 * Makes sure that a peer's checks are there: figures of a contract that forgot one would be worth nothing.
 * @throws Error naming the check that is missing, or that refuses what it should let pass
 */
export async function proveChecks(
  { contract, admin }: Peer,
  holder: Wallet,
  to: string,
  voucherId: bigint,
): Promise<void> {
  const act = async (name: string, ...args: unknown[]) => {
    const sent = (await contract.connect(admin).getFunction(name)(...args)) as { wait(): Promise<unknown> };
    await sent.wait();
  };
  const transfer = (by: Wallet, target: string) =>
    contract
      .connect(by)
      .getFunction("transferFrom")
      .staticCall(holder.address, target, voucherId)
      .then(
        () => true,
        () => false,
      );
  const expect = async (what: string, passes: boolean, by = holder, target = to) => {
    if ((await transfer(by, target)) !== passes) throw new Error(`A peer ${passes ? "refuses" : "allows"} ${what}.`);
  };

  await expect("a transfer by the holder", true);
  await expect("a transfer by a stranger", false, freshKey());
  await expect("a transfer to somebody not admitted", false, holder, freshKey().address);
  for (const [name, begin, end] of [
    ["frozen", () => act("freeze", voucherId, true), () => act("freeze", voucherId, false)],
    ["paused", () => act("pause"), () => act("unpause")],
  ] as const) {
    await begin();
    await expect(`a transfer while ${name}`, false);
    await end();
    await expect(`a transfer when no longer ${name}`, true);
  }
  await act("admit", holder.address, false);
  await expect("a transfer by a holder no longer admitted", false);
  await act("admit", holder.address, true);
}
