import { label } from "../i18n/words.ts";

const numbered = ["pledge", "dispute", "seizure", "temporaryControl", "settlement"] as const;

/** The word for a lock class, which events may give by its number. */
export function lockName(lockClass: string): string {
  return label("lock", numbered[Number(lockClass)] ?? lockClass);
}
