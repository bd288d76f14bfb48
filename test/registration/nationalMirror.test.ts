import { expect } from "chai";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  passNotice,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { acts, caseIn, document, states, type StateName } from "./cases.ts";
import { answer, confirmEvidence, submissions } from "./national.ts";

const { notice, evidence, result } = submissions;
/** How far the clocks of ledger and system may be apart, in seconds. */
const skew = 600;

const mirror = (
  { assets, parties }: TestLedger,
  caseId: bigint,
  kind: number,
  given: Awaited<ReturnType<typeof answer>>,
) => assets.connect(parties.registry.key).mirrorSubmission(caseId, kind, given);

const correct = (
  { assets, parties }: TestLedger,
  caseId: bigint,
  kind: number,
  given: Awaited<ReturnType<typeof answer>>,
  why = document,
) => assets.connect(parties.registry.key).correctSubmission(caseId, kind, given, why);

/** What a struct of an answer reads as. */
const read = ({ receiptNumber, statedAt, sample, material, digest: whole }: Awaited<ReturnType<typeof answer>>) => [
  receiptNumber,
  statedAt,
  sample,
  material,
  whole,
];

describe("mirrorSubmission (articles 8, 24, 26)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => caseIn(ledger, "published"),
    call: async ({ assets }, key, { caseId }) => assets.connect(key).mirrorSubmission(caseId, notice, await answer()),
  });

  it("is refused to parties that are no registry, to other registries, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const second = await ledger.admit({ roles: roles.registry });
    const given = await answer();
    for (const { key, address } of [parties.alpha, parties.authority]) {
      const sent = assets.connect(key).mirrorSubmission(caseId, notice, given);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    await expectRefusal(mirror(ledger, 9n, notice, given), assets, "CaseUnknown", [9]);
    const elsewhere = assets.connect(second.key).mirrorSubmission(caseId, notice, given);
    await expectRefusal(elsewhere, assets, "CaseOfAnotherRegistry", [caseId, parties.registry.address]);
  });

  it("needs its kind", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    const sent = mirror(ledger, caseId, submissions.none, await answer());
    await expectRefusal(sent, ledger.assets, "SubmissionKindMissing");
  });

  const reached: Record<string, readonly StateName[]> = {
    notice: ["published", "certified"],
    evidence: ["examined", "published", "certified"],
    result: ["certified"],
  };
  for (const [name, kind] of Object.entries({ notice, evidence, result })) {
    for (const state of Object.keys(states) as StateName[]) {
      const may = reached[name]!.includes(state);
      it(`takes a ${name} of a case that is ${state}: ${may ? "yes" : "no"}`, async () => {
        const ledger = await ledgerFixture();
        const { caseId } = await caseIn(ledger, state);
        const sent = mirror(ledger, caseId, kind, await answer());
        if (may) await sent;
        else await expectRefusal(sent, ledger.assets, "SubmissionTooEarly", [caseId, kind, states[state]]);
      });
    }
  }

  it("takes the result of a case that ended after its notice, refused or withdrawn", async () => {
    for (const end of ["refuseRegistration", "withdrawRegistration"] as const) {
      const ledger = await ledgerFixture();
      const { caseId } = await caseIn(ledger, "published");
      await acts[end](ledger, caseId);
      await mirror(ledger, caseId, result, await answer());
      const late = mirror(ledger, caseId, evidence, await answer({ receiptNumber: "other" }));
      const state = end === "refuseRegistration" ? states.refused : states.withdrawn;
      await expectRefusal(late, ledger.assets, "SubmissionTooEarly", [caseId, evidence, state]);
    }
  });

  it("knows no notice of a case whose notice was waived, nor the end of one that was never told", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "examined");
    await acts.waiveNotice(ledger, caseId);
    const sent = mirror(ledger, caseId, notice, await answer());
    await expectRefusal(sent, assets, "SubmissionTooEarly", [caseId, notice, states.published]);
    await acts.refuseRegistration(ledger, caseId);
    const end = mirror(ledger, caseId, result, await answer());
    await expectRefusal(end, assets, "SubmissionTooEarly", [caseId, result, states.refused]);
  });

  it("takes a time from the fact, as a clock ten minutes behind would state it, to the present second", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const published = Number((await assets.caseOf(caseId)).publishedAt);
    const earliest = published - skew;
    const before = mirror(ledger, caseId, notice, await answer({ statedAt: earliest - 1 }));
    await expectRefusal(before, assets, "SubmissionTimeInvalid", [earliest - 1, earliest]);
    const next = published + 100;
    await networkHelpers.time.setNextBlockTimestamp(next);
    const after = mirror(ledger, caseId, notice, await answer({ statedAt: next + 1 }));
    await expectRefusal(after, assets, "SubmissionTimeInvalid", [next + 1, earliest]);
    await networkHelpers.time.setNextBlockTimestamp(next + 50);
    await mirror(ledger, caseId, notice, await answer({ statedAt: next + 50 }));

    const other = await caseIn(ledger, "published");
    const fact = Number((await assets.caseOf(other.caseId)).publishedAt);
    await mirror(ledger, other.caseId, notice, await answer({ statedAt: fact - skew, receiptNumber: "behind" }));
  });

  it("counts the time of a result from the end of the case", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "certified");
    const earliest = Number((await ledger.assets.caseOf(caseId)).closedAt) - skew;
    const early = mirror(ledger, caseId, result, await answer({ statedAt: earliest - 1 }));
    await expectRefusal(early, ledger.assets, "SubmissionTimeInvalid", [earliest - 1, earliest]);
    await mirror(ledger, caseId, result, await answer({ statedAt: earliest }));
  });

  it("needs the digests of material and submission", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    for (const missing of ["material", "digest"]) {
      const sent = mirror(ledger, caseId, notice, await answer({ [missing]: zeroDigest }));
      await expectRefusal(sent, ledger.ledger, "DocumentMissing");
    }
  });

  it("takes receipt numbers of 1 to 64 readable characters", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "certified");
    for (const receiptNumber of ["", "7".repeat(65)]) {
      const sent = mirror(ledger, caseId, notice, await answer({ receiptNumber }));
      await expectRefusal(sent, assets, "ReceiptNumberInvalid", [receiptNumber.length]);
    }
    const bent = mirror(ledger, caseId, notice, await answer({ receiptNumber: "A\u202e1" }));
    await expectRefusal(bent, assets, "TextBidiControl", [1]);
    await mirror(ledger, caseId, notice, await answer({ receiptNumber: "7".repeat(64) }));
    await mirror(ledger, caseId, result, await answer({ receiptNumber: "演" }));
  });

  it("takes each receipt number once in a system; a stand-in counts for itself", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const first = await caseIn(ledger, "certified");
    const second = await caseIn(ledger, "published");
    await mirror(ledger, first.caseId, notice, await answer());
    for (const [caseId, kind] of [
      [first.caseId, result],
      [second.caseId, notice],
    ] as const) {
      const sent = mirror(ledger, caseId, kind, await answer());
      await expectRefusal(sent, assets, "ReceiptNumberUsed", ["GJ-2026-0001", first.caseId, notice]);
    }
    await mirror(ledger, second.caseId, notice, await answer({ sample: true }));
  });

  it("takes one answer to each submission; the same one again is refused too", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    const given = await answer();
    await mirror(ledger, caseId, notice, given);
    for (const again of [given, { ...given, receiptNumber: "other" }]) {
      const sent = mirror(ledger, caseId, notice, again);
      await expectRefusal(sent, ledger.assets, "SubmissionMirroredBefore", [caseId, notice]);
    }
  });

  it("says who mirrored what, and keeps it", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const { address, key } = parties.registry;
    const given = await answer({ sample: true });
    const args = [caseId, notice, address, key.address, read(given)];
    await expectEvent(mirror(ledger, caseId, notice, given), assets, "SubmissionMirrored", args);
    expectStruct(await assets.submissionOf(caseId, notice), {
      answer: read(given),
      mirroredAt: await now(),
      corrections: 0,
    });
    const none = ["", 0, false, zeroDigest, zeroDigest];
    expectStruct(await assets.submissionOf(caseId, evidence), { answer: none, mirroredAt: 0, corrections: 0 });
  });

  it("is the duty of whoever took the registry's cases over", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const next = await ledger.admit({ roles: roles.registry });
    await assets.connect(parties.authority.key).setRegistryCode(next.address, 45, 7);
    await assets.connect(parties.authority.key).takeOverRegistry(parties.registry.address, next.address, document);
    const left = mirror(ledger, caseId, notice, await answer());
    await expectRefusal(left, assets, "CaseOfAnotherRegistry", [caseId, next.address]);
    await assets.connect(next.key).mirrorSubmission(caseId, notice, await answer());
  });
});

