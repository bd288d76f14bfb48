import { expect } from "chai";
import { digest, now, seriesFixture, terms } from "../fixture.ts";
import { controllerOf, lockClasses, obstacles, refused, type SeriesLedger, voucherId } from "./support.ts";

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly attributes: { trait_type: string; value: string | number; display_type?: string }[];
}

/** Decodes a data URI strictly: right prefix, canonical base64, valid UTF-8. */
function decode(uri: string, type: string): string {
  const prefix = `data:${type};base64,`;
  expect(uri.slice(0, prefix.length)).to.equal(prefix);
  const text = uri.slice(prefix.length);
  const bytes = Buffer.from(text, "base64");
  expect(bytes.toString("base64")).to.equal(text);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** A checker of well-formed XML for small documents: balanced tags, quoted attributes, no stray markup. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  let rest = xml;
  while (rest.length > 0) {
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*)(\/?)>/.exec(rest);
    if (tag) {
      if (tag[1]) expect(open.pop()).to.equal(tag[2]);
      else if (!tag[4]) open.push(tag[2]!);
      rest = rest.slice(tag[0].length);
    } else {
      const text = /^[^<>&]+/.exec(rest);
      expect(text, `stray markup at ${rest.slice(0, 30)}`).not.to.equal(null);
      expect(open.length, "text outside the root").to.be.greaterThan(0);
      rest = rest.slice(text![0].length);
    }
  }
  expect(open).to.deep.equal([]);
}

describe("metadata of vouchers", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 1_234n);
  });
  const read = async (voucher = id) =>
    JSON.parse(decode(await l.ledger.tokenURI(voucher), "application/json")) as Metadata;
  const trait = (metadata: Metadata, name: string) =>
    metadata.attributes.find((each) => each.trait_type === name)?.value;

  it("has a name and a symbol, and whole units", async () => {
    expect(await l.ledger.name()).to.equal("Data Voucher 数据资产凭证");
    expect(await l.ledger.symbol()).to.equal("DV");
    expect(await l.ledger.valueDecimals()).to.equal(0n);
  });

  it("is refused for vouchers that do not exist", async () => {
    for (const unknown of [id + 1n, id + (1n << 64n)]) {
      await refused(l.ledger, l.ledger.tokenURI(unknown), "VoucherUnknown", unknown);
      await refused(l.ledger, l.ledger.slotOf(unknown), "VoucherUnknown", unknown);
      await refused(l.ledger, l.ledger["balanceOf(uint256)"](unknown), "VoucherUnknown", unknown);
      await refused(l.ledger, l.ledger.ownerOf(unknown), "VoucherUnknown", unknown);
    }
    await refused(l.ledger, l.ledger.voucherOf(id + 1n), "VoucherUnknown", id + 1n);
  });

  it("tells what was recorded, in Chinese and English", async () => {
    const metadata = await read();
    expect(metadata.name).to.equal("数据资产凭证 1-1");
    expect(metadata.description).to.equal("Data voucher: 1234 units of use. 使用额度凭证。");
    const start = l.seriesTerms.start;
    expect(metadata.attributes).to.deep.equal([
      { trait_type: "数据资产 Asset", value: l.assetId },
      { trait_type: "授予方 Grantor", value: l.parties.alpha.address.toLowerCase() },
      { trait_type: "类别 Class", value: "产品凭证 product" },
      { trait_type: "凭证系列 Series", value: 1 },
      { trait_type: "使用额度 Units", value: 1_234 },
      { trait_type: "地域 Territory (ISO 3166-1)", value: 156 },
      { trait_type: "用途 Purposes", value: "0x03" },
      { trait_type: "生效 Start", display_type: "date", value: start },
      { trait_type: "截止 End", display_type: "date", value: l.seriesTerms.end },
      { trait_type: "可转售 Resale", value: "是 yes" },
      { trait_type: "锁定 Locks", value: "0x00" },
      { trait_type: "状态 State", value: "有效 live" },
    ]);
  });

  it("draws a well-formed image with number, units and state", async () => {
    const svg = decode((await read()).image, "image/svg+xml");
    expectWellFormed(svg);
    expect(svg).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 320 200"/);
    for (const text of ["数据资产凭证", "Data Voucher 1-1", ">1234<", "产品凭证 product · 有效 live"]) {
      expect(svg).to.contain(text);
    }
  });

  it("tells an authorisation that may not be resold", async () => {
    const { alpha, gamma } = l.parties;
    const over = { class: 1, namedUser: gamma.address, purposes: 1, resale: false };
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), over));
    await l.ledger.connect(alpha.key).issue(2, gamma.address, 1, digest("voucher"));
    const metadata = await read(voucherId(2n, 1));
    expect(trait(metadata, "类别 Class")).to.equal("授权凭证 authorisation");
    expect(trait(metadata, "可转售 Resale")).to.equal("否 no");
  });

  it("tells the state that matters most: locked, suspended, basis lost, expired", async () => {
    const state = async () => trait(await read(), "状态 State");
    const controller = await controllerOf(l, lockClasses.settlement);
    await l.ledger.connect(controller).lock(id, lockClasses.settlement, digest("settlement"));
    expect(trait(await read(), "锁定 Locks")).to.equal("0x10");
    expect(await state()).to.equal("已锁定 locked");
    await obstacles.SeriesSuspended(l);
    expect(await state()).to.equal("已暂停 suspended");
    await obstacles.SeriesBasisLost(l);
    expect(await state()).to.equal("依据失效 basis lost");
    await obstacles.SeriesExpired(l);
    expect(await state()).to.equal("已到期 expired");
  });

  it("tells who we are (ERC-7572)", async () => {
    const metadata = JSON.parse(decode(await l.ledger.contractURI(), "application/json")) as Record<string, string>;
    expect(metadata["name"]).to.equal(await l.ledger.name());
    expect(metadata["symbol"]).to.equal(await l.ledger.symbol());
    expect(metadata["description"]).to.match(/[a-z].*[一-鿿]/);
  });
});
