import { expect } from "chai";
import { readFileSync } from "node:fs";
import { analyses } from "./analysis-list.ts";
import { analysesOf, analysisCode, analysisMask, analysisNumber } from "./analyses.ts";
import { bitNames, bitNumbers, lockClasses, powers, roles, scopes } from "./bits.ts";
import { conditionLists, conditionMask, conditionWords, userKindNumber, userKindOf } from "./condition-words.ts";
import { enumNames, enumText, enumValue } from "./enums.ts";
import { kindMask, kindsOf } from "./kinds.ts";
import { profiles } from "./profiles.ts";
import { rightMask, rightsOf } from "./rights.ts";
import { purposes } from "./purpose-list.ts";
import { purposeMask, purposesOf } from "./purposes.ts";

const contract = (file: string) =>
  readFileSync(new URL(`../../../../contracts/${file}`, import.meta.url), "utf8").replace(/\/\/\/.*/g, "");
const sources = [
  "parties/PartyTypes",
  "registration/RegistrationTypes",
  "registration/RemarkTypes",
  "registration/MemberTypes",
  "registration/NationalTypes",
  "registration/RecordTypes",
]
  .concat(["registration/IBasis", "vouchers/VoucherTypes", "vouchers/ConditionTypes"])
  .map((name) => contract(`${name}.sol`))
  .join("\n");
const camel = (name: string) => name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const constantsOf = (library: string) => {
  const body = new RegExp(`library ${library} \\{([^}]*)`).exec(sources)?.[1] ?? "";
  return [...body.matchAll(/constant (\w+) = (1 << )?(\d+);/g)].map(([, name = "", , value]) => [
    camel(name),
    Number(value),
  ]);
};

describe("names of the contracts' values", () => {
  for (const [name, names] of Object.entries(enumNames)) {
    it(`are those of the enumeration ${name} in Solidity, in its order`, () => {
      const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(sources)?.[1] ?? "";
      const members = body.split(",").map((member) => member.trim());
      expect(members.map((member) => member.charAt(0).toLowerCase() + member.slice(1))).to.deep.equal([...names]);
    });
  }

  for (const [library, names] of [
    ["Roles", roles],
    ["Powers", powers],
    ["Scopes", scopes],
    ["LockClasses", lockClasses],
  ] as const) {
    it(`have the bits of the library ${library}`, () => {
      const constants = constantsOf(library).filter(([name]) => !["all", "count", "exclusive"].includes(String(name)));
      expect(constants.length).to.be.above(3);
      for (const [name, bit] of constants) expect(names[Number(bit)], String(name)).to.equal(name);
    });
  }

  it("turn into values and back, except none", () => {
    expect(enumValue("Right", "operate")).to.equal(3);
    expect(enumValue("Right", "none")).to.equal(undefined);
    expect(enumValue("Right", "Operate")).to.equal(undefined);
    expect(enumText("Right", 3n)).to.equal("operate");
    expect(enumText("Right", 9)).to.equal("9");
    expect(bitNames(roles, 48)).to.deep.equal(["trader", "operator"]);
    expect(bitNames(powers, 2n ** 7n)).to.deep.equal(["7"]);
    expect(bitNumbers(2n ** 63n + 1n)).to.deep.equal([0, 63]);
  });
});

describe("rights", () => {
  it("turn into a mask by their values, and back", () => {
    expect(rightMask(["hold", "use"])).to.equal(0b0110);
    expect(rightMask([])).to.equal(0);
    expect(rightsOf(0b1010n)).to.deep.equal(["hold", "operate"]);
    expect(rightsOf(1 << 4)).to.deep.equal(["4"]);
    for (const wrong of ["none", "Hold", "", 1]) {
      expect(() => rightMask([wrong as never]))
        .to.throw()
        .with.property("code", "VALUE_UNKNOWN");
    }
  });

  it("and other choices may have the value 0, as the first source case has", () => {
    expect(enumValue("SourceCase", "own")).to.equal(0);
    expect(enumText("SourceCase", 4n)).to.equal("fused");
    expect(enumValue("SourceCase", "none")).to.equal(undefined);
  });
});

describe("words of conditions", () => {
  for (const [condition, library] of [
    ["users", "UserKinds"],
    ["qualifications", "Qualifications"],
    ["environments", "Environments"],
    ["obligations", "Obligations"],
    ["open", "OpenTerms"],
  ] as const) {
    it(`are as many as the bits of the library ${library}`, () => {
      const body = new RegExp(`library ${library} \\{([^}]*)`).exec(sources)?.[1] ?? "";
      const all = (1 << conditionLists[condition].length) - 1;
      const shift = /ALL = \(1 << (\d+)\) - 1/.exec(body)?.[1];
      const given =
        condition === "open" ? 1 | Number(/LIMITS = (0x\w+)/.exec(body)?.[1]) : /ALL = (0x\w+)/.exec(body)?.[1];
      expect(shift === undefined ? Number(given) : (1 << Number(shift)) - 1).to.equal(all);
    });

    it(`of ${condition} turn into a mask and back, and have both languages`, () => {
      const codes = conditionLists[condition].map(({ code }) => code);
      expect(new Set(codes).size).to.equal(codes.length);
      expect(conditionMask(condition, codes)).to.equal((1 << codes.length) - 1);
      expect(conditionWords(condition, (1n << BigInt(codes.length)) - 1n)).to.deep.equal(codes);
      expect(conditionWords(condition, 1 << codes.length)).to.deep.equal([String(codes.length)]);
      for (const { en, zh } of conditionLists[condition]) {
        expect(en).to.match(/^[\x20-\x7e]{4,}$/);
        expect(zh).to.match(/\p{Script=Han}{2}/u);
      }
      for (const wrong of ["", "everybody", "constructor"]) {
        expect(() => conditionMask(condition, [wrong]))
          .to.throw()
          .with.property("code", "VALUE_UNKNOWN");
      }
    });
  }

  it("name the kind of a party by a number from 1", () => {
    expect(userKindNumber("government")).to.equal(1);
    expect(userKindNumber("individual")).to.equal(8);
    expect([userKindOf(0), userKindOf(1n), userKindOf(8), userKindOf(9)]).to.deep.equal([
      null,
      "government",
      "individual",
      "8",
    ]);
  });
});

