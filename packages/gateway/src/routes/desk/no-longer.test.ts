import { readFile } from "node:fs/promises";
import { createLedger, isLedgerError, type ClientOptions } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { allErrors } from "../../errors.ts";
import { ledgerTables } from "../../ledger/projection.ts";
import { digestOf } from "../../store/dump.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import { day, digest, roleBits, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts";
import { issueLongVoucher, type LongVoucher } from "../../testing/long-voucher.ts";

const suspended = 3;
const operate = 1;

/** Who acts, and by what the ledger refuses it. */
interface Act {
  readonly code: string;
  /** A firm's own key. */
  readonly key: Wallet;
  /** An exchange whose only key at the gateway is of the same kind. */
  readonly desk: TestParty;
}

describe("what was allowed once and is no longer", function () {
  this.timeout(120_000);
  let voucher: LongVoucher;
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let url: string;
  let acts: Act[];
  let good: Act;

  const newKey = () => new Wallet(Wallet.createRandom().privateKey);

  before(async () => {
    voucher = await issueLongVoucher();
    ({ chain } = voucher);
    const [holder] = voucher.holders;
    const soon = (await chain.now()) + day;
    const exchange = () => chain.admit({ roles: roleBits.exchange });
    const [fine, revoked, expired, halted] = [await exchange(), await exchange(), await exchange(), await exchange()];
    const account = async (of: TestParty, validUntil: number) => {
      const key = newKey();
      await chain.call("ledger", of.key, "addAccount", key.address, operate, validUntil, 0);
      return key;
    };
    const pair = async (validUntil: number, desk: TestParty) =>
      [await account(holder, validUntil), await account(desk, validUntil)] as const;
    const [ownRevoked, deskRevoked] = await pair(0, revoked);
    const [ownExpired, deskExpired] = await pair(soon, expired);
    const firm = await chain.admit({ name: "Suspended" });
    for (const { address } of [fine, revoked, expired, halted]) {
      await chain.call("ledger", holder.key, "setApprovalForAll", address, true);
    }
    await chain.call("ledger", holder.key, "revokeAccount", ownRevoked.address);
    await chain.call("ledger", revoked.key, "revokeAccount", deskRevoked.address);
    for (const { address } of [firm, halted]) {
      await chain.call("ledger", chain.authority.key, "changeStanding", address, suspended, digest("decision"));
    }
    await chain.pass(2 * day);
    gateway = await openDeskGateway(chain, [fine.key, halted.key, deskRevoked, deskExpired]);
    url = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
    good = { code: "", key: holder.key, desk: fine };
    acts = [
      { code: "ACCOUNT_REVOKED", key: ownRevoked, desk: revoked },
      { code: "ACCOUNT_EXPIRED", key: ownExpired, desk: expired },
      { code: "PARTY_NOT_IN_STANDING", key: firm.key, desk: halted },
    ];
  });
  after(async () => {
    await gateway?.stop();
    await voucher?.chain.stop();
  });

  /** The ledger's newest block and every row that the index has of it. */
  const ledger = async () => {
    const head = Number(await chain.anvil.rpc.call("eth_blockNumber"));
    const { store } = gateway.services;
    while (store.cursor?.number !== head) await new Promise<void>((resolve) => store.onChange(() => resolve()));
    const view = store.view();
    const rows = await digestOf(view, ledgerTables);
    view.release();
    return { head, rows };
  };

  const order = () => ({ voucherId: String(voucher.voucherId), to: voucher.holders[1].address, units: "1" });

  const throughSdk = async ({ key }: Act, over: Partial<ClientOptions> = {}) => {
    const contracts = Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: 1 }] as const);
    const deployment = { chainId: chain.anvil.chainId, contracts: Object.fromEntries(contracts) };
    const opened = await createLedger({ rpcUrl: chain.anvil.url, deployment, signer: key, ...over });
    const outcome = await opened.vouchers.transfer(order()).then(
      () => "done",
      (error: unknown) => (isLedgerError(error) ? error.code : String(error)),
    );
    const simulated = await opened.vouchers.transfer.simulate(order());
    opened.close();
    return [outcome, simulated.ok ? "done" : simulated.code];
  };

  const throughApi = async ({ key }: Act) => {
    const { voucherId, to, units } = order();
    const nonce = Number(await chain.anvil.rpc.call("eth_getTransactionCount", key.address, "latest"));
    const raw = await key.signTransaction({
      type: 0,
      chainId: chain.anvil.chainId,
      nonce,
      gasPrice: 0n,
      gasLimit: 1_000_000n,
      to: chain.addresses["Ledger"]!,
      data: chain.encode("ledger", "transferFrom(uint256,address,uint256)", voucherId, to, units),
    });
    return gateway.send("POST", "/v1/transactions", {}, { raw });
  };

  const throughCustody = async ({ desk }: Act) =>
    gateway.write("/v1/transfers", await gateway.as("exchange", desk.address), order());

  /** Tries all ways; each is refused by the same code and leaves the ledger as it was. */
  const refused = async (act: Act) => {
    const { code } = act;
    const before = await ledger();
    expect(await throughSdk(act), "SDK").to.eql([code, code]);
    expect(await throughSdk(act, { gateway: { url }, route: "gateway" }), "SDK over the gateway").to.eql([code, code]);
    for (const [way, answer] of [
      ["raw", await throughApi(act)],
      ["custody", await throughCustody(act)],
    ] as const) {
      expect([answer.code, answer.status], way).to.eql([code, allErrors[code]!.httpStatus]);
    }
    expect(await ledger(), "the ledger").to.eql(before);
  };

  it("is refused to a revoked key, an expired key and a suspended party, each by its code", async () => {
    for (const act of acts) await refused(act);
  });

  it("is refused in a series whose term is over, by its code", async () => {
    expect((await throughCustody(good)).content).to.include({ success: true });
    await chain.pass(365 * day);
    await refused({ ...good, code: "SERIES_EXPIRED" });
  });

  it("has codes that differ and that the page of errors explains", async () => {
    const page = await readFile(new URL("../../../../../docs/errors.md", import.meta.url), "utf8");
    const codes = [...acts.map(({ code }) => code), "SERIES_EXPIRED"];
    expect(new Set(codes).size).to.equal(4);
    const { paths } = (await gateway.send("GET", "/openapi.json", {})).content;
    for (const code of codes) {
      const { httpStatus, title, titleZh } = allErrors[code]!;
      expect(page).to.include(`| \`${code}\` | ${httpStatus} | no | ${title} | ${titleZh} |`);
      expect(paths["/v1/transfers"].post["x-error-codes"]).to.include(code);
    }
  });
});
