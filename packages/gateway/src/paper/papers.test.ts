import { expect } from "chai";
import { inflateSync } from "node:zlib";
import { Wallet } from "ethers";
import jsQR from "jsqr";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { certificateNumberOf, verifyCertificate } from "@data-voucher/sdk";
import { quantity } from "../chain/types.ts";
import { carryOut } from "../testing/later-history.ts";
import { apply, certify, declare } from "../testing/ledger-history.ts";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import { digest, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { contractNames } from "../ledger/decode.ts";
import { drawCertificate } from "./draw-certificate.ts";
import { drawable } from "./font.ts";
import { createPapers } from "./papers.ts";
import { sdkDeployment } from "./place.ts";

const assetName = "广西北部湾集装箱在途时效数据（2026年）";
const holderName = "南宁喆堃冷链物流有限公司";

describe("papers of a certificate", () => {
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let firm: TestParty;
  let number: string;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    const { call, admit, admitRegistry, authority } = chain;
    registry = await admitRegistry("广西数据登记中心");
    await call("assets", authority.key, "setRegistryCode", registry.address, 45, 1);
    firm = await admit({ name: holderName });
    gateway = await openDeskGateway(chain, [registry.key]);
    const certificate = async () => {
      const assetId = await declare(chain, firm, { name: assetName });
      return certificateNumberOf(await certify(chain, registry, await apply(chain, firm, registry, assetId)));
    };
    number = await certificate();
    await indexed();
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const fetchBytes = async (path: string) => {
    const answer = await gateway.app.inject(path);
    expect(answer.statusCode, answer.body).to.equal(200);
    return { bytes: new Uint8Array(answer.rawPayload), headers: answer.headers };
  };
  const pdfOf = async () => (await fetchBytes(`/v1/certificates/${number}.pdf`)).bytes;
  const verify = async (payload: Uint8Array | string, type = "application/pdf") => {
    const answer = await gateway.app.inject({
      method: "POST",
      url: "/v1/certificates/verify",
      headers: { "content-type": type },
      payload: Buffer.from(payload as Uint8Array),
    });
    return { status: answer.statusCode, content: answer.json() };
  };
  const trustOf = async () => {
    const { content } = await verify(await pdfOf());
    const trustedBlockHash = content.paper.block.hash as string;
    return { trustedBlockHash, deployment: sdkDeployment(gateway.services.deployment) };
  };
  const open = (pdf: Uint8Array) => getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  const squeeze = (text: string) => text.replace(/\s/gu, "");
  const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

  /** The PDF drawn anew with another statement, the genuine credentials attached: what an editor would make. */
  const redrawn = async (change: object) => {
    const pdf = await pdfOf();
    const es256k = (await fetchBytes(`/v1/certificates/${number}.vc`)).bytes;
    const sm2 = (await fetchBytes(`/v1/certificates/${number}.vc?signature=sm2`)).bytes;
    const { statement } = await verifyCertificate(pdf, await trustOf());
    const drawing = await drawCertificate({
      statement: { ...statement, ...change },
      digests: { sha256: "0x", sm3: "0x" },
      credential: { es256k: Buffer.from(es256k).toString(), sm2: Buffer.from(sm2).toString() },
      verifyUrl: "http://127.0.0.1",
    });
    const seal = latin1(pdf).slice(latin1(pdf).lastIndexOf("%data-voucher-seal"));
    return Buffer.concat([drawing, Buffer.from(seal)]);
  };

  it("are made in under half a second, and the PDF is small", async () => {
    const pdf = await pdfOf();
    const certificateId = number.slice(2);
    const rounds = 5;
    const view = gateway.services.store.view();
    const reading = { view, asOf: view.block!, contracts: contractNames(gateway.services.deployment.contracts) };
    // The processor's time, which other work on the machine does not lengthen; each maker begins without kept papers.
    const started = process.cpuUsage();
    for (let i = 0; i < rounds; i++) await createPapers(gateway.services).pdf(reading, certificateId);
    const { user, system } = process.cpuUsage(started);
    view.release();
    expect((user + system) / 1_000 / rounds).to.be.lessThan(500);
    expect(pdf.length).to.be.lessThan(200_000);
  });

  it("have selectable Chinese text, as another reader of PDF sees it", async () => {
    const document = await open(await pdfOf());
    const pages = await Promise.all(
      Array.from({ length: document.numPages }, async (_, i) => (await document.getPage(i + 1)).getTextContent()),
    );
    const text = squeeze(pages.flatMap(({ items }) => items.map((item) => ("str" in item ? item.str : ""))).join(""));
    for (const part of [
      number,
      assetName,
      holderName,
      "广西数据登记中心",
      "数据持有权",
      "数据产权登记凭证",
      "演示",
      "SAMPLE",
    ]) {
      expect(text).to.contain(squeeze(part));
    }
    const attachments = (await document.getAttachments()) as Map<string, { filename: string }>;
    expect([...attachments.values()].map(({ filename }) => filename)).to.deep.equal([
      `${number}.es256k.vc.jwt`,
      `${number}.sm2.vc.jwt`,
    ]);
    await document.loadingTask.destroy();
  });

  it("embed a subset of the font only", async () => {
    const pdf = latin1(await pdfOf());
    const fonts = [...pdf.matchAll(/\/BaseFont \/([\w+-]+)/g)].map(([, name]) => name);
    expect(new Set(fonts).size).to.equal(1);
    expect(fonts[0]).to.match(/^[A-Z]{6}\+NotoSansSC-Regular$/);
    expect(pdf).to.match(/\/FontFile2 \d+ 0 R/);
    const [, object] = /\/FontFile2 (\d+) 0 R/.exec(pdf)!;
    const start = pdf.indexOf("stream\n", pdf.indexOf(`\n${object} 0 obj`)) + 7;
    const font = inflateSync(Buffer.from(pdf.slice(start, pdf.indexOf("endstream", start)), "latin1"));
    expect(font.length).to.be.lessThan(200_000);
    expect(drawable("南宁𠮷")).to.equal("南宁〔U+20BB7〕");
  });

  it("carry a QR code that a scanner reads off the page", async () => {
    const document = await open(await pdfOf());
    const page = await document.getPage(1);
    const viewport = page.getViewport({ scale: 3 });
    const factory = document.canvasFactory as {
      create(
        width: number,
        height: number,
      ): {
        canvas: { width: number; height: number };
        context: { getImageData(...box: number[]): { data: Uint8ClampedArray } };
      };
    };
    const { canvas, context } = factory.create(viewport.width, viewport.height);
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    const { width, height } = canvas;
    const found = jsQR.default(context.getImageData(0, 0, width, height).data, width, height);
    const { certificate } = (await verify(await pdfOf())).content;
    const query = new URLSearchParams({ number, evidence: certificate.evidenceDigest });
    expect(found?.data).to.equal(`http://127.0.0.1:0/verify?${query.toString()}`);
    await document.loadingTask.destroy();
  });

  it("verify with no gateway, given one block hash: the PDF alone, and each credential alone", async () => {
    const trust = await trustOf();
    const report = await verifyCertificate(await pdfOf(), trust);
    expect(report).to.include({ genuine: true, form: "pdf", signer: "certifier" });
    expect(report.signatures.map(({ over, algorithm }) => `${over} ${algorithm}`)).to.deep.equal([
      "credential ES256K",
      "credential SM2",
      "pdf ES256K",
      "pdf SM2",
    ]);
    expect(report.statement).to.include({ holderName, assetName, registryName: "广西数据登记中心", number });
    for (const signature of ["es256k", "sm2"]) {
      const { bytes, headers } = await fetchBytes(`/v1/certificates/${number}.vc?signature=${signature}`);
      expect(headers["content-type"]).to.equal("application/vc+jwt");
      expect((await verifyCertificate(bytes, trust)).genuine).to.equal(true);
    }
  });

  const changes: Readonly<Record<string, readonly [change: object, field: string]>> = {
    "another holder's name": [{ holderName: "北海某某公司" }, "holderName"],
    "another holder": [{ holder: `0x${"11".repeat(20)}` }, "holder"],
    "another number": [{ number: "SJ4512026119999" }, "number"],
    "another name of the data": [{ assetName: "别的数据" }, "assetName"],
    "another asset": [{ assetId: `0x${"22".repeat(32)}` }, "assetId"],
    "another fingerprint": [{ fingerprint: `0x${"33".repeat(32)}` }, "fingerprint"],
    "a later end": [{ until: "2099-12-31T15:59:59Z" }, "until"],
    "another time of issue": [{ issuedAt: "2020-01-01T00:00:00Z" }, "issuedAt"],
    "another registry": [{ registry: `0x${"44".repeat(20)}` }, "registry"],
    "another registry's name": [{ registryName: "广东" }, "registryName"],
    "another case": [{ caseId: "77" }, "caseId"],
    "another digest": [{ evidenceDigest: `0x${"55".repeat(32)}` }, "evidenceDigest"],
    "a right less": [{ rights: [] }, "rights.hold"],
  };
  for (const [what, [change, field]] of Object.entries(changes)) {
    it(`name the field when the page shows ${what}`, async () => {
      const { content } = await verify(await redrawn(change));
      expect(content.matches).to.equal(false);
      const codes = content.paper.findings.map(({ code }: { code: string }) => code);
      expect(codes).to.include.members(["PAPER_DIFFERS", "PAPER_ALTERED"]);
      const fields = content.differences.map((difference: { field: string }) => difference.field);
      expect(fields).to.include(field);
      if (what !== "a right less") expect(fields).to.deep.equal([field]);
    });
  }

  it("fail when any byte of the PDF is changed, or something is added after the seal", async () => {
    const pdf = await pdfOf();
    const trust = await trustOf();
    const codesOf = async (bytes: Uint8Array) => {
      const { content } = await verify(bytes);
      return (content.paper?.findings ?? []).map(({ code }: { code: string }) => code);
    };
    const info = latin1(pdf).indexOf("/CreationDate") + 20;
    expect(await codesOf(pdf.with(info, pdf[info]! ^ 1))).to.deep.equal([
      "PAPER_ALTERED",
      "PAPER_SIGNATURE_INVALID",
      "PAPER_SIGNATURE_INVALID",
    ]);
    expect(await codesOf(Buffer.concat([pdf, Buffer.from("\n")]))).to.deep.equal(["PAPER_ALTERED"]);
    expect(await codesOf(pdf.slice(0, -1))).to.deep.equal(["PAPER_ALTERED"]);
    const refused = await verifyCertificate(Buffer.concat([pdf, pdf]), trust).catch(
      (error: { code: string }) => error.code,
    );
    expect(refused).to.be.oneOf(["PAPER_ALTERED", "PAPER_UNREADABLE"]);
  });

  it("of another kind are refused by name and bounded in size", async () => {
    expect((await verify("%PDF-1.7\nnothing")).content).to.include({ status: 422, code: "PAPER_UNREADABLE" });
    expect((await verify("not a paper")).content.code).to.equal("PAPER_UNREADABLE");
    expect((await verify("a.b.c", "application/vc+jwt")).content.code).to.equal("PAPER_UNREADABLE");
    expect((await verify(Buffer.alloc(5_000_000))).content).to.include({ status: 413, code: "BODY_OVERSIZED" });
    expect((await verify("x", "text/plain")).content.code).to.equal("MEDIA_TYPE_NOT_SUPPORTED");
    for (const [path, code] of [
      ["SJ4512026119998.pdf", "CERTIFICATE_UNKNOWN"],
      ["SJ4512026119998.vc", "CERTIFICATE_UNKNOWN"],
      ["SJ1.pdf", "CERTIFICATE_NUMBER_MALFORMED"],
    ]) {
      const answer = await gateway.app.inject(`/v1/certificates/${path}`);
      expect(answer.json().code, path).to.equal(code);
    }
  });

  it("have a status list, signed by the registry, which the verifier can use", async () => {
    const trust = await trustOf();
    const pdf = await pdfOf();
    const { status } = await verifyCertificate(pdf, trust);
    const { list, index } = (status as { ask: { list: string; index: number } }).ask;
    const path = new URL(list).pathname;
    expect(path).to.equal(`/v1/certificates/status/${number.slice(2, 9)}`);
    const statusList = Buffer.from((await fetchBytes(path)).bytes).toString();
    expect((await verifyCertificate(pdf, { ...trust, statusList })).status).to.deep.include({ ended: false });
    expect(index % 10_000).to.equal(Number(number.slice(-4)));
    expect((await gateway.app.inject("/v1/certificates/status/4519999")).json().code).to.equal("NOT_FOUND");
  });

  it("stay genuine under a seizure, and who verifies them is told of it until it is lifted (article 23)", async () => {
    const { call } = chain;
    const certificateId = BigInt(number.slice(2));
    const pdf = await pdfOf();
    const seen = async () => {
      await indexed();
      const { matches, status, certificate } = (await verify(pdf)).content;
      return { matches, status, restrained: certificate.restrained };
    };
    expect(await seen()).to.deep.equal({ matches: true, status: "valid", restrained: false });
    await call("assets", registry.key, "annotateCertificate", certificateId, 2, 0, digest("court"));
    expect(await seen()).to.deep.equal({ matches: true, status: "restrained", restrained: true });
    await call("assets", registry.key, "liftAnnotation", certificateId, 0, digest("lifted"));
    expect(await seen()).to.deep.equal({ matches: true, status: "valid", restrained: false });
  });

  it("follow later registrations: made anew when adjusted, no more when ended, and old ones name what changed", async () => {
    const { call, view } = chain;
    const assetId = await declare(chain, firm, { name: "贵港航运数据" });
    const certificateId = await certify(chain, registry, await apply(chain, firm, registry, assetId));
    const own = certificateNumberOf(certificateId);
    const paperOf = async () => {
      await indexed();
      return (await fetchBytes(`/v1/certificates/${own}.pdf`)).bytes;
    };
    const sinceOf = async (pdf: Uint8Array) => {
      await indexed();
      const { content } = await verify(pdf);
      expect(content.matches).to.equal(true);
      const { changes, ...rest } = content.paper.since;
      return { ...rest, fields: changes.map(({ field }: { field: string }) => field) };
    };
    const [evidenceDigest, identityDigest] = [digest("asked"), digest("identity 2")];
    const nothing = { name: "", descriptorDigest: `0x${"00".repeat(32)}` };
    const first = await paperOf();
    expect(await sinceOf(first)).to.eql({ state: "valid", adjustedAt: null, endedAt: null, fields: [] });

    await call("assets", firm.key, "applyForChange", { certificateId, ...nothing, identityDigest, evidenceDigest });
    await carryOut(chain, registry, await view("assets", "caseCount"));
    const second = await paperOf();
    const { number: block } = (await verify(second)).content.paper.block;
    const { hash } = await chain.anvil.rpc.call<{ hash: string }>("eth_getBlockByNumber", quantity(block), false);
    const trust = { trustedBlockHash: hash, deployment: sdkDeployment(gateway.services.deployment) };
    const report = await verifyCertificate(second, trust);
    expect(report.statement).to.include({ adjusted: true, number: own });
    expect(report.record?.rights.map(({ right }) => right)).to.eql(["hold", "use", "operate"]);
    expect((await sinceOf(first)).fields).to.eql(["caseId", "evidenceDigest"]);
    expect((await sinceOf(second)).fields).to.eql([]);

    const cancel = async (rights: number) => {
      await call("assets", firm.key, "applyForCancellation", { certificateId, rights, ground: 1, evidenceDigest });
      return carryOut(chain, registry, await view("assets", "caseCount"));
    };
    await cancel(4);
    const third = await paperOf();
    expect((await sinceOf(second)).fields).to.include.members(["rights.use", "rights.use.until", "evidenceDigest"]);
    expect((await sinceOf(third)).fields).to.eql([]);
    const [typed] = (
      await gateway.app.inject({
        method: "POST",
        url: "/v1/certificates/verify",
        payload: { number: own, evidenceDigest: report.statement.evidenceDigest },
      })
    ).json().differences;
    expect(typed).to.include({ field: "evidenceDigest", given: report.statement.evidenceDigest });

    await cancel(10);
    const ended = await sinceOf(third);
    expect(ended.state).to.equal("cancelled");
    expect(Date.parse(ended.endedAt)).to.be.greaterThan(0);
    expect(ended.fields).to.include.members(["rights.hold", "rights.operate"]);
    for (const form of ["pdf", "vc"]) {
      const refused = (await gateway.app.inject(`/v1/certificates/${own}.${form}`)).json();
      expect(refused).to.include({ status: 409, code: "CERTIFICATE_HAS_ENDED" });
    }
    const { list } = ((await verifyCertificate(second, trust)).status as { ask: { list: string } }).ask;
    const statusList = Buffer.from((await fetchBytes(new URL(list).pathname)).bytes).toString();
    expect((await verifyCertificate(second, { ...trust, statusList })).status).to.deep.include({ ended: true });
  });

  it("are signed by the registry that took over, and name the one that issued", async () => {
    const leaving = await chain.admitRegistry("钦州数据登记站");
    await chain.call("assets", chain.authority.key, "setRegistryCode", leaving.address, 45, 2);
    const assetId = await declare(chain, firm, { name: "平陆运河水位数据" });
    const certificateId = await carryOut(chain, leaving, await apply(chain, firm, leaving, assetId));
    const path = `/v1/certificates/${certificateNumberOf(certificateId)}.pdf`;
    await indexed();
    expect((await gateway.app.inject(path)).json()).to.include({ code: "SIGNER_NOT_FOUND" });
    const { key } = chain.authority;
    await chain.call("assets", key, "takeOverRegistry", leaving.address, registry.address, digest("taken over"));
    await indexed();
    const { content } = await verify((await fetchBytes(path)).bytes);
    expect(content).to.include({ matches: true });
    expect(content.paper).to.deep.include({ signer: "known", findings: [] });
    expect(content.paper.names).to.include({ registryName: "钦州数据登记站" });
    expect(content.certificate).to.include({ registry: leaving.address, keeper: registry.address });
  });

  it("are not made where the gateway holds no key of the registry", async () => {
    const other = await openDeskGateway(chain, []);
    try {
      await indexed(other);
      const answer = await other.app.inject(`/v1/certificates/${number}.pdf`);
      expect(answer.json()).to.include({ status: 404, code: "SIGNER_NOT_FOUND" });
    } finally {
      await other.stop();
    }
  });

  it("are signed by the registry's new key after a rotation, which the ledger knows", async () => {
    const before = await pdfOf();
    const trust = await trustOf();
    const next = Wallet.createRandom();
    await chain.call("ledger", registry.key, "rotateAccount", registry.key.address, next.address);
    const other = await openDeskGateway(chain, [new Wallet(next.privateKey)]);
    try {
      await indexed(other);
      const pdf = new Uint8Array((await other.app.inject(`/v1/certificates/${number}.pdf`)).rawPayload);
      const answer = await other.app.inject({
        method: "POST",
        url: "/v1/certificates/verify",
        headers: { "content-type": "application/pdf" },
        payload: Buffer.from(pdf),
      });
      expect(answer.json()).to.deep.include({ matches: true });
      expect(answer.json().paper.signer).to.equal("known");
      const offline = await verifyCertificate(pdf, trust).catch((error: { code: string }) => error.code);
      expect(offline).to.equal("PAPER_SIGNER_UNKNOWN");
      expect((await verifyCertificate(pdf, { ...trust, knownAccounts: [next.address] })).genuine).to.equal(true);
      expect((await verifyCertificate(before, trust)).genuine).to.equal(true);
    } finally {
      await other.stop();
    }
  });

  async function indexed({ services } = gateway) {
    const head = Number(await chain.anvil.rpc.call("eth_blockNumber"));
    if ((services.store.cursor?.number ?? 0) >= head) return;
    await new Promise<void>((resolve) => {
      const off = services.store.onChange(({ block }) => (block?.number ?? 0) >= head && (off(), resolve()));
    });
  }
});
