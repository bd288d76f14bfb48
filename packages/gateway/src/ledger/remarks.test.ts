import { expect } from "chai";
import { enumNames } from "@data-voucher/sdk";
import { rfc3339 } from "../http/time.ts";
import type { AnnotationJson, LaterObjectionJson } from "../schemas/remark.ts";
import { day, digest } from "../testing/ledger-chain.ts";
import { tellHistory } from "../testing/ledger-history.ts";
import { openLedgerGateway, type LedgerGateway } from "../testing/ledger-gateway.ts";
import { tellRemarks } from "../testing/remark-history.ts";

/** A moment of the contracts as the API writes it; 0 stands for none. */
const time = (seconds: bigint) => (seconds === 0n ? null : rfc3339(Number(seconds)));

describe("the index of what is noted on certificates", function () {
  this.timeout(120_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  let base: string;

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    base = `/v1/certificates/SJ${history.certificateId}`;
    await gateway.indexed();
    const { registry, alpha: holder, beta, gamma, person } = history.parties;
    expect(await gateway.get(base)).to.deep.include({ restrained: false, annotations: [], objections: [] });
    await tellRemarks(history, history.certificateId, { registry, holder, objectors: [beta, gamma, person] });
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  /** What the gateway answers now; the contract's answers are those of the same block. */
  const seen = async (path = "") => {
    await gateway.indexed();
    return gateway.get(base + path);
  };
  const restraintReviews = async () => {
    const { items } = await gateway.get("/v1/reviews");
    return (items as { cause: string }[]).filter(({ cause }) => cause === "restraint");
  };
  const verified = async () => {
    const { assetName } = await seen();
    const payload = { number: `SJ${history.certificateId}`, assetName };
    const answer = await gateway.app.inject({ method: "POST", url: "/v1/certificates/verify", payload });
    return answer.json<{ matches: boolean; status: string }>();
  };

  it("knows every annotation as the contract does, and who lifted one on which document (article 23)", async () => {
    const { annotations } = (await seen()) as { annotations: AnnotationJson[] };
    const recorded = [...(await history.view("assets", "annotationsOf", history.certificateId))];
    expect(annotations.map(({ annotationId }) => annotationId)).to.eql([3, 2, 1, 0]);
    for (const { annotationId, ...one } of annotations) {
      const { kind, madeAt, until, liftedAt, byParty, documentDigest } = recorded[annotationId];
      expect(one).to.deep.include({
        kind: enumNames.AnnotationKind[Number(kind)],
        madeAt: time(madeAt),
        until: time(until),
        liftedAt: time(liftedAt),
        byParty,
        documentDigest,
        restrains: [2n, 3n].includes(kind),
        stands: liftedAt === 0n,
      });
    }
    const { authority } = history;
    expect(annotations[1]).to.include({ liftedBy: authority.address, liftDigest: digest("control lifted") });
    const page = await seen("/annotations?limit=3");
    expect(page.items).to.eql(annotations.slice(0, 3));
    const rest = await seen(`/annotations?limit=3&cursor=${page.nextCursor}`);
    expect([rest.items, rest.nextCursor]).to.eql([annotations.slice(3), null]);
    expect(rest.names).to.have.property(history.parties.registry.address, "广西数据登记中心");
  });

  it("says that a certificate is restrained to its holder, to who verifies a paper, and by its series", async () => {
    expect(await seen()).to.deep.include({ restrained: true, live: true });
    expect(await verified()).to.deep.include({ matches: true, status: "restrained" });
    expect((await gateway.get("/v1/series/1")).state.basisLost).to.equal(true);
    const reviews = await restraintReviews();
    // Two series of plain terms and one of conditions stand over it; licences stand over vouchers of that one.
    expect(reviews).to.have.length(3);
    for (const one of reviews) expect(one).to.include({ kind: "seriesBasisLost", state: "open", causeCase: null });
    const { items } = await gateway.get("/v1/certificates");
    const [own] = items.filter(({ number }: { number: string }) => number === `SJ${history.certificateId}`);
    expect(own).to.deep.include({ restrained: true });
  });

  it("knows every objection as the contract does, with its steps and what is due (article 29)", async () => {
    const { objections } = (await seen()) as { objections: LaterObjectionJson[] };
    const recorded = [...(await history.view("assets", "laterObjectionsOf", history.certificateId))];
    expect(objections.map(({ objectionId }) => objectionId)).to.eql([2, 1, 0]);
    for (const one of objections) {
      const due = await history.view("assets", "laterObjectionDue", history.certificateId, one.objectionId);
      const { objector, state, profileId, raisedAt, informedAt, answeredAt, concludedAt, ...rest } =
        recorded[one.objectionId].toObject();
      expect(one).to.deep.include({
        objector,
        state: enumNames.LaterObjectionState[Number(state)],
        profileId: Number(profileId),
        raisedAt: time(raisedAt),
        informedAt: time(informedAt),
        answeredAt: time(answeredAt),
        concludedAt: time(concludedAt),
        reasonDigest: rest.reasonDigest,
        due:
          due.act === 0n ? null : { act: enumNames.ObjectionAct[Number(due.act)], by: due.by, until: time(due.until) },
      });
      expect(one.steps.at(-1)).to.include({ state: one.state, documentDigest: rest.documentDigest });
    }
    const [raised, agreed, mediated] = objections as [LaterObjectionJson, LaterObjectionJson, LaterObjectionJson];
    const { registry, alpha, beta } = history.parties;
    expect(mediated.steps.map(({ state, party }) => [state, party])).to.eql([
      ["raised", beta.address],
      ["informed", registry.address],
      ["contested", alpha.address],
      ["upheld", registry.address],
      ["mediated", registry.address],
    ]);
    expect(agreed.due).to.eql({ act: "carryOut", by: registry.address, until: null });
    expect(raised).to.deep.include({ overdue: false, workingDaysLeft: 5, holder: alpha.address });
    const page = await seen("/objections?limit=2");
    expect(page.items).to.eql(objections.slice(0, 2));
    expect((await seen(`/objections?cursor=${page.nextCursor}`)).items).to.eql(objections.slice(2));
    const { items } = await gateway.get(`/v1/assets/${history.assetId}/history?limit=200`);
    const told = items.filter(({ name }: { name: string }) => name.includes("LaterObjection"));
    expect(told).to.have.length(7);
  });

  it("brings what is due to the desk of the registry, the earliest first, and takes it away when it is done", async () => {
    const { registry, beta, body, person } = history.parties;
    const queue = async (query = "") => {
      await gateway.indexed();
      const { items } = await gateway.get(`/v1/objections${query}`);
      return (items as LaterObjectionJson[]).map(({ objectionId, due }) => [objectionId, due?.act]);
    };
    expect(await queue()).to.eql([[2, "inform"]]);
    await history.pass(day);
    await history.call("assets", beta.key, "objectToCertificate", history.certificateId, digest("again"));
    expect(await queue()).to.eql([
      [2, "inform"],
      [3, "inform"],
    ]);
    const { certificateId, call } = history;
    await call("assets", registry.key, "informHolder", certificateId, 2, digest("told"));
    const both = [
      [3, "inform"],
      [2, "conclude"],
    ];
    expect(await queue(`?registry=${registry.address}`)).to.eql(both);
    expect(await queue(`?registry=${body.address}`)).to.eql([]);
    expect(await queue("?act=conclude")).to.eql([[2, "conclude"]]);
    const { until } = await history.view("assets", "laterObjectionDue", certificateId, 3);
    expect(await queue(`?due=${time(until)}`)).to.eql([[3, "inform"]]);
    await history.passTo(Number(until) + 1);
    const [late] = (await gateway.indexed(), await gateway.get("/v1/objections?limit=1")).items;
    expect(late).to.deep.include({ objectionId: 3, overdue: true });
    await call("assets", registry.key, "concludeLaterObjection", certificateId, 2, false, digest("unfounded"));
    expect(await queue()).to.eql([[3, "inform"]]);
    const [, second] = (await seen("/objections")).items as LaterObjectionJson[];
    expect(second).to.deep.include({ objector: person.address, state: "dismissed", due: null, workingDaysLeft: null });
    await gateway.get("/v1/objections?act=carryOut", 422);
    await gateway.get("/v1/certificates/SJ4512099010001/objections", 404);
    await gateway.get("/v1/certificates/SJ1/annotations", 400);
  });

  it("lets a seizure end by its own term without anybody's act, and a lifted one at once", async () => {
    const { annotations } = (await seen()) as { annotations: AnnotationJson[] };
    // Some seconds from the end: the chain's clock runs on by itself.
    const until = Date.parse(annotations[2]!.until!) / 1000;
    await history.passTo(until - 60);
    expect(await seen()).to.deep.include({ restrained: true });
    await history.passTo(until + 1);
    const after = await seen();
    expect(after.restrained).to.equal(false);
    expect(after.annotations[2]).to.include({ kind: "seizure", stands: false, liftedAt: null });
    expect(await history.view("assets", "isRestrained", history.certificateId)).to.equal(false);
    expect((await verified()).status).to.equal("valid");
    const { registry } = history.parties;
    await history.call("assets", registry.key, "annotateCertificate", history.certificateId, 2, 0, digest("court"));
    expect((await seen()).restrained).to.equal(true);
    await history.call("assets", registry.key, "liftAnnotation", history.certificateId, 4, digest("lifted"));
    expect((await seen()).restrained).to.equal(false);
    expect((await gateway.get("/v1/series/1")).state.basisLost).to.equal(false);
    expect(await restraintReviews()).to.eql([]);
  });
});
