import { expect } from "chai";
import { id, Wallet, ZeroHash } from "ethers";
import { startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { issuePaper, paperSigner } from "../testing/paper.ts";
import { codeOfRefusal } from "../testing/refusal.ts";
import { toBase64Url } from "./base64url.ts";
import type { JsonObject } from "./jws.ts";
import { signCredential } from "./sign-credential.ts";
import { encodeStatusList, readStatus, statusListOf, statusPlaceOf } from "./status-list.ts";
import { examineCertificate, verifyCertificate } from "./verify-certificate.ts";

type Issued = Awaited<ReturnType<typeof issuePaper>>;

describe("a certificate's credential, given one block hash", () => {
  let chain: LedgerChain;
  let issued: Issued;
  let other: Issued;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    issued = await issuePaper(chain);
    other = await issuePaper(chain);
  });
  after(() => chain.stop());

  /** The credential with another subject, signed again by the registry's own key: only the ledger can tell. */
  const restated = async (change: Readonly<Record<string, unknown>>) => {
    const subject = { ...(issued.credential["credentialSubject"] as JsonObject), ...change } as JsonObject;
    return resigned({ ...issued.credential, credentialSubject: subject });
  };
  const resigned = async (credential: JsonObject, signer = issued.signer) =>
    (await signCredential(credential, signer, { chainId: issued.evidence.chainId })).es256k;
  const withEvidence = (change: object) => {
    const [evidence] = issued.credential["evidence"] as readonly JsonObject[];
    return resigned({ ...issued.credential, evidence: [{ ...evidence, ...change }] });
  };
  const codesOf = async (paper: string, trust = issued.trust) =>
    (await examineCertificate(paper, trust)).findings.map(({ code }) => code);

  it("is genuine under ES256K and under SM2, each standing alone", async () => {
    const { trust, statement, evidence } = issued;
    for (const [paper, algorithm] of [
      [issued.es256k, "ES256K"],
      [issued.sm2 ?? "", "SM2"],
    ] as const) {
      const report = await verifyCertificate(paper, trust);
      expect(report).to.include({ genuine: true, form: "credential", signer: "certifier", expired: false });
      expect(report.signatures).to.have.lengthOf(1);
      expect(report.signatures[0]).to.include({ algorithm, holds: true });
      expect(report.record).to.deep.include({ number: statement.number, holder: statement.holder, sample: true });
      expect(report.record?.rights.map(({ right }) => right)).to.deep.equal(["hold", "use", "operate"]);
      expect(report.status).to.deep.equal({
        unknown: true,
        ask: { list: "http://127.0.0.1/v1/certificates/status/4512026", index: 7 },
      });
      expect(report.stated).to.include.members(["holderName", "assetName"]);
      expect((await verifyCertificate(new TextEncoder().encode(paper), trust)).genuine).to.equal(true);
    }
    expect((await verifyCertificate(issued.es256k, { ...trust, at: new Date("2100-01-01") })).expired).to.equal(true);
    expect(evidence.header.length).to.be.greaterThan(1_000);
  });

  const changes: readonly (readonly [field: string, change: Readonly<Record<string, unknown>>])[] = [
    ["number", { number: "SJ4512026110009" }],
    ["holder", { holder: `0x${"11".repeat(20)}` }],
    ["assetId", { assetId: id("another asset") }],
    ["caseId", { caseId: "999" }],
    ["registry", { registry: `0x${"22".repeat(20)}` }],
    ["issuedAt", { issuedAt: "2020-01-01T00:00:00Z" }],
    ["until", { until: "2099-01-01T00:00:00Z" }],
    ["evidenceDigest", { evidenceDigest: id("other evidence") }],
    ["sample", { sample: false }],
    ["rights.hold", { rights: [] }],
  ];
  for (const [field, change] of changes) {
    it(`that says another ${field} than the ledger names the field, though the registry's key signed it`, async () => {
      const paper = await restated(change);
      const report = await examineCertificate(paper, issued.trust);
      expect(report.genuine).to.equal(false);
      expect(report.findings.map(({ code }) => code)).to.deep.equal(["PAPER_DIFFERS"]);
      expect(report.differences.map((difference) => difference.field)).to.include(field);
      expect(report.differences.map((difference) => difference.field)).to.include("statementDigest.sm3");
      expect(report.findings[0]?.message).to.contain(field);
      expect(await codeOfRefusal(verifyCertificate(paper, issued.trust))).to.equal("PAPER_DIFFERS");
    });
  }

  it("that widens a right or adds one names the member", async () => {
    const [hold, ...more] = issued.statement.rights;
    const members = {
      until: "2099-01-01T00:00:00Z",
      territory: 0,
      resale: false,
      purposes: [1, 2, 3],
      limitsDigest: id("x"),
    };
    for (const [member, value] of Object.entries(members)) {
      const report = await examineCertificate(
        await restated({ rights: [{ ...hold, [member]: value }, ...more] }),
        issued.trust,
      );
      const fields = report.differences.map(({ field }) => field).filter((field) => field.startsWith("rights"));
      expect(fields).to.deep.equal([`rights.hold.${member}`]);
    }
    const twice = await examineCertificate(await restated({ rights: [hold, ...more, hold] }), issued.trust);
    expect(twice.differences.map(({ field }) => field)).to.include("rights.hold.3");
  });

  it("lists every field that differs, with what is stated and what is recorded", async () => {
    const report = await examineCertificate(await restated({ caseId: "999", sample: false }), issued.trust);
    expect(report.differences).to.deep.include({ field: "caseId", stated: "999", recorded: issued.statement.caseId });
    expect(report.differences).to.deep.include({ field: "sample", stated: "false", recorded: "true" });
  });

  it("whose envelope says something else than its statement differs too", async () => {
    for (const change of [
      { validUntil: "2099-01-01T00:00:00Z" },
      { validFrom: "2001-01-01T00:00:00Z" },
      { id: "urn:x" },
    ]) {
      const paper = await resigned({ ...issued.credential, ...change });
      const report = await examineCertificate(paper, issued.trust);
      expect(report.differences.map(({ field }) => field)).to.deep.equal(Object.keys(change));
    }
  });

  it("changed without the key fails by its signature, and still shows the field", async () => {
    const [head, body = "", signature] = issued.es256k.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as {
      credentialSubject: { holderName: string };
    };
    claims.credentialSubject.holderName = "乙数据有限公司";
    const forged = [head, toBase64Url(new TextEncoder().encode(JSON.stringify(claims))), signature].join(".");
    expect(await codesOf(forged)).to.deep.equal(["PAPER_DIFFERS", "PAPER_SIGNATURE_INVALID"]);
  });

  it("with a forged, second-form or foreign signature fails", async () => {
    const [head, body, signature = ""] = issued.es256k.split(".");
    const bytes = Buffer.from(signature, "base64url");
    const s = BigInt(`0x${bytes.subarray(32).toString("hex")}`);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from((order - s).toString(16).padStart(64, "0"), "hex")]);
    for (const bad of [twin, Buffer.alloc(64), Buffer.alloc(64, 1)]) {
      expect(await codesOf([head, body, toBase64Url(bad)].join("."))).to.deep.equal(["PAPER_SIGNATURE_INVALID"]);
    }
    const stranger = await paperSigner(new Wallet(id("stranger")));
    expect(await codesOf(await resigned(issued.credential, stranger))).to.deep.equal(["PAPER_SIGNATURE_INVALID"]);
    const issuer = issued.credential["issuer"] as JsonObject;
    const account = new Wallet(id("stranger")).address;
    const own = { ...issued.credential, issuer: { ...issuer, account } };
    expect(await codesOf(await resigned(own, stranger))).to.deep.equal(["PAPER_SIGNER_UNKNOWN"]);
    const known = await examineCertificate(await resigned(own, stranger), {
      ...issued.trust,
      knownAccounts: [account],
    });
    expect(known).to.include({ genuine: true, signer: "known" });
  });

  it("signed by an SM2 key that the account did not endorse fails", async () => {
    const issuer = issued.credential["issuer"] as JsonObject & { sm2: JsonObject };
    const stranger = await paperSigner(new Wallet(id("stranger")));
    const sm2 = { ...issuer.sm2, publicKey: stranger.sm2?.publicKey ?? "" };
    const signer = { ...issued.signer, sm2: stranger.sm2 };
    const { chainId } = issued.evidence;
    const signed = await signCredential({ ...issued.credential, issuer: { ...issuer, sm2 } }, signer, { chainId });
    expect(await codesOf(signed.sm2 ?? "")).to.deep.equal(["PAPER_SIGNATURE_INVALID"]);
  });

  it("says which block, ledger or proof is wrong", async () => {
    const { trust, evidence } = issued;
    expect(await codesOf(issued.es256k, { ...trust, trustedBlockHash: other.trust.trustedBlockHash })).to.deep.equal([
      "PAPER_BLOCK_NOT_TRUSTED",
      "PAPER_SIGNER_UNKNOWN",
    ]);
    expect(await codesOf(issued.es256k, { ...trust, trustedBlockHash: ZeroHash })).to.include(
      "PAPER_BLOCK_NOT_TRUSTED",
    );
    const elsewhere = { ...trust, deployment: { ...trust.deployment, chainId: 1 } };
    expect(await codesOf(issued.es256k, elsewhere)).to.include("PAPER_OF_OTHER_LEDGER");
    expect(await codesOf(await withEvidence({ chainId: "1" }))).to.include("PAPER_OF_OTHER_LEDGER");
    const registry = trust.deployment.contracts["AssetRegistry"]?.address;
    expect(await codesOf(await withEvidence({ contract: registry }))).to.include("PAPER_OF_OTHER_LEDGER");
    const header = `${evidence.header.slice(0, -2)}${evidence.header.endsWith("00") ? "01" : "00"}`;
    expect(await codesOf(await withEvidence({ header }))).to.include("PAPER_BLOCK_NOT_TRUSTED");
    const others = [
      { nodes: other.evidence.nodes },
      { nodes: evidence.nodes.slice(0, -1) },
      { nodes: evidence.nodes.map((node) => node.slice(0, -2)) },
      { transactionIndex: evidence.transactionIndex + 1 },
      { logIndex: evidence.logIndex - 1 },
      { logIndex: 10_000 },
    ];
    for (const change of others) {
      expect(await codesOf(await withEvidence(change)), JSON.stringify(change)).to.include("PAPER_EVIDENCE_INVALID");
    }
    const [theirs] = other.credential["evidence"] as readonly JsonObject[];
    const swapped = await resigned({ ...issued.credential, evidence: [theirs ?? {}] });
    const report = await examineCertificate(swapped, other.trust);
    expect(report.differences.map(({ field }) => field)).to.include.members(["number", "assetId", "caseId", "id"]);
  });

  it("takes an address of another contract's events for another ledger's", async () => {
    const { contracts } = issued.trust.deployment;
    const deployment = {
      ...issued.trust.deployment,
      contracts: { ...contracts, AssetRegistry: { address: issued.statement.holder } },
    };
    expect(await codesOf(issued.es256k, { ...issued.trust, deployment })).to.include("PAPER_EVIDENCE_INVALID");
  });

  it("that is none says what is missing", async () => {
    const none = ["", "a.b.c", "not a paper", issued.es256k.slice(0, -1), `${issued.es256k}.x`, "e30.e30.e30"];
    for (const paper of none)
      expect(await codeOfRefusal(examineCertificate(paper, issued.trust)), paper).to.equal("PAPER_UNREADABLE");
    expect(await codeOfRefusal(examineCertificate("x".repeat(1_000_001), issued.trust))).to.equal("PAPER_OVERSIZED");
    const deep = toBase64Url(new TextEncoder().encode(`{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`));
    expect(await codeOfRefusal(examineCertificate(`e30.${deep}.e30`, issued.trust))).to.equal("PAPER_UNREADABLE");
    for (const gone of ["credentialSubject", "issuer", "evidence", "type"]) {
      const rest = Object.fromEntries(Object.entries(issued.credential).filter(([name]) => name !== gone));
      expect(await codeOfRefusal(examineCertificate(await resigned(rest), issued.trust)), gone).to.equal(
        "PAPER_UNREADABLE",
      );
    }
  });

  it("has its status in the registry's list of the year", async () => {
    const { certificateNumber, signer, evidence, statement, trust } = issued;
    const { name, index } = statusPlaceOf(certificateNumber);
    expect(name).to.equal(certificateNumber.slice(2, 9));
    const url = `http://127.0.0.1/v1/certificates/status/${name}`;
    const { chainId } = evidence;
    const account = chain.parties.registry.key.address;
    const parts = { url, chainId, registry: statement.registry, account, asOf: "2026-11-01T00:00:00Z" };
    const signed = async (ended: readonly number[]) =>
      (await signCredential(await statusListOf({ ...parts, ended }), signer, { chainId })).es256k;
    const credential = {
      ...issued.credential,
      credentialStatus: { statusListCredential: url, statusListIndex: String(index) },
    };
    const paper = await resigned(credential);
    const asOf = parts.asOf;
    const report = await verifyCertificate(paper, { ...trust, statusList: await signed([]) });
    expect(report.status).to.deep.equal({ ended: false, asOf });
    const ended = await verifyCertificate(paper, { ...trust, statusList: await signed([index]) });
    expect(ended.status).to.deep.equal({ ended: true, asOf });
    const foreign = { ...trust, statusList: await signed([]).then((list) => list.slice(0, -8) + "AAAAAAAA") };
    expect(await codeOfRefusal(examineCertificate(paper, foreign))).to.equal("STATUS_LIST_INVALID");
    expect(
      await codeOfRefusal(
        examineCertificate(paper, {
          ...trust,
          statusList: (
            await signCredential(await statusListOf({ ...parts, url: `${url}9`, ended: [] }), signer, { chainId })
          ).es256k,
        }),
      ),
    ).to.equal("STATUS_LIST_INVALID");
    const bits = await encodeStatusList([0, index]);
    expect(bits.startsWith("uH4sI")).to.equal(true);
    expect(await codeOfRefusal(readStatus(await signed([index]), { url, index: 0, accounts: [] }))).to.equal(
      "STATUS_LIST_INVALID",
    );
  });
});
