import { expect } from "chai";
import { canonicalJson } from "../../codec/canonical.ts";
import { encodeConditions, showConditions } from "./conditions.ts";
import { odrlPolicy } from "./odrl.ts";
import { termsDifferences, termsDigest, termsDocument, type DocumentedTerms } from "./terms-document.ts";

const terms: DocumentedTerms & { readonly termsDigest: string } = {
  basis: { kind: "certificate", id: 7n },
  class: "product",
  resale: true,
  territory: 156,
  start: "2026-03-01T00:00:00Z",
  end: "2026-12-31T15:59:59Z",
  cap: 1_000n,
  purposes: ["logistics", "publicService"],
  namedUser: null,
  priceRule: "ceiling",
  unitPrice: 200n,
  conditions: {
    users: ["enterprise"],
    qualifications: ["protectionLevel3", "dataVendor"],
    environments: ["trustedSpace"],
    obligations: ["destroy", "attribute", "noReidentification"],
    open: [],
    onward: 2,
    frequency: { units: 100, period: "day" },
    durationHours: 12,
    retentionDays: 30,
  },
  termsDigest: `0x${"ab".repeat(32)}`,
};
const none = showConditions(encodeConditions());

describe("conditions of use", () => {
  it("ask for nothing where nothing is given", () => {
    expect(none).to.deep.equal({
      users: [],
      qualifications: [],
      environments: [],
      obligations: [],
      open: [],
      onward: 0,
      frequency: null,
      durationHours: 0,
      retentionDays: 0,
    });
  });

  it("turn into what the contract takes, and back", () => {
    const encoded = encodeConditions(terms.conditions);
    expect(encoded).to.deep.equal({
      users: 16,
      qualifications: 0b10_0000_0010,
      environments: 8,
      obligations: 0b110100,
      open: 0,
      onward: 2n,
      period: 2,
      frequency: 100n,
      durationHours: 12n,
      retentionDays: 30n,
    });
    expect(showConditions(encoded)).to.deep.equal({
      ...terms.conditions,
      obligations: ["destroy", "attribute", "noReidentification"],
    });
  });

  for (const [given, code] of [
    [{ users: ["everybody"] }, "VALUE_UNKNOWN"],
    [{ obligations: ["destroy", "forget"] }, "VALUE_UNKNOWN"],
    [{ frequency: { units: 1, period: "decade" } }, "VALUE_UNKNOWN"],
    [{ frequency: { units: 4_294_967_296, period: "day" } }, "NUMBER_OUT_OF_RANGE"],
    [{ retentionDays: 65_536 }, "NUMBER_OUT_OF_RANGE"],
    [{ onward: -1 }, "NUMBER_OUT_OF_RANGE"],
    [{ durationHours: 1.5 }, "NUMBER_MALFORMED"],
  ] as const) {
    it(`are refused with ${code} for ${JSON.stringify(given)}`, () => {
      expect(() => encodeConditions(given as never))
        .to.throw()
        .with.property("code", code);
    });
  }
});

describe("the document of terms", () => {
  it("has one canonical text and one digest, whatever the types that the terms came in", async () => {
    const text = canonicalJson(termsDocument(terms));
    expect(text).to.equal(
      canonicalJson(
        termsDocument({ ...terms, cap: "1000", unitPrice: "200", basis: { kind: "certificate", id: "7" } }),
      ),
    );
    expect(JSON.parse(text)).to.deep.include({ type: "SeriesTerms", version: 1, cap: "1000", agreement: null });
    // Fixed: what was signed once must have the same digest for ever.
    expect((await termsDigest(termsDocument(terms))).sha256).to.equal(
      "0xd268490a3d515710159b48afa4ecc635da27d24e9c045c1455d4aad1a98c4aa3",
    );
  });

  it("differs from other terms by the names of what differs", () => {
    const document = termsDocument(terms);
    expect(termsDifferences(document, terms)).to.deep.equal([]);
    expect(termsDifferences(termsDocument(terms, `0x${"01".repeat(32)}`), terms)).to.deep.equal([]);
    const { conditions } = terms;
    const other = { ...terms, cap: 1_001n, conditions: { ...conditions, onward: 1, users: [], frequency: null } };
    expect(termsDifferences(document, other)).to.deep.equal([
      "cap",
      "conditions.users",
      "conditions.onward",
      "conditions.frequency",
    ]);
    expect(termsDifferences({ ...document, extra: 1 }, terms)).to.deep.equal(["extra"]);
    expect(termsDifferences({}, terms)).to.include("purposes").and.include("conditions");
  });
});

/** Operands and operators of the ODRL 2.2 core and common vocabulary that constraints may use. */
const leftOperands =
  "purpose spatial dateTime count recipient virtualLocation timeInterval elapsedTime delayPeriod payAmount";
const operators = "eq gt gteq lt lteq neq isA hasPart isPartOf isAllOf isAnyOf isNoneOf";
const actions =
  "use transfer grantUse delete inform attribute reviewPolicy compensate sell derive cc:ShareAlike cc:CommercialUse";

