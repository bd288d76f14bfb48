import { encodeConditions, showConditions } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet, ZeroAddress, ZeroHash } from "ethers";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import {
  day,
  digest,
  roleBits,
  startLedgerChain,
  type LedgerChain,
  type TestParty,
} from "../../testing/ledger-chain.ts";
import { apply, declare } from "../../testing/ledger-history.ts";
import { terms } from "../../testing/terms.ts";

const rfc = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/** EIP-712 fields out of a list as a contract writes it. */
const fieldsOf = (list: string) =>
  list.split(",").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { name, type };
  });

describe("the desks", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let exchange: TestParty;
  let alpha: TestParty;
  let beta: TestParty;
  let regulatorKey: Record<string, string>;
  let registryKey: Record<string, string>;
  let exchangeKey: Record<string, string>;

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    exchange = await chain.admit({ roles: roleBits.exchange, name: "交易所" });
    alpha = await chain.admit({ name: "Alpha" });
    beta = await chain.admit({ name: "Beta" });
    // A desk's own key: the authority's first one sends from elsewhere in this test.
    const desk = new Wallet(Wallet.createRandom().privateKey);
    await chain.call("ledger", chain.authority.key, "addAccount", desk.address, 15, 0, 0);
    gateway = await openDeskGateway(chain, [desk, registry.key, exchange.key, alpha.key]);
    regulatorKey = await gateway.as("regulator", chain.authority.address);
    registryKey = await gateway.as("registry", registry.address);
    exchangeKey = await gateway.as("exchange", exchange.address);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const { done, refused } = expectDesk(() => gateway);

  const admission = (over: object = {}) => ({
    name: "新公司 New Firm",
    roles: ["trader"],
    jurisdiction: 156,
    identityDigest: digest("identity"),
    safeUseCommitment: digest("commitment"),
    account: Wallet.createRandom().address,
    powers: ["operate", "approve", "manage"],
    ...over,
  });

  describe("of the authority", () => {
    it("admits a party with a random id where none is given", async () => {
      const account = Wallet.createRandom().address;
      const count: bigint = await chain.view("ledger", "partyCount");
      await done("/v1/parties", regulatorKey, admission({ account }));
      expect(await chain.view("ledger", "partyCount")).to.equal(count + 1n);
      const { party, powers } = await chain.view("ledger", "accountOf", account);
      expect(powers).to.equal(11n);
      expect((await chain.view("ledger", "partyOf", party)).roles).to.equal(16n);
    });

    it("refuses early what the ledger would refuse, by the ledger's own code", async () => {
      const cases: [string, number, object][] = [
        ["ROLES_NOT_COMBINABLE", 422, { roles: ["trader", "registry"] }],
        ["SAFE_USE_COMMITMENT_MISSING", 422, { safeUseCommitment: undefined }],
        ["NAME_INVALID", 422, { roles: ["trader", "operator"], name: "" }],
        ["NAME_INVALID", 422, { name: "数".repeat(100) }],
        ["JURISDICTION_INVALID", 422, { jurisdiction: 0 }],
        ["ACCOUNT_EXISTS", 409, { account: alpha.key.address }],
        ["ACCOUNT_UNKNOWN", 403, { account: ZeroAddress }],
        ["PARTY_ID_MISSING", 422, { partyId: `0x${"00".repeat(32)}` }],
        ["ROLE_MISSING", 403, { roles: ["authority"] }],
      ];
      for (const [code, status, over] of cases) {
        const [gotStatus, gotCode] = await refused("/v1/parties", regulatorKey, admission(over));
        expect([gotCode, gotStatus]).to.eql([code, status]);
      }
    });

    it("records what a party is and is qualified for, on a document", async () => {
      const firm = await chain.admit();
      const path = `/v1/parties/${firm.address}/qualifications`;
      const given = { kind: "enterprise", qualifications: ["protectionLevel2", "dataVendor"] };
      await done(path, regulatorKey, { ...given, documentDigest: digest("proof") });
      const seen = await chain.view("ledger", "partyOf", firm.address);
      expect([seen.kind, seen.qualifications]).to.eql([5n, 0b10_0000_0001n]);
      const wrong = await refused(path, regulatorKey, { ...given, kind: "everybody", documentDigest: digest("proof") });
      expect(wrong.slice(0, 2)).to.eql([422, "REQUEST_INVALID"]);
      const unproved = await refused(path, regulatorKey, { ...given, documentDigest: `0x${"0".repeat(64)}` });
      expect(unproved.slice(0, 2)).to.eql([422, "DOCUMENT_MISSING"]);
    });

    it("changes standing and restores access on a document", async () => {
      const firm = await chain.admit();
      const base = `/v1/parties/${firm.address}`;
      await done(`${base}/standing`, regulatorKey, { standing: "suspended", documentDigest: digest("order") });
      const again = await refused(`${base}/standing`, regulatorKey, {
        standing: "suspended",
        documentDigest: digest("o"),
      });
      expect(again).to.eql([409, "STANDING_INVALID", { party: firm.address, standing: "suspended" }]);
      await done(`${base}/standing`, regulatorKey, { standing: "good", documentDigest: digest("lifted") });
      const fresh = Wallet.createRandom().address;
      await done(`${base}/accounts`, regulatorKey, {
        account: fresh,
        lostAccount: firm.key.address,
        powers: ["operate"],
        documentDigest: digest("lost"),
      });
      expect((await chain.view("ledger", "accountOf", fresh)).party).to.equal(firm.address);
      expect((await chain.view("ledger", "accountOf", firm.key.address)).revoked).to.equal(true);
      const own = await refused(`/v1/parties/${chain.authority.address}/standing`, regulatorKey, {
        standing: "warned",
        documentDigest: digest("own"),
      });
      expect(own.slice(0, 2)).to.eql([403, "ROLE_MISSING"]);
    });

    it("gives registries their code once", async () => {
      const url = `/v1/registries/${registry.address}/code`;
      await done(url, regulatorKey, { region: 45, digit: 1 });
      expect([...(await chain.view("assets", "registryCode", registry.address))]).to.eql([45n, 1n, true]);
      expect(await refused(url, regulatorKey, { region: 45, digit: 1 })).to.eql([
        409,
        "REGISTRY_CODE_INVALID",
        { region: 45, digit: 1 },
      ]);
      const firm = await refused(`/v1/registries/${alpha.address}/code`, regulatorKey, { region: 45, digit: 2 });
      expect(firm.slice(0, 2)).to.eql([422, "NOT_REGISTRY"]);
    });

    it("passes the records of a registry that leaves to another, once", async () => {
      const [leaving, successor] = [await chain.admitRegistry("甲"), await chain.admitRegistry("乙")];
      const url = `/v1/registries/${leaving.address}/take-over`;
      const takeOver = { successor: successor.address, documentDigest: digest("taken over") };
      expect((await refused(url, regulatorKey, takeOver))[1]).to.equal("NOT_REGISTRY");
      await done(`/v1/registries/${leaving.address}/code`, regulatorKey, { region: 46, digit: 1 });
      await done(`/v1/registries/${successor.address}/code`, regulatorKey, { region: 46, digit: 2 });
      expect((await refused(url, registryKey, takeOver))[1]).to.equal("ROLE_NOT_ALLOWED");
      await done(url, regulatorKey, takeOver);
      expect(await chain.view("assets", "keeperOf", leaving.address)).to.equal(successor.address);
      const [status, code] = await refused(url, regulatorKey, takeOver);
      expect([status, code]).to.eql([409, "REGISTRY_TAKEN_OVER_BEFORE"]);
    });

    it("records, refuses, changes and cancels public data, and its operation", async () => {
      const body = await chain.admit({ roles: roleBits.body, name: "统计局" });
      for (const label of ["one", "two"]) {
        const assetId = await declare(chain, body, { category: 3, fingerprint: digest(label) });
        await chain.call("records", body.key, "submitRecord", assetId, (await chain.now()) + 100 * day, digest(label));
      }
      const document = { documentDigest: digest("decision") };
      await done("/v1/records/1/publish", regulatorKey, { noticeDigest: digest("notice") });
      const { noticeUntil } = await chain.view("records", "recordOf", 1);
      expect(await refused("/v1/records/1/admit", regulatorKey, { recordNumber: "GX-1", ...document })).to.eql([
        409,
        "RECORD_NOTICE_NOT_OVER",
        { recordId: "1", noticeUntil: Number(noticeUntil) },
      ]);
      await chain.passTo(Number(noticeUntil) + 1);
      await done("/v1/records/1/admit", regulatorKey, { recordNumber: "GX-1", ...document });
      await done("/v1/records/2/refuse", regulatorKey, document);
      expect((await chain.view("records", "recordOf", 1)).state).to.equal(2n);
      expect((await chain.view("records", "recordOf", 2)).state).to.equal(3n);
      expect(await refused("/v1/records/2/admit", regulatorKey, { recordNumber: "GX-2", ...document })).to.eql([
        409,
        "RECORD_NOT_IN_STATE",
        { recordId: "2", state: "refused" },
      ]);
      const operator = await chain.admit({ roles: roleBits.trader | roleBits.operator, name: "运营公司" });
      const time = await chain.now();
      await chain.call("records", body.key, "authoriseOperation", {
        recordId: 1,
        operator: operator.address,
        scene: "物流时效",
        purposes: 0b11,
        territory: 156,
        start: time,
        until: time + 30 * day,
        resale: true,
        agreementDigest: digest("agreement"),
        safety: { level: 3, until: time + 30 * day, documentDigest: digest("assessment") },
      });
      await done("/v1/authorisations/1/suspend", regulatorKey, document);
      expect(await refused("/v1/authorisations/1/suspend", regulatorKey, document)).to.eql([
        409,
        "OPERATION_SUSPENDED",
        { authorisationId: "1", suspendedBy: chain.authority.address },
      ]);
      await done("/v1/authorisations/1/resume", regulatorKey, document);
      await done("/v1/authorisations/1/end", regulatorKey, document);

      const details = { name: "行政区划", descriptorDigest: ZeroHash, bodyDigest: ZeroHash };
      await chain.call("records", body.key, "requestChange", 1, details, digest("change"));
      await chain.call("records", operator.key, "requestCorrection", 1, details, digest("correction"));
      await done("/v1/record-requests/1/publish", regulatorKey, { noticeDigest: digest("notice") });
      expect((await refused("/v1/record-requests/1/grant", regulatorKey, document)).slice(0, 2)).to.eql([
        409,
        "RECORD_REQUEST_NOTICE_NOT_OVER",
      ]);
      expect((await refused("/v1/record-requests/1/grant", registryKey, document)).slice(0, 2)).to.eql([
        403,
        "ROLE_NOT_ALLOWED",
      ]);
      await done("/v1/record-requests/1/refuse", regulatorKey, document);
      expect((await refused("/v1/record-requests/2/grant", regulatorKey, document)).slice(0, 2)).to.eql([
        409,
        "CORRECTION_NOT_PROVED",
      ]);
      await done("/v1/record-requests/2/grant", regulatorKey, { ...document, proofDigest: digest("proof") });
      const states = await Promise.all([1, 2].map(async (id) => (await chain.view("records", "requestOf", id)).state));
      expect(states).to.eql([4n, 3n]);
      const cancel = { ground: "dataLost", ...document };
      expect(
        (await refused("/v1/records/1/cancel", regulatorKey, { ...cancel, ground: "givenUp" })).slice(0, 2),
      ).to.eql([422, "RECORD_GROUND_INVALID"]);
      await done("/v1/records/1/cancel", regulatorKey, cancel);
      expect((await chain.view("records", "recordOf", 1)).state).to.equal(4n);
      expect(await refused("/v1/records/9/cancel", regulatorKey, cancel)).to.eql([
        404,
        "RECORD_UNKNOWN",
        { recordId: "9" },
      ]);
    });
  });

  describe("of registry and exchange", () => {
    let certificateId: bigint;
    let deadline: number;
    const document = { documentDigest: digest("document") };
    const domain = () => ({
      name: "DataVoucher",
      version: "1",
      chainId: chain.anvil.chainId,
      verifyingContract: chain.addresses["Ledger"]!,
    });

    it("takes a case through supplement, objection and notice to the certificate", async () => {
      const assetId = await declare(chain, alpha);
      const caseId = await apply(chain, alpha, registry, assetId);
      const step = (name: string) => `/v1/registrations/${caseId}/${name}`;
      const at = async (days: number) => rfc((await chain.now()) + days * day);
      await done(step("supplement"), registryKey, { deadline: await at(5), ...document });
      await chain.call("assets", alpha.key, "giveSupplement", caseId, digest("more"));
      expect((await refused(step("supplement"), registryKey, { deadline: await at(5), ...document }))[1]).to.equal(
        "SUPPLEMENT_ASKED_BEFORE",
      );
      await done(step("accept"), registryKey, document);
      expect(await refused(step("accept"), registryKey, document)).to.eql([
        409,
        "CASE_NOT_IN_STATE",
        { caseId: String(caseId), state: "accepted" },
      ]);
      await done(step("examine"), registryKey, { reportDigest: digest("report") });
      await done(step("publish"), registryKey, { noticeDigest: digest("notice") });
      await done(step("object"), exchangeKey, { reasonDigest: digest("reason") });
      const own = await refused(step("object"), registryKey, { reasonDigest: digest("reason") });
      expect(own.slice(0, 2)).to.eql([403, "OBJECTION_BY_PARTICIPANT"]);
      const resolution = { objectionId: 0, upheld: false, ...document };
      await done(step("resolve"), registryKey, resolution);
      expect((await refused(step("resolve"), registryKey, resolution))[1]).to.equal("OBJECTION_NOT_OPEN");
      const evidence = { evidenceDigest: digest("evidence"), sample: true };
      expect((await refused(step("certify"), registryKey, evidence))[1]).to.equal("NOTICE_NOT_OVER");
      await chain.passNotice(caseId);
      await done(step("certify"), registryKey, evidence);
      certificateId = (await chain.view("assets", "caseOf", caseId)).certificateId;
      expect(certificateId > 0n).to.equal(true);
    });

    it("begins a cancellation ex officio and certifies it", async () => {
      const assetId = await declare(chain, alpha);
      const caseId = await apply(chain, alpha, registry, assetId);
      const evidence = { evidenceDigest: digest("stored"), sample: true };
      const step = (name: string, of = caseId) => `/v1/registrations/${of}/${name}`;
      await done(step("accept"), registryKey, document);
      await done(step("examine"), registryKey, { reportDigest: digest("report") });
      await done(step("waive-notice"), registryKey, document);
      await done(step("certify"), registryKey, evidence);
      const { certificateId } = await chain.view("assets", "caseOf", caseId);
      const url = `/v1/certificates/SJ${certificateId}/cancel`;
      const body = { rights: ["hold", "operate"], ground: "byLaw", evidenceDigest: digest("notice") };
      expect((await refused(url, registryKey, { ...body, ground: "request" }))[1]).to.equal("REQUEST_INVALID");
      expect((await refused("/v1/certificates/SJ1/cancel", registryKey, body))[1]).to.equal(
        "CERTIFICATE_NUMBER_MALFORMED",
      );
      expect((await refused("/v1/certificates/SJ9912026110001/cancel", registryKey, body)).slice(0, 2)).to.eql([
        404,
        "CERTIFICATE_NOT_ISSUED",
      ]);
      await done(url, registryKey, body);
      const begun: bigint = await chain.view("assets", "caseCount");
      const seen = await chain.view("assets", "caseOf", begun);
      expect([seen.rights, seen.ground, seen.exOfficio]).to.eql([10n, 4n, true]);
      const notice = { noticeDigest: digest("notice") };
      expect((await refused(step("publish", begun), registryKey, notice))[1]).to.equal("NO_NOTICE_OF_CANCELLATION");
      await done(step("certify", begun), registryKey, evidence);
      expect((await chain.view("assets", "caseOf", begun)).state).to.equal(6n);
      expect((await refused(url, registryKey, body))[1]).to.equal("RIGHT_NOT_HELD");
    });

    it("refuses a case on a ground", async () => {
      const assetId = await declare(chain, alpha);
      const caseId = await apply(chain, alpha, registry, assetId);
      await done(`/v1/registrations/${caseId}/refuse`, registryKey, { ground: "unlawfulSource", ...document });
      expect((await chain.view("assets", "caseOf", caseId)).state).to.equal(7n);
      const unknown = await refused("/v1/registrations/99/refuse", registryKey, { ground: "harm", ...document });
      expect(unknown).to.eql([404, "CASE_UNKNOWN", { caseId: "99" }]);
    });

    it("opens a series on the grantor's signature, once", async () => {
      const now = await chain.now();
      deadline = now + 30 * day;
      const wire = {
        basis: { kind: "certificate", id: String(certificateId) },
        class: "product",
        resale: true,
        territory: 156,
        start: rfc(now),
        end: rfc(now + 180 * day),
        cap: "1000000",
        purposes: [0, 1],
        priceRule: "fixed",
        unitPrice: "100",
        termsDigest: digest("terms"),
        conditions: {
          environments: ["sandbox", "trustedSpace"],
          obligations: ["destroy"],
          onward: 1,
          frequency: { units: 7, period: "week" },
          retentionDays: 30,
        },
      } as const;
      const types = {
        SeriesRequest: [
          { name: "terms", type: "SeriesTerms" },
          { name: "nonce", type: "uint256" },
          { name: "deadline", type: "uint40" },
        ],
        SeriesTerms: fieldsOf(
          "uint8 basisKind,uint64 basisId,uint8 class,bool resale,uint16 territory,uint40 start,uint40 end,uint48 cap," +
            "uint64 purposes,address namedUser,uint8 priceRule,uint64 unitPrice,bytes32 termsDigest," +
            "SeriesConditions conditions",
        ),
        SeriesConditions: fieldsOf(
          "uint16 users,uint16 qualifications,uint16 environments,uint16 obligations,uint8 open,uint8 onward," +
            "uint8 period,uint32 frequency,uint16 durationHours,uint16 retentionDays",
        ),
      };
      const conditions = encodeConditions(wire.conditions);
      const signed = terms(certificateId, now, { termsDigest: digest("terms"), conditions });
      const value = { terms: signed, nonce: 2n ** 255n, deadline };
      const signature = await alpha.key.signTypedData(domain(), types, value);
      const body = { terms: wire, nonce: String(2n ** 255n), deadline: rfc(deadline), signature };
      const looser = { ...wire, conditions: { ...wire.conditions, retentionDays: 31 } };
      const loosened = await refused("/v1/series", registryKey, { ...body, terms: looser });
      expect(loosened.slice(0, 2)).to.eql([403, "REQUEST_SIGNATURE_INVALID"]);
      const unknown = { ...wire, conditions: { ...wire.conditions, environments: ["anywhere"] } };
      expect((await refused("/v1/series", registryKey, { ...body, terms: unknown })).slice(0, 2)).to.eql([
        422,
        "REQUEST_INVALID",
      ]);
      const altered = await refused("/v1/series", registryKey, { ...body, terms: { ...wire, cap: "1000001" } });
      expect(altered.slice(0, 2)).to.eql([403, "REQUEST_SIGNATURE_INVALID"]);
      const endless = await refused("/v1/series", registryKey, {
        ...body,
        terms: { ...wire, end: rfc(now + 4000 * day) },
      });
      expect(endless[1]).to.be.oneOf(["TERM_INVALID", "REQUEST_SIGNATURE_INVALID"]);
      await done("/v1/series", registryKey, body);
      const opened = await chain.view("ledger", "seriesOf", 1);
      expect(opened.grantor).to.equal(alpha.address);
      expect(encodeConditions(showConditions(opened.terms.conditions))).to.eql(conditions);
      expect((await refused("/v1/series", registryKey, body)).slice(0, 2)).to.eql([409, "REQUEST_USED"]);
    });

    const issueTypes = {
      IssueRequest: [
        { name: "seriesId", type: "uint32" },
        { name: "to", type: "address[]" },
        { name: "units", type: "uint48[]" },
        { name: "digests", type: "bytes32[]" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint40" },
      ],
    };
    const signIssue = (items: { to: string; units: string; digest: string }[], nonce: number) =>
      alpha.key.signTypedData(domain(), issueTypes, {
        seriesId: 1,
        to: items.map(({ to }) => to),
        units: items.map(({ units }) => units),
        digests: items.map((item) => item.digest),
        nonce,
        deadline,
      });
    const signed = async (items: { to: string; units: string; digest: string }[], nonce: number) => ({
      nonce: String(nonce),
      deadline: rfc(deadline),
      signature: await signIssue(items, nonce),
    });

    it("issues one voucher and many on signed requests", async () => {
      const one = { to: beta.address, units: "1000", digest: digest("voucher") };
      const body = { seriesId: 1, ...one, ...(await signed([one], 1)) };
      await done("/v1/vouchers", registryKey, body);
      expect((await refused("/v1/vouchers", registryKey, body))[1]).to.equal("REQUEST_USED");
      const many = [1, 2, 3].map((i) => ({ to: beta.address, units: String(i), digest: digest(`voucher ${i}`) }));
      await done("/v1/vouchers/batch", registryKey, { seriesId: 1, vouchers: many, ...(await signed(many, 2)) });
      expect((await chain.view("ledger", "voucherOf", (1n << 32n) | 4n)).units).to.equal(3n);
      const zero = { to: beta.address, units: "0", digest: digest("voucher") };
      expect(
        (await refused("/v1/vouchers", registryKey, { seriesId: 1, ...zero, ...(await signed([zero], 3)) }))[1],
      ).to.equal("UNITS_ZERO");
      const more = { to: beta.address, units: "999999", digest: digest("voucher") };
      expect(await refused("/v1/vouchers", registryKey, { seriesId: 1, ...more, ...(await signed([more], 4)) })).to.eql(
        [409, "SERIES_EXHAUSTED", { seriesId: 1, left: "998994", units: "999999" }],
      );
      const unheld = { to: exchange.address, units: "1", digest: digest("voucher") };
      const toExchange = { seriesId: 1, ...unheld, ...(await signed([unheld], 5)) };
      expect((await refused("/v1/vouchers", registryKey, toExchange))[1]).to.equal("PARTY_MAY_NOT_HOLD");
    });

    it("transfers vouchers and units for a holder who approved the exchange, and for no other", async () => {
      const voucherId = String((1n << 32n) | 1n);
      const gamma = await chain.admit({ name: "Gamma" });
      const whole = { voucherId, from: beta.address, to: gamma.address };
      expect((await refused("/v1/transfers", exchangeKey, whole)).slice(0, 2)).to.eql([403, "TRANSFER_NOT_APPROVED"]);
      await chain.call("ledger", beta.key, "setApprovalForAll", exchange.address, true);
      await done("/v1/transfers", exchangeKey, { voucherId, to: gamma.address, units: "250" });
      expect(
        (await refused("/v1/transfers", exchangeKey, { voucherId, to: gamma.address, units: "751" })).slice(0, 2),
      ).to.eql([409, "UNITS_EXCEEDED"]);
      await done("/v1/transfers", exchangeKey, whole);
      expect(await chain.view("ledger", "ownerOf", voucherId)).to.equal(gamma.address);
      expect((await refused("/v1/transfers", exchangeKey, whole))[1]).to.equal("VOUCHER_NOT_HELD_BY");
    });

    it("suspends and resumes a series", async () => {
      await done("/v1/series/1/suspend", regulatorKey, document);
      expect(await refused("/v1/series/1/suspend", regulatorKey, document)).to.eql([
        409,
        "SUSPENSION_UNCHANGED",
        { seriesId: 1 },
      ]);
      await done("/v1/series/1/resume", regulatorKey, document);
      expect(await refused("/v1/series/7/suspend", regulatorKey, document)).to.eql([
        404,
        "SERIES_UNKNOWN",
        { seriesId: 7 },
      ]);
    });
  });

  describe("sign", () => {
    const body = { standing: "warned", documentDigest: digest("warning") };

    it("only with a key of the party that the API key stands for, and never for a firm", async () => {
      const firm = await chain.admit();
      const url = `/v1/parties/${firm.address}/standing`;
      const cases: [string, number, Record<string, string>][] = [
        ["API_KEY_WITHOUT_PARTY", 403, await gateway.as("regulator", null)],
        ["PARTY_UNKNOWN", 404, await gateway.as("regulator", `0x${"12".repeat(20)}`)],
        ["CUSTODY_NOT_FOR_TRADERS", 403, await gateway.as("regulator", alpha.address)],
        ["SIGNER_NOT_FOUND", 404, await gateway.as("regulator", chain.governance.address)],
        ["ROLE_MISSING", 403, await gateway.as("regulator", registry.address)],
        ["ROLE_NOT_ALLOWED", 403, registryKey],
        ["AUTHENTICATION_REQUIRED", 401, {}],
      ];
      for (const [code, status, key] of cases) {
        const answer = await refused(url, key, body);
        expect(answer.slice(0, 2), code).to.eql([status, code]);
      }
    });

    it("once for one idempotency key, also when the ledger would refuse a second time", async () => {
      const firm = await chain.admit();
      const url = `/v1/parties/${firm.address}/standing`;
      const headers = { ...regulatorKey, "idempotency-key": "warn once", prefer: "wait=20" };
      const key = { ...headers, "idempotency-key": "warn-once" };
      expect((await gateway.send("POST", url, headers, body)).code).to.equal("IDEMPOTENCY_KEY_MALFORMED");
      expect((await gateway.send("POST", url, regulatorKey, body)).code).to.equal("IDEMPOTENCY_KEY_MISSING");
      const answers = await Promise.all([1, 2, 3].map(() => gateway.send("POST", url, key, body)));
      expect(new Set(answers.map(({ content }) => content.id)).size).to.equal(1);
      const later = await gateway.send("POST", url, key, body);
      expect([later.status, later.content.id]).to.eql([200, answers[0]!.content.id]);
      const other = await gateway.send("POST", url, key, { ...body, standing: "barred" });
      expect([other.status, other.code]).to.eql([409, "IDEMPOTENCY_KEY_REUSED"]);
    });

    it("steps that need one another, handed in without waiting for blocks", async () => {
      const assetId = await declare(chain, alpha);
      const caseId = await apply(chain, alpha, registry, assetId);
      const document = { documentDigest: digest("d") };
      const post = (name: string, content: object) =>
        gateway.send(
          "POST",
          `/v1/registrations/${caseId}/${name}`,
          { ...registryKey, "idempotency-key": `${caseId}${name}` },
          content,
        );
      // One after the other, but neither waits until it is in a block.
      const accepted = await post("accept", document);
      const examined = await post("examine", { reportDigest: digest("report") });
      expect([accepted.status, examined.status]).to.eql([202, 202]);
      await gateway.services.outbox.wait(examined.content.id, ["final"], 10_000);
      expect((await chain.view("assets", "caseOf", caseId)).state).to.equal(4n);
    });

    it("keeps nothing of a request that was refused: the same key may be used again", async () => {
      const firm = await chain.admit();
      const url = `/v1/parties/${firm.address}/standing`;
      const key = { ...regulatorKey, "idempotency-key": "try-again", prefer: "wait=20" };
      await chain.call("ledger", chain.governance.key, "pause", 1);
      const paused = await gateway.send("POST", url, key, body);
      expect([paused.status, paused.code, paused.content.retryable]).to.eql([503, "SCOPE_PAUSED", true]);
      await chain.call("ledger", chain.governance.key, "pause", 0);
      expect((await gateway.send("POST", url, key, body)).content).to.include({ state: "final", success: true });
    });
  });
});
