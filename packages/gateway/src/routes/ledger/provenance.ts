import Type from "typebox";
import { quantity, type RawBlock } from "../../chain/types.ts";
import { fault } from "../../errors.ts";
import { blockTable } from "../../index/rows.ts";
import { jsonBytes } from "../../ledger/json-bytes.ts";
import { parseVoucher } from "../../ledger/models/ids.ts";
import { enveloped, type Reading } from "../../ledger/models/reading.ts";
import { stepsAsCsv } from "../../ledger/provenance/csv.ts";
import { provenanceAsProv } from "../../ledger/provenance/prov.ts";
import { readProvenance, type ProvenancePart } from "../../ledger/provenance/provenance.ts";
import { answers } from "../../schemas/answers.ts";
import { u64 } from "../../store/keys.ts";
import type { BlockRef } from "../../store/view.ts";
import type { RouteContext, Routes } from "../app.ts";
import { ledgerGet, text } from "./ledger-get.ts";

/** Most steps of one answer; those of the series among them come besides. */
const mostSteps = 5_000;

const query = Type.Object({
  format: Type.Optional(
    Type.Unsafe<"json" | "prov" | "csv">({ type: "string", enum: ["json", "prov", "csv"], default: "json" }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: mostSteps, default: mostSteps, description: "Most steps of the answer" }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 2_000, description: "`stepsNextCursor` of the answer before" })),
  asOfBlock: Type.Optional(Type.Integer({ minimum: 0, description: "Shows the voucher as it was after this block" })),
});

/** The whole life of a voucher in one answer. */
export const provenanceRoutes: Routes = (app, context) => {
  ledgerGet(app, context)(
    "/v1/vouchers/:id/provenance",
    {
      tag: "vouchers",
      summary: "Everything that happened to a voucher, who held it, and where its units came from",
      description:
        "`csv`: the steps by RFC 4180. `prov`: a PROV-JSON document. Both name what follows in `X-Steps-Next-Cursor`.",
      params: Type.Object({ id: text("Id, or label such as 3-17") }),
      query,
      answer: answers["/v1/vouchers/:id/provenance"],
    },
    async (now, { params, query, reply }) => {
      const id = parseVoucher(params.id);
      const past = query.asOfBlock !== undefined && query.asOfBlock !== now.asOf.number;
      const reading: Reading = past ? { ...now, asOf: await blockAt(context, now, query.asOfBlock!) } : now;
      const list = `provenance|${id}|${query.asOfBlock ?? ""}`;
      const part = partOf(context.paging.read(list, query.cursor), query.limit ?? mostSteps);
      const { answer: life, next } = await readProvenance(reading, id, past, part);
      const stepsNextCursor = next && context.paging.write(list, `${next.offset}-${next.after}`);
      const answer = enveloped(reading, { ...life, stepsNextCursor });
      const format = query.format ?? "json";
      // The schema's serialiser joins a thousand steps from small pieces, which costs more than reading them.
      if (format === "json") return reply.type("application/json; charset=utf-8").send(jsonBytes(answer));
      const name = `voucher-${answer.voucher.label}`;
      const { asOfBlock } = answer;
      if (stepsNextCursor !== null) void reply.header("x-steps-next-cursor", stepsNextCursor);
      void reply.headers({ "x-as-of-block": String(asOfBlock.number), "x-as-of-block-hash": asOfBlock.hash });
      if (format === "csv") {
        void reply.header("content-disposition", `attachment; filename="${name}.csv"`);
        const csv = stepsAsCsv(answer.steps, answer.names);
        return reply.type("text/csv; charset=utf-8; header=present").send(Buffer.from(csv));
      }
      void reply.header("content-disposition", `attachment; filename="${name}.prov.json"`);
      return reply.type("application/json; charset=utf-8").send(jsonBytes(provenanceAsProv(answer, answer.names)));
    },
  );
};

/** Where an answer's steps begin, from the text of a cursor. */
function partOf(position: string | undefined, limit: number): ProvenancePart {
  const [offset, after] = position?.split("-") ?? [];
  return { offset: Number(offset ?? 0), after, limit };
}

/** A block before the index's last. Blocks without transactions are asked of the node. */
async function blockAt({ rpc }: RouteContext, { view, asOf }: Reading, number: number): Promise<BlockRef> {
  if (number > asOf.number) {
    throw fault("INDEX_NOT_READY", `Block ${number} is not indexed yet; the last one is ${asOf.number}.`, {
      indexed: asOf.number,
    });
  }
  const row = view.get(blockTable, u64(number));
  if (row !== undefined) return row;
  const raw = await rpc.call<RawBlock | null>("eth_getBlockByNumber", quantity(number), false);
  if (raw === null) throw fault("NOT_FOUND", `The node does not have block ${number}.`);
  return { number, hash: raw.hash, parentHash: raw.parentHash, time: Number(raw.timestamp) };
}
