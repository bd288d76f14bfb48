import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  canonicalJson,
  createLedger,
  digestOf,
  isLedgerError,
  type AskToConsultParams,
  type Inquiry,
  type Ledger,
} from "@data-voucher/sdk";
import type { Answers } from "@data-voucher/gateway/answers";
import { cast, type CastName } from "../story/cast.ts";
import { papersFolder, readPapers } from "../story/papers.ts";
import type { DeskKeys } from "./desks.ts";
import { readIfThere, writeWhole } from "./files.ts";
import type { Home } from "./home.ts";
import type { EmbeddedLedger } from "./ledger.ts";
import { fileDocument, getJson } from "./papers.ts";
import { StartError } from "./start-error.ts";

/** What the acts at the gateway work with. */
export interface InquiryStage {
  readonly home: Home;
  readonly ledger: Pick<EmbeddedLedger, "node" | "deployment">;
  readonly gatewayUrl: string;
  readonly keys: DeskKeys;
  readonly signal: AbortSignal;
}

type Case = Answers["/v1/registrations/:id"];

const pauseMs = 500;
const attempts = 120;

/**
 * Puts the history's papers on the files of their cases, and tells how a file is consulted (article 30): a bank's inquiry
 * is approved, a reading without a stated purpose is refused, and the holder sees the bank's inquiry and not that of a
 * state organ. Done once; an interrupted start leaves it to the next one.
 * @throws StartError INQUIRIES_NOT_TOLD
 */
export async function tellInquiries(stage: InquiryStage, say: (line: string) => void): Promise<void> {
  const { home, signal } = stage;
  const mark = join(home.folders.gateway, "inquiries-told");
  if (!home.story || (await readIfThere(mark)) !== undefined) return;
  try {
    await untilIndexed(stage);
    const found = await fileCases(stage);
    await consult(stage, found, say);
    await writeWhole(mark, "", 0o644);
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError("INQUIRIES_NOT_TOLD", `The ledger is complete; start again to tell of inquiries. ${why}`);
  }
}

/** The gateway answers for the whole history. */
async function untilIndexed({ gatewayUrl, ledger: { node }, signal }: InquiryStage): Promise<void> {
  const { number } = node.head;
  for (;;) {
    const { indexed } = await getJson<Answers["/v1/status"]>(`${gatewayUrl}/v1/status`, signal);
    if (indexed !== null && indexed.number >= number) return;
    await delay(pauseMs, undefined, { signal });
  }
}

/** Files every paper that a case at the registry names; returns the certified case whose holder is the operator. */
async function fileCases({ home, gatewayUrl, keys, signal }: InquiryStage): Promise<Case> {
  const papers = new Map((await readPapers(papersFolder(home.folders.story))).map((paper) => [paper.digest, paper]));
  const list = `${gatewayUrl}/v1/registrations?limit=200`;
  const { items, names } = await getJson<Answers["/v1/registrations"]>(list, signal);
  let chosen: Case | undefined;
  for (const { caseId, registry } of items) {
    if (names[registry] !== cast.registry.name) continue;
    const found = await getJson<Case>(`${gatewayUrl}/v1/registrations/${caseId}`, signal);
    for (const digest of new Set(JSON.stringify(found.steps).match(/0x[0-9a-f]{64}/g))) {
      const paper = papers.get(digest);
      if (paper !== undefined) await fileDocument(gatewayUrl, keys.registry!, paper, signal, caseId);
    }
    if (found.certificate !== null && found.names[found.applicant] === cast.operator.name) chosen = found;
  }
  if (chosen === undefined) throw new Error(`No case of ${cast.operator.name} was certified.`);
  return chosen;
}