describe("correctSubmission", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => {
      const made = await caseIn(ledger, "published");
      await mirror(ledger, made.caseId, notice, await answer());
      return made;
    },
    call: async ({ assets }, key, { caseId }) =>
      assets.connect(key).correctSubmission(caseId, notice, await answer({ receiptNumber: "other" }), document),
  });

  it("is refused where nothing stands, where it says the same, and without the document that says why", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const given = await answer();
    for (const kind of [submissions.none, notice]) {
      await expectRefusal(correct(ledger, caseId, kind, given), assets, "SubmissionNotCorrectable", [caseId, kind]);
    }
    await mirror(ledger, caseId, notice, given);
    await expectRefusal(correct(ledger, caseId, notice, given), assets, "SubmissionNotCorrectable", [caseId, notice]);
    const other = { ...given, material: digest("other") };
    await expectRefusal(correct(ledger, caseId, notice, other, zeroDigest), ledger.ledger, "DocumentMissing");
  });

  it("keeps to the rules of an answer, and to receipt numbers of others", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "certified");
    await mirror(ledger, caseId, notice, await answer());
    await mirror(ledger, caseId, result, await answer({ receiptNumber: "second" }));
    const earliest = Number((await assets.caseOf(caseId)).publishedAt) - skew;
    for (const [over, name, args] of [
      [{ receiptNumber: "second" }, "ReceiptNumberUsed", ["second", caseId, result]],
      [{ receiptNumber: "" }, "ReceiptNumberInvalid", [0]],
      [{ statedAt: earliest - 1 }, "SubmissionTimeInvalid", [earliest - 1, earliest]],
    ] as const) {
      await expectRefusal(correct(ledger, caseId, notice, await answer(over)), assets, name, args);
    }
  });

  it("keeps both, the number of the first for good, and counts", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "certified");
    const given = await answer();
    await mirror(ledger, caseId, notice, given);
    const next = await answer({ receiptNumber: "GJ-2026-0002" });
    const { address, key } = parties.registry;
    const args = [caseId, notice, address, key.address, read(given), read(next), document];
    await expectEvent(correct(ledger, caseId, notice, next), assets, "SubmissionCorrected", args);
    expectStruct(await assets.submissionOf(caseId, notice), {
      answer: read(next),
      mirroredAt: await now(),
      corrections: 1,
    });
    const taken = mirror(ledger, caseId, result, await answer());
    await expectRefusal(taken, assets, "ReceiptNumberUsed", [given.receiptNumber, caseId, notice]);
    // Back to the number that was this submission's own.
    await correct(ledger, caseId, notice, given);
    expect((await assets.submissionOf(caseId, notice)).corrections).to.equal(2n);
  });
});

