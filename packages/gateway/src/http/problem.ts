import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isLedgerError, type ErrorEntry, type LedgerError } from "@data-voucher/sdk";
import { allErrors, fault, type GatewayCode } from "../errors.ts";
import { fieldErrors, type FieldError } from "./validation.ts";

/** Media type of {@link Problem}. */
export const problemType = "application/problem+json; charset=utf-8";

/** An error as every answer carries it (RFC 9457, with our `code` and `retryable`). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly code: string;
  readonly retryable: boolean;
  /** What is wrong with which part of the request. */
  readonly errors?: readonly FieldError[];
  /** Values that explain the error. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Fastify's own errors in our codes. */
const frameworkCodes: Readonly<Record<string, GatewayCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "MEDIA_TYPE_NOT_SUPPORTED",
  FST_ERR_CTP_BODY_TOO_LARGE: "BODY_OVERSIZED",
  FST_ERR_CTP_EMPTY_JSON_BODY: "BODY_EMPTY",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "BODY_LENGTH_WRONG",
  FST_ERR_CTP_INVALID_JSON_BODY: "JSON_MALFORMED",
  FST_ERR_BAD_URL: "URL_MALFORMED",
  FST_ERR_MAX_PARAM_LENGTH: "URL_MALFORMED",
};

/** Answers with problems for every error, unknown path and unsupported method. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(error, request, reply));
}

/** Sends any error as a problem. What the client cannot help is logged and not told. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = translate(error);
  if (known.code === "INTERNAL") request.log.error({ err: error }, "request failed");
  if (known.entry.retryable && known.entry.httpStatus === 503 && !reply.hasHeader("retry-after"))
    reply.header("retry-after", "1");
  return reply
    .code(known.entry.httpStatus)
    .type(problemType)
    .serializer(JSON.stringify)
    .send(problemOf(known, request));
}

interface Known {
  readonly code: string;
  readonly entry: ErrorEntry;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
}

function translate(error: unknown): Known {
  if (isLedgerError(error)) return ofLedgerError(error);
  const { code, validation, validationContext } = error as FastifyError;
  if (validation !== undefined) {
    const entry = allErrors["REQUEST_INVALID"]!;
    return { code: "REQUEST_INVALID", entry, errors: fieldErrors(validation, validationContext ?? "body") };
  }
  const name = frameworkCodes[code] ?? "INTERNAL";
  return { code: name, entry: allErrors[name]! };
}

function ofLedgerError(error: LedgerError): Known {
  const entry = allErrors[error.code] ?? {
    httpStatus: error.httpStatus,
    retryable: error.retryable,
    title: error.message,
    titleZh: error.message,
    from: "",
  };
  const { errors, revert, ...details } = error.details as { errors?: FieldError[]; revert?: { namedArgs: object } };
  const shown = revert === undefined ? details : { ...details, ...revert.namedArgs };
  return {
    code: error.code,
    entry,
    ...(error.message === entry.title ? {} : { detail: error.message }),
    ...(errors === undefined ? {} : { errors }),
    ...(Object.keys(shown).length === 0 ? {} : { details: plain(shown) }),
  };
}

function problemOf({ code, entry, detail, errors, details }: Known, request: FastifyRequest): Problem {
  const chinese = /^\s*zh\b/i.test(request.headers["accept-language"] ?? "");
  return {
    type: `/problems/${code}`,
    title: chinese ? entry.titleZh : entry.title,
    status: entry.httpStatus,
    ...(detail === undefined ? {} : { detail }),
    instance: `urn:request:${request.id}`,
    code,
    retryable: entry.retryable,
    ...(errors === undefined ? {} : { errors }),
    ...(details === undefined ? {} : { details }),
  };
}

/** Values as JSON can say them: wide integers as decimal strings. */
function plain(details: object): Record<string, unknown> {
  const text = JSON.stringify(details, (_name, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}

/** For errors before a request has a route: malformed URLs. */
export function sendFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendError(frameworkCodes[error.code] === undefined ? fault("URL_MALFORMED") : error, request, reply);
}
