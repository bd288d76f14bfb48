import Type, { type Static } from "typebox";
import { allErrors } from "../errors.ts";

/** 0x and 64 hexadecimal digits. */
export const Hash = Type.String({ pattern: "^0x[0-9a-fA-F]{64}$", description: "0x and 64 hexadecimal digits" });
/** 0x and 40 hexadecimal digits. */
export const Address = Type.String({ pattern: "^0x[0-9a-fA-F]{40}$", description: "0x and 40 hexadecimal digits" });
/** RFC 3339. */
export const Time = Type.String({ description: "RFC 3339 time, UTC" });
/** A schema or null. */
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Schema of every error answer; the application registers it under its id, so that the API page tells it once. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.String(),
    code: Type.Unsafe<string>({
      type: "string",
      enum: Object.keys(allErrors),
      description: "Stable code; the same in SDK and contracts",
    }),
    retryable: Type.Boolean({ description: "The same request may succeed later, unchanged" }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.Optional(Type.String()),
          parameter: Type.Optional(Type.String()),
          detail: Type.String(),
          value: Type.Optional(Type.String()),
        }),
      ),
    ),
    details: Type.Optional(Type.Record(Type.String(), Type.Any())),
  },
  { $id: "Problem", description: "RFC 9457 problem" },
);

/** What every route may answer besides its own answers. */
export const problems = { "4xx": problem("The client's error"), "5xx": problem("The gateway's or node's error") };

function problem(description: string) {
  const schema = Type.Unsafe<Static<typeof ProblemSchema>>({ $ref: "Problem#" });
  return { description, content: { "application/problem+json": { schema } } };
}