describe("registration kinds", () => {
  it("turn into a mask by their values, and back", () => {
    expect(kindMask(["initial", "change"])).to.equal(0b1010);
    expect(kindsOf(0b1010n)).to.deep.equal(["initial", "change"]);
    expect(kindsOf(kindMask(profiles.nationalGuide.terms.kinds))).to.deep.equal(enumNames.RegistrationKind.slice(1));
    expect(kindsOf(1 << 6)).to.deep.equal(["6"]);
    for (const wrong of ["none", "Initial", "", 1]) {
      expect(() => kindMask([wrong as never]))
        .to.throw()
        .with.property("code", "VALUE_UNKNOWN");
    }
  });
});

describe("the named profiles", () => {
  it("carry the numbers of articles 11, 17, 24 to 28, 36 and annex 1, and what differs by name", () => {
    expect(profiles.nationalGuide.terms).to.include({ acceptanceDays: 3, examinationDays: 10, extensionDays: 10 });
    expect(profiles.nationalGuide.terms).to.include({ noticeDays: 5, objectionDays: 10, informDays: 5 });
    expect(profiles.nationalGuide.terms).to.include({ validityMonths: 60, renewalMonths: 6, keepYears: 20 });
    expect(profiles.nationalGuide.terms).to.include({ nameLimit: 40, summaryLimit: 400, trial: false });
    expect(profiles.publicTrack.terms).to.include({ noticeDays: 10, validityMonths: 36, noticeWaivable: false });
    expect(profiles.shenzhen.terms).to.include({ keepYears: 30, fourEyes: true, transferNeedsAllRights: true });
    expect(profiles.trial.terms).to.include({ noticeDays: 0, trial: true });
  });

  it("have a label that the ledger takes, and a source in both languages", () => {
    for (const { label, source, sourceZh } of Object.values(profiles)) {
      expect(Buffer.byteLength(label), label).to.be.within(1, 64);
      expect(source).to.match(/^[\x20-\x7e]{20,}$/);
      expect(sourceZh).to.match(/\p{Script=Han}{8}/u);
    }
  });
});

describe("kinds of analysis", () => {
  it("turn into numbers and masks and back", () => {
    expect(analysisNumber("lookup")).to.equal(0);
    expect(analysisNumber(15)).to.equal(15);
    expect([analysisCode(11n), analysisCode(15)]).to.deep.equal(["priceDiscrimination", "15"]);
    expect(analysesOf(analysisMask(["reidentification", "lookup", 15]))).to.deep.equal([
      "lookup",
      "reidentification",
      "15",
    ]);
    expect(analyses.length).to.be.at.most(16);
    for (const wrong of ["Lookup", "", 16, -1, 0.5]) {
      expect(() => analysisNumber(wrong as never))
        .to.throw()
        .with.property("code", "VALUE_UNKNOWN");
    }
  });

  it("stand in the glossary, number by number", () => {
    const glossary = readFileSync(new URL("../../../../docs/glossary.md", import.meta.url), "utf8");
    for (const [number, { code, en, zh }] of analyses.entries()) {
      expect(glossary).to.include(`| ${number} | \`${code}\` | ${en} | ${zh} |`);
    }
  });
});

describe("the purpose list", () => {
  it("turns codes and bits into a mask and back", () => {
    const codes = purposes.map(({ code }) => code);
    expect(purposeMask(codes)).to.equal(2n ** 14n - 1n);
    expect(purposesOf(purposeMask(codes)).map(({ code }) => code)).to.deep.equal(codes);
    expect(purposeMask(["logistics", "logistics", 63])).to.equal(2n ** 63n + 2n);
    expect(purposesOf(2n)).to.deep.equal([{ bit: 1, code: "logistics", en: "logistics dispatch", zh: "物流调度" }]);
    expect(purposesOf(2n ** 40n)[0]).to.include({ bit: 40, code: "purpose40" });
  });

  it("refuses what is neither a code nor a bit", () => {
    for (const wrong of ["Logistics", "", 64, -1, 1.5]) {
      expect(() => purposeMask([wrong as never]))
        .to.throw()
        .with.property("code", "VALUE_UNKNOWN");
    }
  });

  it("stands in the glossary, bit by bit", () => {
    const glossary = readFileSync(new URL("../../../../docs/glossary.md", import.meta.url), "utf8");
    for (const [bit, { code, en, zh }] of purposes.entries()) {
      expect(glossary).to.include(`| ${bit} | \`${code}\` | ${en} | ${zh} |`);
    }
  });
});
