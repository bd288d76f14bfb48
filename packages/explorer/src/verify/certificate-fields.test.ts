import { expect } from "chai";
import type { CertificateCheck } from "../api/shapes.ts";
import { readCertificateForm, withDays } from "./certificate-fields.ts";

const number = "SJ4512026110001";

describe("The form of a certificate", () => {
  it("sends the number in its written form and leaves out what is empty", () => {
    expect(
      readCertificateForm({ number: " sj4512026110001", assetName: " 数据 ", holder: "", until: "" }),
    ).to.deep.equal({
      body: { number, assetName: "数据" },
      days: {},
    });
  });

  it("names the field that is wrong", () => {
    expect(readCertificateForm({ number: "SJ1" })).to.deep.equal({
      fault: { name: "number", word: "verify.numberBad" },
    });
    expect(readCertificateForm({ number, registry: "0x12" })).to.deep.equal({
      fault: { name: "registry", word: "verify.addressBad" },
    });
  });

  it("keeps days apart and compares them as days of Shanghai", () => {
    const form = readCertificateForm({ number, issuedAt: "2026-10-20", until: "soon" });
    expect(form).to.deep.equal({ body: { number }, days: { issuedAt: "2026-10-20" } });
    const certificate = { issuedAt: "2026-10-19T16:00:00Z", until: "2029-10-20T15:59:59Z" };
    const check = { matches: true, differences: [], certificate } as unknown as CertificateCheck;
    expect(withDays(check, { issuedAt: "2026-10-20", until: "2029-10-20" }).matches).to.equal(true);
    expect(withDays(check, { issuedAt: "2026-10-19" })).to.deep.include({
      matches: false,
      differences: [{ field: "issuedAt", given: "2026-10-19", recorded: "2026-10-20" }],
    });
  });
});
