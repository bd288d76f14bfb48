import { analyses, enumNames, inquiryCapacities, inquiryPurposes, inquiryStates } from "@data-voucher/sdk";
import { expect } from "chai";
import { en } from "./en/index.ts";
import { chooseLanguage } from "./language.ts";
import { fill, partsOf } from "./template.ts";
import { label, rawWord } from "./words.ts";
import { zh } from "./zh/index.ts";

const placesOf = (text: string) =>
  partsOf(text)
    .flatMap((part) => ("text" in part ? [] : [`${part.path}:${part.kind}`]))
    .sort();

describe("Dictionaries", () => {
  it("have the same keys, a text for each, and the same places in it", () => {
    expect(Object.keys(en).sort()).to.deep.equal(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      const other = en[key as keyof typeof zh];
      expect(text.trim(), key).not.to.equal("");
      expect(other.trim(), key).not.to.equal("");
      expect(placesOf(other), key).to.deep.equal(placesOf(text));
    }
  });

  it("keep Chinese and English apart", () => {
    const mixed = ["certificate.sampleNote", "site.otherLanguage"];
    for (const [key, text] of Object.entries(en)) {
      if (!mixed.includes(key)) expect(text, key).not.to.match(/\p{Script=Han}/u);
    }
  });

  it("use kinds of places that sentences can show", () => {
    const shown =
      "party account voucher certificate asset series case record request authorisation profile year number time lock purpose userKind qualifications text";
    for (const [key, text] of Object.entries(zh)) {
      for (const part of partsOf(text)) {
        if ("text" in part || shown.split(" ").includes(part.kind)) continue;
        const isEnumeration = Object.keys(zh).some((other) => other.startsWith(`${part.kind}.`));
        expect(isEnumeration, `${key} shows a ${part.kind}`).to.equal(true);
      }
    }
  });

  it("have a word for every value that the ledger's enumerations take", () => {
    const groups = {
      caseState: enumNames.CaseState,
      recordState: enumNames.RecordState,
      requestKind: enumNames.RequestKind,
      requestState: enumNames.RequestState,
      recordGround: enumNames.RecordGround,
      bodyAnswer: enumNames.BodyAnswer,
      kind: enumNames.RegistrationKind,
      ground: enumNames.RefusalGround,
      sourceCase: enumNames.SourceCase,
      cancellation: enumNames.CancellationGround,
      certificateState: enumNames.CertificateState,
      annotationKind: enumNames.AnnotationKind,
      laterObjection: enumNames.LaterObjectionState,
      objectionStep: enumNames.LaterObjectionState,
      objectionAct: enumNames.ObjectionAct,
      disclosure: enumNames.Disclosure,
      act: enumNames.DueAct,
      actBasis: enumNames.DueAct,
      actHelp: enumNames.DueAct,
      capacity: inquiryCapacities,
      inquiryPurpose: inquiryPurposes,
      inquiryState: inquiryStates,
      period: enumNames.UsePeriod,
      basis: enumNames.BasisKind,
      analysis: analyses.map(({ code }) => code),
    };
    for (const [group, values] of Object.entries(groups)) {
      for (const value of values) {
        if (value !== "none") expect(zh, group).to.have.property(`${group}.${value}`);
      }
    }
  });

  it("know no key by accident of JavaScript", () => {
    expect(rawWord("toString")).to.equal(undefined);
    expect(label("role", "registry")).to.equal("登记机构");
    expect(label("role", "newRole")).to.equal("newRole");
  });
});

describe("Sentences", () => {
  it("are cut at their places and filled", () => {
    expect(partsOf("{a.b:party} 给 {@account}")).to.deep.equal([
      { path: "a.b", kind: "party" },
      { text: " 给 " },
      { path: "@account", kind: "text" },
    ]);
    expect(fill("{n} of {total}", { n: 1 })).to.equal("1 of {total}");
  });
});

describe("The first language", () => {
  it("is the remembered one, else the first that the browser prefers, else Chinese", () => {
    expect(chooseLanguage("en", ["zh-CN"])).to.equal("en");
    expect(chooseLanguage(null, ["de-DE", "en-GB", "zh-CN"])).to.equal("en");
    expect(chooseLanguage("fr", ["zh-TW", "en"])).to.equal("zh-CN");
    expect(chooseLanguage(null, ["de"])).to.equal("zh-CN");
  });
});
