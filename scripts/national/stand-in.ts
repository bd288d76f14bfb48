import { createHash, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import { openHeldStore, type Held } from "./held.ts";

/** What the stand-in is started with. */
export interface StandInOptions {
  /** Where it keeps what it receives. */
  readonly folder: string;
  /** By which it knows who submits. */
  readonly token: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly now?: () => number;
}

/** A stand-in of the national service system that listens on loopback. */
export interface StandIn {
  readonly url: string;
  stop(): Promise<void>;
}

const host = "127.0.0.1";
const kinds = ["notice", "evidence", "result"];
/** Members that every submission has, and those of its kind (docs/national.md). */
const members = {
  all: ["ledger", "caseId", "kind", "registration", "registry", "registryCode", "applicant", "assetId", "material"],
  notice: ["publishedAt"],
  evidence: [],
  result: ["outcome", "closedAt"],
} as const;
const largest = 65_536;

type Fault = { status: number; title: string };

/**
 * Starts the stand-in (演示): it keeps submissions durably, gives numbers and times, and refuses what is malformed or
 * contradicts what it has. It knows nothing of the ledger but the agreed form, and confirms nothing: all it says is marked
 * as a sample.
 */
export async function startStandIn({ folder, token, port, now }: StandInOptions): Promise<StandIn> {
  const store = await openHeldStore(folder, now);
  const app = Fastify({ bodyLimit: largest, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (request, reply) => {
    if (!same(request.headers.authorization ?? "", `Bearer ${token}`)) {
      return reply.code(401).send({ title: "The token is not known here." });
    }
  });

  app.put<{ Params: { ledger: string; caseId: string; kind: string }; Body: string }>(
    "/v1/submissions/:ledger/:caseId/:kind",
    async ({ params, body }, reply) => {
      const fault = faultOf(params, body);
      if (fault !== undefined) return reply.code(fault.status).send({ title: fault.title });
      const { ledger, caseId, kind } = params;
      // The bytes as they came: who sends says what is digested.
      const digest = `0x${createHash("sha256").update(body, "utf8").digest("hex")}`;
      const kept = await store.keep({ ledger, caseId, kind }, body, digest);
      if (kept === undefined) {
        const title = `Another content was submitted as ${kind} of case ${caseId} before.`;
        return reply.code(409).send({ title });
      }
      return reply.code(kept.isNew ? 201 : 200).send(answerOf(kept.held));
    },
  );

  app.get<{ Querystring: { ledger?: string; after?: string; limit?: string } }>(
    "/v1/submissions",
    async ({ query }, reply) => {
      const after = Number(query.after ?? 0);
      const limit = Math.min(Number(query.limit ?? 100), 1_000);
      if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1) {
        return reply.code(422).send({ title: "after and limit are whole numbers." });
      }
      const found = await store.list(after, limit);
      const items = found.filter(({ ledger }) => query.ledger === undefined || ledger === query.ledger);
      return { items: items.map(itemOf), next: found.length === limit ? String(found.at(-1)!.seq) : null };
    },
  );

  try {
    const url = await app.listen({ host, port });
    return {
      url,
      async stop() {
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const answerOf = ({ receiptNumber, statedAt, digest, sample }: Held) => ({ receiptNumber, statedAt, digest, sample });

const itemOf = (held: Held) => ({
  ...answerOf(held),
  ledger: held.ledger,
  caseId: held.caseId,
  kind: held.kind,
  submission: JSON.parse(held.text) as unknown,
});

/** What is wrong with a submission. */
function faultOf(params: { ledger: string; caseId: string; kind: string }, text: string): Fault | undefined {
  const malformed = (title: string) => ({ status: 422, title });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return malformed("The body is no JSON.");
  }
  if (typeof content !== "object" || content === null) return malformed("The body is no object.");
  const submission = content as Record<string, unknown>;
  if (!kinds.includes(params.kind)) return malformed(`There is no submission of kind ${params.kind}.`);
  for (const name of ["ledger", "caseId", "kind"] as const) {
    if (submission[name] !== params[name]) return malformed(`The path and the body differ in ${name}.`);
  }
  const needed = [...members.all, ...members[params.kind as "notice" | "evidence" | "result"]];
  const missing = needed.find((name) => typeof submission[name] !== "string" || submission[name] === "");
  return missing === undefined ? undefined : malformed(`The submission has no ${missing}.`);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a!, b!);
}