async function consult(stage: InquiryStage, { caseId, steps }: Case, say: (line: string) => void): Promise<void> {
  const { keys, home, gatewayUrl, signal } = stage;
  const registry = await openDesk(stage, keys.registry!);
  const regulator = await openDesk(stage, keys.regulator!);
  const bank = await openFirm(stage, "bank");
  const holder = await openFirm(stage, "operator");
  try {
    const named = JSON.stringify(steps.find(({ name }) => name === "RegistrationExamined")).match(/0x[0-9a-f]{64}/g);
    const papers = new Set((await readPapers(papersFolder(home.folders.story))).map(({ digest }) => digest));
    const report = (named ?? []).find((digest) => papers.has(digest));
    if (report === undefined) throw new Error(`Case ${caseId} has no examination report on file.`);

    // Not even the registry reads its own file without saying what for.
    for (const desk of [bank, registry]) {
      const refused = await codeOf(() => desk.client.gateway!.bytes(`/v1/documents/${report.slice(2)}`));
      expectThat(refused === "INQUIRY_REQUIRED", `A reading without a purpose ended with ${refused}.`);
    }
    say(`登记 ${caseId}：未说明用途的查阅被拒 a reading without a stated purpose is refused  ✗ INQUIRY_REQUIRED`);

    const asked = await askOnce(bank, {
      caseId,
      capacity: "interestedParty",
      purpose: "finance",
      words: "核实登记材料，评估质押融资 checks the file before a loan",
      interest: "权利人已提出以该数据产品的经营权质押融资 the holder applied for a loan on its right",
    });
    const decision = { title: "准予查阅决定（第三十条）", inquiry: asked.id, documents: [report] };
    const paper = { text: canonicalJson(decision), digest: (await digestOf(decision)).sha256 };
    if (asked.state === "waiting") {
      await fileDocument(gatewayUrl, keys.registry!, paper, signal, caseId);
      const params = { inquiryId: asked.id, approved: true, documentDigest: paper.digest, documents: [report] };
      await patiently(() => registry.inquiries.decide(params, { id: `decide-${asked.id}` }));
    }
    await patiently(() => bank.inquiries.read({ digest: report, inquiryId: asked.id }));
    say(`登记 ${caseId}：利害关系人的查阅申请获准并查阅 an interested party's inquiry is approved, and it reads  ✓`);

    const organ = await askOnce(regulator, {
      caseId,
      capacity: "stateOrgan",
      organ: "广西数据管理部门（演示）",
      purpose: "duty",
      words: "依法履行监督职责 supervision by law",
    });
    await patiently(() => regulator.inquiries.read({ digest: report, inquiryId: organ.id }));
    const seen = await all(holder.inquiries.list({ caseId }));
    const ids = seen.map(({ id }) => id);
    expectThat(ids.includes(asked.id) && !ids.includes(organ.id), "The holder does not see what it is to see.");
    say(
      `登记 ${caseId}：权利人看到利害关系人的查阅，看不到国家机关的 the holder sees who looked, except the state organ  ✓`,
    );
  } finally {
    for (const open of [registry, regulator, bank, holder]) open.close();
  }
}

/** Asks, unless an interrupted start did and the permission is still good. */
async function askOnce(ledger: Ledger, params: AskToConsultParams): Promise<Inquiry> {
  const open = (await all(ledger.inquiries.list("own"))).filter(
    ({ state }) => state === "waiting" || state === "granted",
  );
  const known = open.find(({ purpose }) => purpose.words === params.words);
  return known ?? patiently(() => ledger.inquiries.ask(params));
}

const openDesk = ({ ledger, gatewayUrl: url }: InquiryStage, apiKey: string): Promise<Ledger> =>
  createLedger({ rpcUrl: ledger.node.url, deployment: ledger.deployment, gateway: { url, apiKey } });

/** A firm at the gateway, with an API key that it asked for with its own signature and that is good for a day. */
async function openFirm(stage: InquiryStage, name: CastName): Promise<Ledger> {
  const { ledger, gatewayUrl: url, home } = stage;
  const { deployment, node } = ledger;
  const signer = home.players[name].key;
  const signing = await createLedger({ rpcUrl: node.url, deployment, signer, gateway: { url } });
  try {
    const { key } = await patiently(() => signing.apiKeys.request({ label: "first start: inquiries", days: 1 }));
    return await openDesk(stage, key!);
  } finally {
    signing.close();
  }
}

/** Calls the gateway, and again while it says that it may succeed later. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts || !isLedgerError(error) || !error.retryable) throw error;
      await delay(pauseMs);
    }
  }
}

const codeOf = (call: () => Promise<unknown>): Promise<string> =>
  patiently(call).then(
    () => "done",
    (error: unknown) => (isLedgerError(error) ? error.code : String(error)),
  );

const all = (items: AsyncIterable<Inquiry>): Promise<Inquiry[]> =>
  patiently(async () => {
    const found: Inquiry[] = [];
    for await (const item of items) found.push(item);
    return found;
  });

function expectThat(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}
