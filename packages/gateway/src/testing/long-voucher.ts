import { digest, startLedgerChain, type LedgerChain, type TestParty } from "./ledger-chain.ts";
import { apply, certify, declare } from "./ledger-history.ts";
import { terms } from "./terms.ts";

/** The voucher 1-1 with many units, at its first holder, and somebody to pass it on to. */
export interface LongVoucher {
  readonly chain: LedgerChain;
  readonly assetId: string;
  readonly voucherId: bigint;
  readonly holders: readonly [TestParty, TestParty];
}

/** Starts a ledger with one voucher of 900 000 units. */
export async function issueLongVoucher(): Promise<LongVoucher> {
  const chain = await startLedgerChain();
  const registry = await chain.admitRegistry("登记中心");
  await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
  const grantor = await chain.admit({ name: "Grantor" });
  const holders = [await chain.admit({ name: "One" }), await chain.admit({ name: "Two" })] as const;
  const assetId = await declare(chain, grantor);
  const certificateId = await certify(chain, registry, await apply(chain, grantor, registry, assetId));
  await chain.call("ledger", grantor.key, "openSeries", terms(certificateId, await chain.now()));
  await chain.call("ledger", grantor.key, "issue", 1, holders[0].address, 900_000, digest("voucher"));
  return { chain, assetId, voucherId: 4294967297n, holders };
}

/** Passes the whole voucher to and fro. */
export function transferOften({ chain, voucherId, holders }: LongVoucher, times: number): Promise<void> {
  return actOften(chain, times, (i) => {
    const [from, to] = [holders[i % 2]!, holders[(i + 1) % 2]!];
    return [from, chain.encode("ledger", "transferBatch", [voucherId], to.address)];
  });
}

/** Splits one unit off it, again and again. */
export function splitOften({ chain, voucherId, holders }: LongVoucher, times: number): Promise<void> {
  const [from, to] = holders;
  const data = chain.encode("ledger", "transferFrom(uint256,address,uint256)", voucherId, to.address, 1);
  return actOften(chain, times, () => [from, data]);
}

/** Several acts a block: what is measured is the reading. */
async function actOften(chain: LedgerChain, times: number, actOf: (i: number) => [TestParty, string]): Promise<void> {
  const { rpc } = chain.anvil;
  const ledger = chain.addresses["Ledger"]!;
  await rpc.call("evm_setAutomine", false);
  for (let i = 0; i < times; i++) {
    const [{ key }, data] = actOf(i);
    await rpc.call("eth_sendRawTransaction", await chain.sign(key, ledger, data));
    if (i % 2 === 1) await chain.anvil.mine();
  }
  await chain.anvil.mine();
  await rpc.call("evm_setAutomine", true);
}
