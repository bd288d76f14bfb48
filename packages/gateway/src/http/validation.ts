import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { FastifySchemaValidationError } from "fastify";

/** What is wrong with one value of a request. */
export interface FieldError {
  /** JSON pointer into the body. */
  readonly pointer?: string;
  /** Name of the parameter, for query, path and header. */
  readonly parameter?: string;
  readonly detail: string;
  /** The value, shortened; left out when there is none. */
  readonly value?: string;
}

const shared = { allErrors: true, verbose: true, strict: false, removeAdditional: false, useDefaults: true } as const;
/** Bodies are taken as they are: "1" is not 1. */
const exact = new Ajv({ ...shared, coerceTypes: false });
/** Queries, paths and headers are texts that may stand for numbers. */
const textual = new Ajv({ ...shared, coerceTypes: true });

/** Compiles a schema for one part of a request. */
export function compileValidator({ schema, httpPart }: { schema: unknown; httpPart?: string }): ValidateFunction {
  return (httpPart === "body" ? exact : textual).compile(schema as object);
}

const mostErrors = 20;

/** The errors that a client sees. */
export function fieldErrors(errors: readonly FastifySchemaValidationError[], part: string): FieldError[] {
  return (errors as unknown as ErrorObject[]).slice(0, mostErrors).map((error) => {
    const name = missingOf(error);
    const path = name === undefined ? error.instancePath : `${error.instancePath}/${escape(name)}`;
    const place = part === "body" ? { pointer: path } : { parameter: path.slice(1) };
    const value = error.keyword === "required" ? undefined : shorten(error.data, error);
    return { ...place, detail: sentence(error), ...(value === undefined ? {} : { value }) };
  });
}

function missingOf({ keyword, params }: ErrorObject): string | undefined {
  if (keyword === "required") return (params as { missingProperty: string }).missingProperty;
  if (keyword === "additionalProperties") return (params as { additionalProperty: string }).additionalProperty;
  return undefined;
}

function sentence({ keyword, message, params }: ErrorObject): string {
  if (keyword === "required") return "is missing";
  if (keyword === "additionalProperties") return "is not a known property";
  if (keyword === "enum") return `must be one of ${(params as { allowedValues: unknown[] }).allowedValues.join(", ")}`;
  return message ?? keyword;
}

function shorten(value: unknown, { keyword }: ErrorObject): string | undefined {
  if (keyword === "additionalProperties" || (typeof value === "object" && value !== null)) return undefined;
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function escape(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
