import { Transaction } from "ethers";
import Type from "typebox";
import { RpcUnreachable } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import { preferredWait } from "../http/prefer.ts";
import type { EarlyCheck } from "../outbox/early.ts";
import type { ParsedRaw } from "../outbox/parse.ts";
import { bodyCodes, keyCodes } from "./desk/codes.ts";
import { OperationHeaders, OperationSchema, answerOperation, showOperation } from "./operation-answer.ts";
import { requestIdOf } from "./request-id.ts";
import { problems } from "./schemas.ts";
import type { Routes } from "./app.ts";

/** Codes besides the contracts' own. */
const transactionCodes = [
  ...keyCodes,
  ...bodyCodes,
  "CONTRACT_ERROR_UNKNOWN",
  "CONTRACT_FOREIGN",
  "EXECUTION_FAILED",
  "EXECUTION_REVERTED",
  "FEE_TOO_HIGH",
  "GAS_LIMIT_TOO_HIGH",
  "GAS_LIMIT_TOO_LOW",
  "IDEMPOTENCY_KEY_MALFORMED",
  "IDEMPOTENCY_KEY_REUSED",
  "NONCE_TAKEN",
  "NONCE_TOO_DISTANT",
  "NONCE_TOO_LOW",
  "SIGNATURE_INVALID",
  "SIMULATION_REQUIRED",
  "TRANSACTION_MALFORMED",
  "TRANSACTION_TOO_LARGE",
  "VALUE_NOT_ALLOWED",
  "WRONG_CHAIN_ID",
].sort();

/** Raw transactions and what became of them. */
export const operationRoutes: Routes = (app, { outbox, early }) => {
  const tags = ["operations"];

  app.post(
    "/v1/transactions",
    {
      schema: {
        tags,
        summary: "Hand in a signed transaction; it is kept and sent until it is final",
        headers: OperationHeaders,
        querystring: Type.Object({
          simulate: Type.Boolean({
            default: true,
            description: "Ask the ledger first, and refuse with its own code what must fail; false needs an API key",
          }),
        }),
        body: Type.Object(
          { raw: Type.String({ maxLength: 4_194_304, description: "Signed transaction, 0x hexadecimal" }) },
          { additionalProperties: false },
        ),
        response: { 200: OperationSchema, 202: OperationSchema, ...problems },
        "x-error-codes": transactionCodes,
      } as const,
    },
    async (request, reply) => {
      const { keyId } = request.client;
      const { simulate } = request.query;
      if (keyId === null && !simulate) throw fault("SIMULATION_REQUIRED");
      const id = requestIdOf(request);
      const check = simulate ? (parsed: ParsedRaw) => requireAcceptable(early, parsed, keyId === null) : undefined;
      const options = { client: keyId, ...(id && { request: id }), ...(check && { check }) };
      const { operation } = await outbox.accept(request.body.raw, options);
      return answerOperation(outbox, operation, request, reply);
    },
  );

  app.get(
    "/v1/operations/:id",
    {
      schema: {
        tags,
        summary: "What became of an operation, by its id or its transaction's hash",
        params: Type.Object({ id: Type.String({ pattern: "^(0x)?[0-9a-fA-F]{32,64}$" }) }),
        headers: OperationHeaders,
        response: { 200: OperationSchema, ...problems },
      },
    },
    async (request, reply) => {
      const id = request.params.id.toLowerCase();
      const operation = id.startsWith("0x") ? outbox.byHash(id) : outbox.get(id);
      if (operation === undefined) throw fault("OPERATION_NOT_FOUND");
      void reply.header("cache-control", "no-store");
      const wait = preferredWait(request.headers.prefer);
      return showOperation(wait === 0 ? operation : await outbox.wait(operation.id, ["final"], wait));
    },
  );
};

/** Refuses what the ledger would refuse, and for the public a nonce that follows nothing known. A node that is away stops nobody: the outbox keeps the transaction for it. */
async function requireAcceptable(early: EarlyCheck, parsed: ParsedRaw, gapless: boolean): Promise<void> {
  const { raw, from, to, nonce } = parsed;
  const { data, gasLimit } = Transaction.from(raw);
  try {
    const refusal = await early.refusalOf({ from, to, data, nonce, gasLimit, gapless });
    if (refusal !== undefined) throw refusal;
  } catch (error) {
    if (!(error instanceof RpcUnreachable)) throw error;
  }
}
