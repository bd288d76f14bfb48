import { expect } from "chai";
import { createConcerns } from "./concerns.ts";

const [first, second] = ["0xA", "0xB"];
const applied = (caseId: string, registry: string) => ({
  name: "RegistrationApplied",
  args: { caseId, application: { registry } },
});

describe("Whose business an event is", () => {
  it("is that of the registry that it names", () => {
    const concerns = createConcerns();
    expect(concerns.of({ name: "RegistryDisclosed", args: { registry: first } })).to.deep.equal([first]);
    expect(concerns.of({ name: "AssetDeclared", args: { assetId: "0x1" } })).to.deep.equal([]);
  });

  it("is that of the registry of its case, and of the certificate that came of it", () => {
    const concerns = createConcerns();
    concerns.learn([applied("1", first), applied("2", second)]);
    // Rights are registered before the certificate is named with its case, in the same block.
    const right = { name: "RightRegistered", args: { certificateId: "7" } };
    concerns.learn([right, { name: "CertificateIssued", args: { caseId: "1", certificateId: "7" } }]);
    expect(concerns.of(right)).to.deep.equal([first]);
    expect(concerns.of({ name: "ObjectionRaised", args: { caseId: "2" } })).to.deep.equal([second]);
    expect(concerns.of({ name: "ObjectionRaised", args: { caseId: "3" } })).to.deep.equal([]);
  });

  it("passes to the successor of a registry that was taken over", () => {
    const concerns = createConcerns();
    concerns.learn([applied("1", first)]);
    const takeover = { name: "RegistryTakenOver", args: { registry: first, successor: second } };
    concerns.learn([takeover]);
    expect(concerns.of(takeover)).to.deep.equal([first, second]);
    expect(concerns.of({ name: "RegistrationExamined", args: { caseId: "1" } })).to.deep.equal([second]);
  });

  it("takes no number for none as a certificate", () => {
    const concerns = createConcerns();
    concerns.learn([{ name: "RegistrationRefused", args: { caseId: "1", certificateId: "0", registry: first } }]);
    expect(concerns.of({ name: "RightEnded", args: { certificateId: "0" } })).to.deep.equal([]);
  });
});
