import { boundsOfDay } from "../format/time.ts";
import type { Act, Chosen, Field, Values } from "./act.ts";

/** Whether a field holds what it must. */
export function isFilled(field: Field, values: Values): boolean {
  const value = values[field.name];
  switch (field.kind) {
    case "day":
      return value === undefined || value === "" ? field.optional === true : boundsOfDay(value as string) !== undefined;
    case "number": {
      const number = Number(value);
      return Number.isInteger(number) && number >= 1 && number <= field.most;
    }
    case "text":
      return typeof value === "string" && value.trim() !== "" && value.length <= field.most;
    case "several":
      return field.optional === true || (Array.isArray(value) && value.length > 0);
    default:
      return value !== undefined && value !== "";
  }
}

/** The documents that were chosen, with who may read them. */
export function documentsOf(act: Act, values: Values) {
  return act.fields.flatMap((field) =>
    field.kind === "document" ? [{ audience: field.audience, chosen: values[field.name] as Chosen }] : [],
  );
}

/** What is sent: digests of documents, the last second of days, numbers as numbers. */
export function bodyOf(act: Act, values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = { ...act.fixed };
  for (const field of act.fields) {
    const value = values[field.name];
    if (value === undefined || value === "") continue;
    if (field.kind === "document") body[field.name] = (value as Chosen).digest;
    else if (field.kind === "number") body[field.name] = Number(value);
    else if (field.kind === "day") body[field.name] = endOfDay(value as string);
    else body[field.name] = value;
  }
  return body;
}

function endOfDay(day: string): string {
  const { to } = boundsOfDay(day)!;
  return new Date(to - 999).toISOString().replace(".000Z", "Z");
}
