import Type from "typebox";
import { quantity, type RawBlock } from "../chain/types.ts";
import { fault } from "../errors.ts";
import { blockTable, sentTable, transactionTable, type BlockRow } from "../index/rows.ts";
import { parseAddress, parseHash } from "../ledger/models/ids.ts";
import { accountsOf, readParty } from "../ledger/models/party.ts";
import { enveloped, type Reading } from "../ledger/models/reading.ts";
import { showTransactions } from "../ledger/models/transaction.ts";
import { rfc3339 } from "../ledger/models/time.ts";
import { answers } from "../schemas/answers.ts";
import { u64 } from "../store/keys.ts";
import type { RouteContext, Routes } from "./app.ts";
import { ledgerGet, listQuery, pageOfRows, text } from "./ledger/ledger-get.ts";

const tag = "chain";
const eventsInLists = 20;

/** Blocks and transactions. */
export const chainRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/blocks",
    {
      tag,
      summary: "Blocks that hold transactions, newest first",
      query: listQuery({}),
      answer: answers["/v1/blocks"],
    },
    async (reading, { query }) => {
      const source = { tables: [{ table: blockTable, under: [] }], name: "blocks" };
      const { rows, nextCursor } = await pageOfRows(context, reading, source, query);
      return enveloped(reading, { items: rows.map(showBlock), nextCursor });
    },
  );

  get(
    "/v1/blocks/:numberOrHash",
    {
      tag,
      summary: "A block, by number or hash",
      description: "Blocks without transactions are asked of the node.",
      params: Type.Object({ numberOrHash: text("Number, or 0x and 64 hexadecimal digits") }),
      answer: answers["/v1/blocks/:numberOrHash"],
    },
    async (reading, { params: { numberOrHash } }) => {
      const row = await blockOf(context, reading, numberOrHash);
      return enveloped(reading, { ...showBlock(row), transactionHashes: [...row.transactions] });
    },
  );

  get(
    "/v1/transactions",
    {
      tag,
      summary: "Transactions to the ledger's contracts, refused ones too, newest first",
      query: listQuery({
        from: Type.Optional(text("Only those that this account sent")),
        party: Type.Optional(text("Only those that accounts of this party sent")),
      }),
      answer: answers["/v1/transactions"],
    },
    async (reading, { query }) => {
      const { name, lists } = await listsOf(reading, query);
      const tables = lists.map((list) => ({ table: sentTable, under: [list] }));
      const { rows, nextCursor } = await pageOfRows(context, reading, { tables, name }, query);
      const found = rows.map((hash) => reading.view.get(transactionTable, hash)!);
      return enveloped(reading, { items: await showTransactions(context, reading, found, eventsInLists), nextCursor });
    },
  );

  get(
    "/v1/transactions/:hash",
    {
      tag,
      summary: "A transaction with what it called, how it ended and the ledger's events that it made",
      params: Type.Object({ hash: text("0x and 64 hexadecimal digits") }),
      answer: answers["/v1/transactions/:hash"],
    },
    async (reading, { params }) => {
      const hash = parseHash(params.hash, "a transaction hash (0x and 64 hexadecimal digits)");
      const row = reading.view.get(transactionTable, hash);
      if (row === undefined) throw fault("NOT_FOUND", `There is no transaction ${hash} on the ledger.`, { hash });
      const [shown] = await showTransactions(context, reading, [row]);
      return enveloped(reading, shown!);
    },
  );
};

/** The lists of transactions that a query asks for: of a party, those of each of its accounts. */
async function listsOf(reading: Reading, query: { from?: string; party?: string }) {
  const from = query.from === undefined ? undefined : parseAddress(query.from);
  const party = query.party === undefined ? undefined : parseAddress(query.party);
  const name = `transactions|${from ?? ""}|${party ?? ""}`;
  if (party === undefined) return { name, lists: [from === undefined ? "all" : listOf(from)] };
  readParty(reading, party);
  const accounts = (await accountsOf(reading, party)).map(({ account }) => account);
  return { name, lists: accounts.filter((account) => from === undefined || account === from).map(listOf) };
}

const listOf = (account: string) => `from:${account.toLowerCase()}`;

function showBlock({ number, hash, parentHash, time, transactions, gasUsed }: BlockRow) {
  return { number, hash, parentHash, time: rfc3339(time), transactions: transactions.length, gasUsed };
}

/**
 * A block that the index shows; one without transactions is asked of the node.
 * @throws LedgerError ID_MALFORMED, NOT_FOUND
 */
async function blockOf({ rpc }: RouteContext, { view, asOf }: Reading, numberOrHash: string): Promise<BlockRow> {
  const missing = () => fault("NOT_FOUND", `There is no block ${numberOrHash} on the ledger.`, { value: numberOrHash });
  const byNumber = /^(0|[1-9]\d{0,14})$/.test(numberOrHash);
  const id = byNumber ? Number(numberOrHash) : parseHash(numberOrHash, "the number or the hash of a block");
  if (typeof id === "number") {
    if (id > asOf.number) throw missing();
    const row = view.get(blockTable, u64(id));
    if (row !== undefined) return row;
  }
  const raw =
    typeof id === "number"
      ? await rpc.call<RawBlock | null>("eth_getBlockByNumber", quantity(id), false)
      : await rpc.call<RawBlock | null>("eth_getBlockByHash", id, false);
  if (raw === null || Number(raw.number) > asOf.number) throw missing();
  const row: BlockRow = view.get(blockTable, u64(Number(raw.number))) ?? {
    gasLimit: BigInt(raw.gasLimit).toString(),
    gasUsed: BigInt(raw.gasUsed).toString(),
    hash: raw.hash,
    miner: raw.miner,
    number: Number(raw.number),
    parentHash: raw.parentHash,
    time: Number(raw.timestamp),
    transactions: raw.transactions as unknown as string[],
  };
  // A node may remember blocks that are no longer on the chain.
  if (typeof id === "string" && row.hash !== id) throw missing();
  return row;
}
