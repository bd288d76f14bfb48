import { expect } from "chai";
import type { Asset, RegistrationCase } from "../api/shapes.ts";
import { certificateStateOf, holdingsOf, participantsOf } from "./later.ts";

describe("A certificate's state", () => {
  it("is what the ledger says, and expired when only time ended it", () => {
    expect(certificateStateOf({ state: "valid", live: true })).to.equal("valid");
    expect(certificateStateOf({ state: "valid", live: false })).to.equal("expired");
    expect(certificateStateOf({ state: "transferred", live: false })).to.equal("transferred");
    expect(certificateStateOf({ state: "cancelled", live: false })).to.equal("cancelled");
  });
});

describe("Who takes part in a case", () => {
  const caseOf = (kind: RegistrationCase["kind"]) =>
    participantsOf({
      kind,
      applicant: "a",
      begunAt: "2026-03-02T02:00:00Z",
      certificate: "A",
      others: [{ party: "b", consentedAt: null, certificate: null, claims: [] }],
    } as unknown as RegistrationCase);

  it("has a part by the kind of registration; who applies agreed by applying", () => {
    const parts = (kind: RegistrationCase["kind"]) => caseOf(kind).map(({ part }) => part);
    expect(parts("initial")).to.deep.equal(["firstApplicant", "jointApplicant"]);
    expect(parts("transfer")).to.deep.equal(["transferor", "transferee"]);
    expect(parts("change")).to.deep.equal(["firstApplicant", "otherHolder"]);
    expect(caseOf("initial").map(({ consentedAt }) => consentedAt)).to.deep.equal(["2026-03-02T02:00:00Z", null]);
  });

  it("is issued a certificate by its own registration only", () => {
    expect(caseOf("initial")[0]?.certificate).to.equal("A");
    expect(caseOf("transfer")[0]?.certificate).to.equal(null);
  });
});

describe("The certificates of an asset", () => {
  const right = (name: string, certificate: string, caseId: string, endedAt: string | null) => ({
    right: name,
    certificate,
    caseId,
    holder: `holder of ${certificate}`,
    endedAt,
  });

  it("show the rights that they carry and those that ended, and which were registered together", () => {
    const rights = [
      right("operate", "C", "2", null),
      right("hold", "A", "1", null),
      right("hold", "B", "1", null),
      right("operate", "B", "1", "2026-03-02T02:00:00Z"),
    ];
    const found = holdingsOf({ rights, certificates: ["C", "B", "A", "unknown"] } as unknown as Asset);
    const shown = found.map(({ certificate, now, ended, joint }) => [certificate, now.length, ended.length, joint]);
    expect(shown).to.deep.equal([
      ["C", 1, 0, false],
      ["B", 1, 1, true],
      ["A", 1, 0, true],
    ]);
    expect(found[1]?.holder).to.equal("holder of B");
  });
});
