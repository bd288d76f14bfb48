import { Level } from "level";

/** A Level database with string keys and JSON texts as values. */
export type Database = Level<string, string>;

/** A folder that cannot serve as a store, said in one sentence. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Opens a Level database.
 * @throws {StoreError} STORE_IN_USE, STORE_READ_ONLY, STORE_DAMAGED, STORE_FULL or STORE_UNUSABLE, as a sentence
 */
export async function openLevel(folder: string, remedy: string): Promise<Database> {
  const db: Database = new Level<string, string>(folder, { keyEncoding: "utf8", valueEncoding: "utf8" });
  try {
    await db.open();
  } catch (error) {
    throw explain(folder, remedy, error);
  }
  return db;
}

function explain(folder: string, remedy: string, error: unknown): StoreError {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause ?? {};
  // Level's messages name files of its own; what matters is which of the few causes it is.
  const text = (cause.message ?? String(error)).replace(/[.\s]+$/, "");
  if (cause.code === "LEVEL_LOCKED") {
    return new StoreError("STORE_IN_USE", `The data folder ${folder} is in use by another gateway.`, { cause: error });
  }
  if (cause.code === "LEVEL_CORRUPTION" || /corrupt|missing files|checksum|no such file/i.test(text)) {
    return new StoreError("STORE_DAMAGED", `The data folder ${folder} is damaged: ${text}. ${remedy}`, {
      cause: error,
    });
  }
  if (/permission denied|read-only|EACCES|EROFS/i.test(text)) {
    return new StoreError("STORE_READ_ONLY", `The data folder ${folder} cannot be written.`, { cause: error });
  }
  if (/no space|ENOSPC/i.test(text)) {
    return new StoreError("STORE_FULL", `The disk of the data folder ${folder} is full.`, { cause: error });
  }
  return new StoreError("STORE_UNUSABLE", `The data folder ${folder} cannot be opened: ${text}.`, { cause: error });
}
