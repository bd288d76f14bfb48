import { expect } from "chai";
import { Wallet, keccak256 } from "ethers";
import { contractErrorInterface } from "@data-voucher/sdk/contracts";
import type { RawReceipt } from "../chain/types.ts";
import { recordRefusals } from "../refusals/record.ts";
import { refusalTable } from "../refusals/table.ts";
import { day, digest, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { apply, certify, declare } from "../testing/ledger-history.ts";
import { terms } from "../testing/terms.ts";
import { openLedgerGateway, type LedgerGateway } from "../testing/ledger-gateway.ts";

const second = Wallet.createRandom() as unknown as Wallet;
const first = 2n ** 32n + 1n;

describe("blocks and transactions over HTTP", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: LedgerGateway;
  let grantor: TestParty;
  let holder: TestParty;
  let refused: string;

  /** Sends a call whatever comes of it; returns its hash. */
  const send = async (contract: "ledger" | "assets", party: TestParty, method: string, ...args: unknown[]) => {
    const to = chain.addresses[contract === "ledger" ? "Ledger" : "AssetRegistry"]!;
    const raw = await chain.sign(party.key, to, chain.encode(contract, method, ...args));
    return chain.anvil.rpc.call<string>("eth_sendRawTransaction", raw);
  };
  /** The same, and waits for its block: a busy node answers before it has made that. */
  const done = async (...given: Parameters<typeof send>) => {
    const hash = await send(...given);
    await chain.receiptOf(hash);
    return hash;
  };

  before(async () => {
    chain = await startLedgerChain();
    const registry = await chain.admitRegistry("登记中心");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    grantor = await chain.admit({ name: "授权方" });
    holder = await chain.admit({ name: "Holder" });
    const assetId = await declare(chain, grantor);
    const certificateId = await certify(chain, registry, await apply(chain, grantor, registry, assetId));
    await chain.call("ledger", grantor.key, "openSeries", terms(certificateId, await chain.now()));
    await chain.call("ledger", grantor.key, "issue", 1, holder.address, 1_000, digest("voucher"));
    refused = await done("ledger", grantor, "transferBatch", [first], grantor.address);
    gateway = await openLedgerGateway(chain);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const codeOf = async (hash: string) => (await gateway.get(`/v1/transactions/${hash}`)).error?.code as string;

  it("says where it stands, and what was deployed where", async () => {
    const status = await gateway.get("/v1/status");
    const head = await chain.anvil.rpc.call<{ number: string }>("eth_getBlockByNumber", "latest", false);
    expect(status.head.number).to.equal(Number(head.number));
    expect(status.indexed).to.deep.include({ number: Number(head.number), time: status.head.time });
    expect(status).to.deep.include({ lag: { blocks: 0, seconds: 0 }, unknownLogs: 0, chainId: "31338" });
    expect(status.deployment.contracts.Ledger.address).to.equal(chain.addresses["Ledger"]);
    expect(status.release).to.match(/^\d+\.\d+\.\d+$/);
  });

  it("shows a transaction with the function it called, its arguments by name and its events", async () => {
    const { items, names } = await gateway.get(`/v1/transactions?from=${grantor.key.address}`);
    const issue = items.find((item: { method: { name: string } }) => item.method.name === "issue");
    expect(issue.method.args).to.include({ units: "1000", digest: digest("voucher") });
    expect(issue).to.include({ status: "success", toContract: "Ledger", fromParty: grantor.address, error: null });
    expect(issue.events.map((event: { name: string }) => event.name)).to.include("VoucherIssued");
    expect(names[grantor.address]).to.equal("授权方");
    const receipt = await chain.anvil.rpc.call<RawReceipt>("eth_getTransactionReceipt", issue.hash);
    expect(issue.gasUsed).to.equal(BigInt(receipt.gasUsed).toString());
    const single = await gateway.get(`/v1/transactions/${issue.hash}`);
    expect(single).to.deep.include(issue);
    const open = items.find((item: { method: { name: string } }) => item.method.name === "openSeries");
    const [opened]: Record<string, unknown>[] = Object.values(open.method.args);
    expect(opened).to.deep.include({ basisKind: "certificate", class: "product", purposes: [0, 1] });
    expect(opened!["end"]).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it("decodes why a transaction was refused, and keeps it when the node no longer could", async () => {
    const shown = await gateway.get(`/v1/transactions/${refused}`);
    expect(shown).to.include({ status: "reverted", fromParty: grantor.address });
    expect(shown.method.name).to.equal("transferBatch");
    expect(shown.events).to.eql([]);
    const data = await chain.anvil.rpc
      .call("eth_call", { from: grantor.key.address, to: chain.addresses["Ledger"], data: inputOf(shown) }, "latest")
      .catch((error: { data: string }) => error.data);
    const { name } = contractErrorInterface().parseError(data as string)!;
    expect(shown.error).to.include({ name, source: "rerun" });
    expect(shown.error.title).to.match(/\w/);
    expect(shown.error.titleZh).to.match(/\p{Script=Han}/u);
    expect(gateway.services.home.get(refusalTable, refused)).to.include({ name });
  });

  const inputOf = ({ method }: { method: { name: string; args: { voucherIds: string[]; to: string } } }) =>
    chain.encode("ledger", method.name, ...Object.values(method.args));

  it("finds out by itself, as soon as a transaction is refused", async () => {
    const hash = await done("ledger", holder, "changeStanding", grantor.address, 3, digest("none of its business"));
    await gateway.indexed();
    for (let i = 0; gateway.services.home.get(refusalTable, hash) === undefined; i++) {
      expect(i, "looked for a record").to.be.lessThan(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await codeOf(hash)).to.equal(gateway.services.home.get(refusalTable, hash)!.code);
  });

  it("takes each refusal from the state that it met within its block", async () => {
    await chain.anvil.rpc.call("evm_setAutomine", false);
    // The first one moves the voucher away: only that makes the second fail.
    await send("ledger", holder, "transferBatch", [first], grantor.address);
    const late = await send("ledger", holder, "split", first, [400]);
    await chain.anvil.mine();
    await chain.anvil.rpc.call("evm_setAutomine", true);
    await gateway.indexed();
    const shown = await gateway.get(`/v1/transactions/${late}`);
    expect(shown.status).to.equal("reverted");
    expect(shown.gasUsed).to.match(/^[1-9]\d+$/);
    expect(shown.error.code).to.match(/NOT_HOLDER|HOLDER|UNAUTHORI|NOT_/);
  });

  it("lists refused transactions with the others, newest first, by sender and by party", async () => {
    const all = await gateway.get("/v1/transactions?limit=200");
    const hashes: string[] = all.items.map((item: { hash: string }) => item.hash);
    expect(hashes).to.include(refused);
    expect(all.items.find((item: { hash: string }) => item.hash === refused).error.code).to.equal(
      await codeOf(refused),
    );
    const order = all.items.map((item: { block: number }) => item.block);
    expect(order).to.eql([...order].sort((a: number, b: number) => b - a));
    const { counts } = await gateway.get("/v1/statistics");
    expect(counts.transactions).to.equal(all.items.length);

    await chain.call("ledger", grantor.key, "addAccount", second.address, 1, 0, 0);
    const other = { address: grantor.address, key: second };
    await done("ledger", other, "transferBatch", [first], holder.address);
    await done("ledger", grantor, "transferBatch", [first], holder.address);
    await gateway.indexed();
    const byParty: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const page = await gateway.get(`/v1/transactions?party=${grantor.address}&limit=2${after}`);
      byParty.push(...page.items.map((item: { hash: string }) => item.hash));
      cursor = page.nextCursor;
    }
    const whole = await gateway.get("/v1/transactions?limit=200");
    const theirs = whole.items.filter((item: { fromParty: string }) => item.fromParty === grantor.address);
    expect(byParty).to.eql(theirs.map((item: { hash: string }) => item.hash));
    expect(new Set(theirs.map((item: { from: string }) => item.from))).to.have.length(2);
    const cursorOf = async (query: string) =>
      (await gateway.get(`/v1/transactions?limit=1${query}`)).nextCursor as string;
    await gateway.get(`/v1/transactions?cursor=${await cursorOf(`&from=${grantor.key.address}`)}`, 400);
  });

  it("records what others saw, does not overwrite it, and refuses codes that are none", async () => {
    const { home } = gateway.services;
    const hash = keccak256("0x01");
    const errors = contractErrorInterface();
    const data = errors.encodeErrorResult(errors.getError("VoucherUnknown")!, [7n]);
    expect(await recordRefusals(home, [{ hash, block: 9, code: "VOUCHER_UNKNOWN" }])).to.equal(1);
    expect(home.get(refusalTable, hash)).to.eql({
      block: 9,
      code: "VOUCHER_UNKNOWN",
      name: "VoucherUnknown",
      args: null,
      source: "reported",
    });
    expect(await recordRefusals(home, [{ hash, block: 9, data }])).to.equal(1);
    expect(home.get(refusalTable, hash)?.args).to.eql({ voucherId: "7" });
    expect(await recordRefusals(home, [{ hash, block: 9, code: "VOUCHER_UNKNOWN" }])).to.equal(0);
    const failure = await recordRefusals(home, [{ hash, block: 9, code: "NO_SUCH_CODE" }]).catch((e: unknown) => e);
    expect(failure).to.be.instanceOf(RangeError);
  });

  it("gives blocks by number and by hash, also those without transactions", async () => {
    await chain.pass(day);
    await gateway.indexed();
    const { items } = await gateway.get("/v1/blocks?limit=3");
    expect(items[0]).to.have.all.keys("number", "hash", "parentHash", "time", "transactions", "gasUsed");
    const byHash = await gateway.get(`/v1/blocks/${items[0].hash}`);
    expect(byHash).to.deep.include({ ...items[0], transactions: byHash.transactionHashes.length });
    expect(await gateway.get(`/v1/blocks/${items[0].number}`)).to.eql(byHash);
    const empty = await gateway.get(`/v1/blocks/${byHash.asOfBlock.number}`);
    expect(empty).to.deep.include({ transactions: 0, transactionHashes: [], gasUsed: "0" });
    expect(await gateway.get(`/v1/blocks/${empty.hash}`)).to.eql(empty);
    await gateway.get(`/v1/blocks/${keccak256("0x")}`, 404);
    await gateway.get("/v1/blocks/0x12", 400);
  });
});
