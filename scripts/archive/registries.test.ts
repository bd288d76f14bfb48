import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import {
  apply,
  carryOut,
  declare,
  type LedgerChain,
  startLedgerChain,
} from "../../packages/sdk/src/testing/ledger-chain.ts";
import { archived, createArchiveBench, linesOf, verify } from "./support.ts";

describe("The events of a registry in an archive", function () {
  this.timeout(180_000);
  const bench = createArchiveBench();
  let chain: LedgerChain;
  before(async () => {
    chain = await startLedgerChain();
  });
  after(async () => {
    await chain?.stop();
    await bench.clean();
  });

  it("name it through the whole life of a case, also where one run archived the beginning and another the end", async () => {
    const { registry, alpha } = chain.parties;
    const deployment = join(await bench.folder(), "deployment.json");
    await writeFile(deployment, JSON.stringify(chain.deployment));
    const ledger = { url: chain.url, deployment };
    const out = await bench.newFolder();
    const caseId = await apply(chain, alpha, await declare(alpha));
    const given = await apply(chain, alpha, await declare(alpha));
    await archived(out, ledger);
    const begun = (await linesOf(out)).length;
    const { certificateId } = await carryOut(chain, caseId);
    // Its event names the case and the applicant, but no registry.
    await (await alpha.ledger.cases.withdraw({ caseId: given })).wait();
    await archived(out, ledger);

    const lines = await linesOf(out);
    const ofCase = ({ args }: { args: Record<string, unknown> }) =>
      args["caseId"] === String(caseId) || args["certificateId"] === String(certificateId);
    const events = lines.slice(begun).flatMap((line) => line.events.filter(ofCase));
    const names = events.map(({ name }) => name);
    expect(names).to.include.members(["RegistrationCertified", "CertificateIssued", "RightRegistered"]);
    for (const { name, concerns } of events) expect(concerns, name).to.deep.equal([registry.party]);
    const withdrawn = lines.flatMap((line) => line.events.filter(({ name }) => name === "RegistrationWithdrawn"));
    expect(withdrawn.map(({ concerns }) => concerns)).to.deep.equal([[registry.party]]);
    const others = lines.flatMap((line) => line.events.filter(({ name }) => name === "AssetDeclared"));
    expect(others.map(({ concerns }) => concerns)).to.deep.equal([[], []]);
    const { code, said } = await verify(out);
    expect(code, said).to.equal(0);
  });
});
