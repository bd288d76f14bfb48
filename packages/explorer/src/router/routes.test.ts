import { expect } from "chai";
import { href, placeOf, type RouteName } from "./routes.ts";

const at = (path: string) => {
  const { pathname, search } = new URL(path, "http://ledger.example");
  return placeOf({ pathname, search });
};

describe("Routes", () => {
  it("find the page and its subject", () => {
    expect(at("/")).to.include({ name: "home", id: "" });
    expect(at("/vouchers/8589934594")).to.include({ name: "voucher", id: "8589934594" });
    expect(at("/series/")).to.include({ name: "seriesList", id: "" });
    expect(at("/search?q=%E6%95%B0").query.get("q")).to.equal("数");
  });

  it("come back from the addresses they make, whatever the subject is", () => {
    const subjects: readonly RouteName[] = ["party", "asset", "certificate", "voucher", "block", "transaction"];
    for (const name of subjects) {
      for (const id of ["1", "0xAb", "3-17", "数据/资产?#%"]) expect(at(href(name, id))).to.include({ name, id });
    }
    expect(href("vouchers", "", { holder: "0x1", state: null, cursor: "" })).to.equal("/vouchers?holder=0x1");
  });

  it("say that a page is missing", () => {
    for (const path of ["/nothing", "/vouchers/1/2", "/vouchers/%E0%A4", "/v1/status"]) {
      expect(at(path).name, path).to.equal("missing");
    }
  });
});