/** Every constraint of a policy, also those that are joined. */
function constraintsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(constraintsIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "leftOperand" in value ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap(constraintsIn)];
}
function actionsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "action" in value ? [value.action] : [];
  return [...own, ...Object.values(value).flatMap(actionsIn)];
}

describe("the ODRL policy", () => {
  const ids = { chainId: "20221", seriesId: 3, assetId: `0x${"aa".repeat(32)}`, grantor: "0xA", provider: "0xB" };
  const policy = odrlPolicy({ ...ids, terms });
  const rules = policy as unknown as {
    permission: { action: string; constraint: Record<string, unknown>[]; duty?: Record<string, unknown>[] }[];
    prohibition?: { action: string }[];
  };
  const use = rules.permission[0]!;

  it("is an offer of the grantor over the asset, or the agreement with the one user of an authorisation", () => {
    expect(policy).to.include({
      "@type": "Offer",
      uid: "urn:data-voucher:20221:series:3",
      assigner: "urn:data-voucher:20221:party:0xA",
      target: `urn:data-voucher:20221:asset:${ids.assetId}`,
      "dv:termsDigest": terms.termsDigest,
    });
    const named = odrlPolicy({ ...ids, terms: { ...terms, class: "authorisation", namedUser: "0xC" } });
    expect(named).to.include({ "@type": "Agreement", assignee: "urn:data-voucher:20221:party:0xC" });
  });

  it("uses no operand, operator or action that ODRL and its profile do not have", () => {
    for (const { leftOperand, operator } of constraintsIn(policy)) {
      const own = String(leftOperand).startsWith("dv:");
      if (!own) expect(leftOperands.split(" ")).to.include(leftOperand);
      expect(operators.split(" ")).to.include(operator);
    }
    for (const action of actionsIn(policy)) {
      if (!String(action).startsWith("dv:")) expect(actions.split(" ")).to.include(action);
    }
  });

  it("says each term", () => {
    const by = (left: string) => use.constraint.filter(({ leftOperand }) => leftOperand === left);
    const ids = (left: string) => (by(left)[0]!["rightOperand"] as { "@id": string }[]).map((word) => word["@id"]);
    expect(ids("purpose")).to.deep.equal(["dv:purpose:logistics", "dv:purpose:publicService"]);
    expect(ids("recipient")).to.deep.equal(["dv:users:enterprise"]);
    expect(ids("dv:qualification")).to.deep.equal([
      "dv:qualifications:protectionLevel3",
      "dv:qualifications:dataVendor",
    ]);
    expect(ids("virtualLocation")).to.deep.equal(["dv:environments:trustedSpace"]);
    expect(by("dateTime").map(({ operator, rightOperand }) => [operator, rightOperand])).to.deep.equal([
      ["gteq", { "@type": "xsd:dateTime", "@value": terms.start }],
      ["lteq", { "@type": "xsd:dateTime", "@value": terms.end }],
    ]);
    expect(by("elapsedTime")[0]!["rightOperand"]).to.deep.equal({ "@type": "xsd:duration", "@value": "PT12H" });
    expect(by("count")[0]!["rightOperand"]).to.deep.equal({ "@type": "xsd:integer", "@value": "1000" });
    const frequency = use.constraint.find((one) => "and" in one)!;
    expect(constraintsIn(frequency).map(({ rightOperand }) => (rightOperand as { "@value": string })["@value"])).to.eql(
      ["100", "P1D"],
    );
    expect(use.duty!.map(({ action }) => action)).to.deep.equal([
      "delete",
      "attribute",
      "dv:noReidentification",
      "compensate",
    ]);
    expect(constraintsIn(use.duty![0]).map(({ leftOperand }) => leftOperand)).to.deep.equal(["delayPeriod"]);
    expect(constraintsIn(use.duty![3])[0]).to.deep.include({ leftOperand: "payAmount", operator: "lteq" });
    expect(rules.permission.map(({ action }) => action)).to.deep.equal(["use", "transfer", "grantUse"]);
    expect(rules.prohibition).to.equal(undefined);
  });

  it("forbids what the terms do not allow, and says open-data terms", () => {
    const open = ["open", "shareAlike", "nonCommercial", "noDerivatives"] as const;
    const over = { resale: false, priceRule: "free", unitPrice: 0n, conditions: { ...none, open } } as const;
    const closed = odrlPolicy({ ...ids, terms: { ...terms, ...over } }) as unknown as typeof rules;
    expect(closed.prohibition!.map(({ action }) => action)).to.deep.equal([
      "sell",
      "transfer",
      "grantUse",
      "cc:CommercialUse",
      "derive",
    ]);
    expect(closed.permission.map(({ action }) => action)).to.deep.equal(["use"]);
    expect(closed.permission[0]!.duty).to.deep.equal([{ action: "cc:ShareAlike" }]);
  });
});
