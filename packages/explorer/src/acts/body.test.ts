import { expect } from "chai";
import type { Act } from "./act.ts";
import { bodyOf, documentsOf, isFilled } from "./body.ts";

const chosen = { file: new Blob(["x"]), name: "清单.txt", digest: `0x${"ab".repeat(32)}` };
const act: Act = {
  id: "supplement",
  title: "",
  help: "",
  basis: "",
  path: "/v1/x",
  power: "operate",
  caseId: "3",
  parties: [],
  fixed: { objectionId: 2 },
  fields: [
    { kind: "document", name: "documentDigest", label: "", audience: "parties" },
    { kind: "day", name: "deadline", label: "" },
    { kind: "day", name: "until", label: "", optional: true },
    { kind: "number", name: "workingDays", label: "", most: 10 },
    { kind: "choice", name: "upheld", label: "", options: [] },
    { kind: "several", name: "rights", label: "", options: [] },
  ],
};

describe("What an act sends", () => {
  it("may name none of several where none is an answer", () => {
    const several = { kind: "several", name: "qualifications", label: "", options: [] } as const;
    expect(isFilled(several, {})).to.equal(false);
    expect(isFilled({ ...several, optional: true }, {})).to.equal(true);
    const open = { ...act, fields: [{ ...several, optional: true }], fixed: { qualifications: [] } };
    expect(bodyOf(open, {})).to.deep.equal({ qualifications: [] });
    expect(bodyOf(open, { qualifications: ["finance"] })).to.deep.equal({ qualifications: ["finance"] });
  });

  it("is digests, the last second of days in China, numbers, choices and what the page knows", () => {
    const values = {
      documentDigest: chosen,
      deadline: "2026-03-09",
      until: "",
      workingDays: "5",
      upheld: false,
      rights: ["hold"],
    };
    expect(act.fields.every((field) => isFilled(field, values))).to.equal(true);
    expect(bodyOf(act, values)).to.deep.equal({
      objectionId: 2,
      documentDigest: chosen.digest,
      deadline: "2026-03-09T15:59:59Z",
      workingDays: 5,
      upheld: false,
      rights: ["hold"],
    });
    expect(documentsOf(act, values)).to.deep.equal([{ audience: "parties", chosen }]);
  });

  it("is not ready while a field is empty, or holds what it cannot take", () => {
    const wrong = { deadline: "2026-3-9", workingDays: "11", rights: [] };
    const left = act.fields.filter((field) => !isFilled(field, wrong)).map(({ name }) => name);
    expect(left).to.deep.equal(["documentDigest", "deadline", "workingDays", "upheld", "rights"]);
    const number = act.fields[3]!;
    for (const workingDays of ["", "0", "1.5", "-1", "1e1x"]) {
      expect(isFilled(number, { workingDays }), workingDays).to.equal(false);
    }
  });
});
