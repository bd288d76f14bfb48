import { expect } from "chai";
import { fieldWord } from "./field-word.ts";

describe("The word for a field of a certificate", () => {
  it("names fields, rights and their members, and leaves unknown ones as they are", () => {
    expect(fieldWord("holderName")).to.equal("权利人名称");
    expect(fieldWord("statementDigest.sm3")).to.equal("内容摘要");
    expect(fieldWord("rights.hold")).to.equal("数据持有权");
    expect(fieldWord("rights.operate.until")).to.equal("数据经营权 · 截止");
    expect(fieldWord("rights.use.limitsDigest")).to.equal("数据使用权 · 限制条件摘要");
    expect(fieldWord("somethingNew")).to.equal("somethingNew");
  });
});
