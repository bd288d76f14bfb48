import type { ContractTransactionResponse, Wallet } from "ethers";
import { calldataSurcharge } from "../../test/gas/calldata.ts";
import { freshKey } from "../../test/fixture.ts";
import type { Figures } from "./acts.ts";
import { digestOf, type Peer } from "./peers.ts";
import { proveChecks } from "./prove-checks.ts";

/**
 * Gas of one peer's acts, from the state that the ledger is measured in: sender and existing holder keep vouchers
 * before and after, so that no refund makes a transfer look cheap, and a new holder never had one.
 */
export async function measurePeer(peer: Peer): Promise<Figures> {
  const { contract, admin, checked } = peer;
  const figures: Figures = {};
  let next = 1n;
  const call = async (by: Wallet, name: string, ...args: unknown[]): Promise<number> => {
    const sent = (await contract.connect(by).getFunction(name)(...args)) as ContractTransactionResponse;
    return Number((await sent.wait())!.gasUsed) + calldataSurcharge(sent.data);
  };
  const take = (count: number) => Array.from({ length: count }, () => next++);
  const newcomer = async () => {
    const key = freshKey();
    if (checked) await call(admin, "admit", key.address, true);
    return key;
  };
  const newcomers = async () => {
    const list: string[] = [];
    while (list.length < 100) list.push((await newcomer()).address);
    return list;
  };
  const issue = (to: string) =>
    checked ? call(admin, "issue", to, next++, digestOf("document")) : call(admin, "mint", to, next++);
  const issueBatch = (to: string[], ids: bigint[]) =>
    checked
      ? call(
          admin,
          "issueBatch",
          to,
          ids,
          ids.map((id) => digestOf(`document ${id}`)),
        )
      : call(admin, "mintBatch", to, ids);
  const each = (gas: number) => Math.ceil(gas / 100);

  const beta = await newcomer();
  const gamma = await newcomer();
  const [first, second] = [next, next + 1n];
  for (let i = 0; i < 3; i++) await issue(beta.address);
  const { address: from } = beta;
  const { address: to } = gamma;
  figures["transfer to a new holder"] = await call(beta, "transferFrom", from, to, first);
  figures["transfer to an existing holder"] = await call(beta, "transferFrom", from, to, second);
  await call(gamma, "transferFrom", to, from, first);
  figures["issue one with digest"] = await issue(from);
  figures["issue 100 to 100 holders, each"] = each(await issueBatch(await newcomers(), take(100)));
  const hundred = take(100);
  await issueBatch(
    hundred.map(() => from),
    hundred,
  );
  figures["transfer 100 to one holder, each"] = each(await call(beta, "transferBatch", hundred, to));
  figures["transfer 100 to 100 new holders, each"] = each(
    await call(gamma, "transferEach", hundred, await newcomers()),
  );
  if (checked) figures["admit a party with one account"] = await call(admin, "admit", freshKey().address, true);
  if (checked) await proveChecks(peer, beta, to, first);
  return figures;
}
