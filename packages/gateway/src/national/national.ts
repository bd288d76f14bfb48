import { readFile } from "node:fs/promises";
import type { Config } from "../config.ts";
import { submissionKey } from "../ledger/project/submission.ts";
import { put, type HomeWrite } from "../store/home.ts";
import { u64 } from "../store/keys.ts";
import { StoreError } from "../store/level.ts";
import { createHttpSystem } from "./http-system.ts";
import { handedInTable, progressTable, type HandedInRow, type ProgressRow, type SubmissionId } from "./progress.ts";
import { createSender, type SenderOptions } from "./sender.ts";
import type { NationalSystem } from "./system.ts";

/** The national service system as this gateway deals with it. */
export interface National {
  readonly system: NationalSystem;
  /** The name of this ledger there. */
  readonly ledger: string;
  /** Keeps evidence that is to be confirmed before its case is decided, and has it submitted. */
  handIn(row: HandedInRow, more: readonly HomeWrite[]): Promise<void>;
  /** How far a submission has come; undefined before it was tried. */
  progressOf(id: SubmissionId): ProgressRow | undefined;
  /** Submissions that wait, as of the last look. */
  readonly waiting: number;
  run(signal: AbortSignal): Promise<void>;
}

/** Creates it over an adapter. */
export function createNational(options: SenderOptions): National {
  const { home, system, ledger } = options;
  const sender = createSender(options);
  return {
    system,
    ledger,
    async handIn(row, more) {
      await home.commit([put(handedInTable, u64(row.caseId), row), ...more]);
      sender.ring();
    },
    progressOf: ({ caseId, kind }) => home.get(progressTable, submissionKey(caseId, kind)),
    get waiting() {
      return sender.waiting;
    },
    run: (signal) => sender.run(signal),
  };
}

/**
 * The adapter that the settings name; undefined where they name none.
 * @throws {StoreError} NATIONAL_TOKEN_UNREADABLE
 */
export async function openNationalSystem({
  NATIONAL_URL: url,
  NATIONAL_TOKEN_FILE: file,
}: Config): Promise<NationalSystem | undefined> {
  if (url === undefined || file === undefined) return undefined;
  const token = await readFile(file, "utf8").catch((cause: unknown) => {
    const what = `The file ${file} with the token of the national service system cannot be read.`;
    throw new StoreError("NATIONAL_TOKEN_UNREADABLE", what, { cause });
  });
  return createHttpSystem({ url, token: token.trim() });
}
