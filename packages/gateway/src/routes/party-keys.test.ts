import { apiKeyRequestTypes, createLedger, requestDomain } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { rfc3339 } from "../http/time.ts";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import { startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";

describe("API keys of parties", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let firm: TestParty;
  let other: TestParty;
  let count = 0;

  before(async () => {
    chain = await startLedgerChain();
    firm = await chain.admit();
    other = await chain.admit();
    gateway = await openDeskGateway(chain, []);
    // A key of a party is good once the index knows the account behind it.
    await gateway.indexed();
    const registry = await gateway.as("registry", null);
    for (const { address } of [firm, other]) {
      const headers = { ...registry, "idempotency-key": address };
      await gateway.send("POST", `/v1/parties/${address}/details`, headers, { phone: `0771 ${address}` });
    }
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const details = (of: TestParty, key: string) =>
    gateway.send("GET", `/v1/parties/${of.address}/details?purpose=check`, { authorization: `Bearer ${key}` });
  const deployment = () => {
    const contracts = Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: 1 }]);
    const named = Object.fromEntries(contracts) as Record<string, { address: string; block: number }>;
    return { chainId: chain.anvil.chainId, contracts: named };
  };

  /** Asks for a key of the firm; `over` changes what is sent after it was signed. */
  const ask = async (
    key: Wallet,
    { signedAt = Math.floor(Date.now() / 1000), over = {}, id = `ask-${count++}` } = {},
  ) => {
    const signed = { party: firm.address, label: "archive", days: 30, signedAt, requestId: id };
    const signature = await key.signTypedData(requestDomain(deployment()), apiKeyRequestTypes, signed);
    const body = { label: "archive", days: 30, signedAt: rfc3339(signedAt), signature };
    const sent = { party: firm.address, id, ...body, ...over };
    const { party, id: header, ...rest } = sent;
    return gateway.send("POST", `/v1/parties/${party}/keys`, { "idempotency-key": header }, rest);
  };

  it("are given on the signature of the party's account, and read what is for the party's eyes only", async () => {
    const url = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
    const ledger = await createLedger({
      rpcUrl: chain.anvil.url,
      deployment: deployment(),
      signer: firm.key,
      gateway: { url },
    });
    const { id, key } = await ledger.apiKeys.request({ label: "own", days: 7 }, { id: "own-1" });
    expect((await details(firm, key!)).content.phone).to.equal(`0771 ${firm.address}`);
    expect((await details(other, key!)).code).to.equal("DOCUMENT_NOT_ALLOWED");
    // Asked again, it is the same key, and its secret is not told twice.
    expect(await ledger.apiKeys.request({ label: "own", days: 7 }, { id: "own-1" })).to.eql({ id, key: null });
    const row = (await gateway.services.keys.list()).find((entry) => entry.key === id)!.row;
    expect(row).to.include({ role: "party", party: firm.address.toLowerCase(), label: "own" });
    expect(row.createdBy).to.equal(firm.key.address.toLowerCase());
    ledger.close();
  });

  it("are not to be had by an operator, and one in a party's name opens nothing of the party", async () => {
    const operator = await gateway.as("operator", null);
    const post = (body: object) =>
      gateway.send("POST", "/v1/keys", { ...operator, "idempotency-key": `key-${count++}` }, body);
    const named = await post({ role: "party", party: firm.address, label: "x", days: 1 });
    expect([named.status, named.code]).to.eql([403, "KEY_PARTY_UNPROVEN"]);
    const { key } = (await post({ role: "party", label: "x", days: 1 })).content as { key: string };
    const made = {
      role: "party",
      party: firm.address.toLowerCase(),
      label: "x",
      expiresAt: Date.now() + 60_000,
    } as const;
    const old = await gateway.services.keys.add({ ...made, createdBy: "0123456789abcdef" });
    for (const text of [key, old.text]) {
      expect((await details(firm, text)).code).to.equal("DOCUMENT_NOT_ALLOWED");
      const { content } = await details(firm, (await gateway.services.keys.add(made)).text);
      const digest = (content.digest as string).slice(2);
      const headers = { authorization: `Bearer ${text}` };
      const direct = await gateway.send("GET", `/v1/documents/${digest}?purpose=check`, headers);
      expect(direct.code).to.equal("DOCUMENT_NOT_ALLOWED");
    }
  });

  it("are refused to whoever may not manage the party's keys now", async () => {
    const stranger = new Wallet(Wallet.createRandom().privateKey);
    const add = async (powers: number, validUntil = 0) => {
      const key = new Wallet(Wallet.createRandom().privateKey);
      await chain.call("ledger", firm.key, "addAccount", key.address, powers, validUntil, 0);
      return key;
    };
    const [weak, gone] = [await add(7), await add(15)];
    await chain.call("ledger", firm.key, "revokeAccount", gone.address);
    const late = await add(15, (await chain.now()) + 5);
    await chain.pass(10);
    const codes = await Promise.all([stranger, other.key, weak, gone, late].map(async (key) => (await ask(key)).code));
    expect(codes).to.eql([
      "ACCOUNT_UNKNOWN",
      "ACCOUNT_OF_ANOTHER_PARTY",
      "ACCOUNT_LACKS_POWER",
      "ACCOUNT_REVOKED",
      "ACCOUNT_EXPIRED",
    ]);
  });

  it("end with the account that asked for them: revoked, rotated away, past its end, or without the power", async () => {
    const add = async (powers: number, validUntil = 0) => {
      const key = new Wallet(Wallet.createRandom().privateKey);
      await chain.call("ledger", firm.key, "addAccount", key.address, powers, validUntil, 0);
      return key;
    };
    const makers = [await add(15), await add(15), await add(15), await add(15, (await chain.now()) + 1_000)];
    const made = await Promise.all(makers.map(async (key) => (await ask(key)).content.key as string));
    await gateway.indexed();
    const used = () => Promise.all(made.map(async (key) => (await details(firm, key)).code));
    expect(await used()).to.eql(Array(4).fill(undefined));
    const [stolen, old, weakened] = makers.map(({ address }) => address);
    await chain.call("ledger", firm.key, "revokeAccount", stolen);
    await chain.call("ledger", firm.key, "rotateAccount", old, Wallet.createRandom().address);
    await chain.call("ledger", firm.key, "changeAccount", weakened, 7, 0, 0);
    await chain.pass(2_000);
    await gateway.indexed();
    expect(await used()).to.eql(Array(4).fill("API_KEY_REVOKED"));
    const { content } = await details(firm, made[0]!);
    expect(content.detail).to.include(`The account ${stolen!.toLowerCase()} that asked for this key`);
  });

  it("are refused for a request that is old, early, altered, or of another id", async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const signedAt of [now - 400, now + 400]) {
      expect((await ask(firm.key, { signedAt })).code).to.equal("KEY_REQUEST_STALE");
    }
    // Other content has another signer, who is nobody.
    const changes = [{ label: "another" }, { days: 31 }, { id: "of-another" }, { signedAt: rfc3339(now - 1) }];
    for (const over of changes) expect((await ask(firm.key, { over })).code).to.equal("ACCOUNT_UNKNOWN");
    expect((await ask(firm.key, { over: { party: other.address } })).code).to.equal("ACCOUNT_UNKNOWN");
    expect((await ask(firm.key, { over: { signature: `0x${"ff".repeat(65)}` } })).code).to.equal("SIGNATURE_INVALID");
    const [first, replayed] = [await ask(firm.key, { id: "replay" }), await ask(firm.key, { id: "replay" })];
    expect([first.status, replayed.status, replayed.content.key]).to.eql([201, 200, null]);
    expect(replayed.content.id).to.equal(first.content.id);
  });
});