describe("A certificate without the mark 演示 (article 26)", () => {
  const unmarked = ({ assets, parties }: TestLedger, caseId: bigint) =>
    assets.connect(parties.registry.key).certifyRegistration(caseId, document, false);

  it("needs that the national service system confirmed this very evidence, not a stand-in, not something else", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    await passNotice(ledger, caseId);
    const refused = async () =>
      expectRefusal(unmarked(ledger, caseId), assets, "EvidenceNotConfirmed", [caseId, document]);
    await refused();
    await mirror(ledger, caseId, notice, await answer({ material: document }));
    await refused();
    const standIn = await answer({ material: document, sample: true });
    await mirror(ledger, caseId, evidence, standIn);
    await refused();
    await correct(ledger, caseId, evidence, await answer({ receiptNumber: "real", material: digest("other") }));
    await refused();
    await correct(ledger, caseId, evidence, await answer({ receiptNumber: "real", material: document }));
    await unmarked(ledger, caseId);
    const { certificateId } = await assets.caseOf(caseId);
    expect((await certificates.certificateOf(certificateId)).sample).to.equal(false);
  });

  it("is not made by another case's evidence", async () => {
    const ledger = await ledgerFixture();
    const first = await caseIn(ledger, "published");
    await confirmEvidence(ledger, first.caseId, document);
    const second = await caseIn(ledger, "published");
    await passNotice(ledger, second.caseId);
    const sent = unmarked(ledger, second.caseId);
    await expectRefusal(sent, ledger.assets, "EvidenceNotConfirmed", [second.caseId, document]);
  });
});
