import { digestOf } from "../codec/canonical.ts";
import { LedgerError } from "../errors/ledger-error.ts";
import type { ReadyLine } from "./application.ts";
import type { DigestOrPath } from "./form.ts";
import { inParallel } from "./in-parallel.ts";
import { problem, type IntakeProblem } from "./problems.ts";
import { withProblems, type IntakePreview } from "./preview.ts";

/** How files that lines name are turned into digests. Whoever calls has a file system, or has not. */
export type IntakeFiles = {
  /** Merkle root of the data. */
  readonly fingerprint: (path: string) => Promise<string>;
  /** SHA-256 of the document. */
  readonly digest: (path: string) => Promise<string>;
};

/** Files that are read at once. */
const atOnce = 4;

/**
 * Takes the digests of the files that lines name, each file once. A file that cannot be read is an error of its line.
 *
 * @param registries party of each registry by the address that the file gives
 * @param registry registry of lines that name none
 */
export async function readyLines(
  preview: IntakePreview,
  {
    files,
    registries,
    registry,
  }: {
    readonly files: IntakeFiles;
    readonly registries: ReadonlyMap<string, string>;
    readonly registry: string | null;
  },
): Promise<{ readonly preview: IntakePreview; readonly lines: readonly ReadyLine[] }> {
  const problems: IntakeProblem[] = [];
  const ready: ReadyLine[] = [];
  const kept = new Map<string, Promise<string>>();
  const take = (source: DigestOrPath, kind: keyof IntakeFiles) => {
    if ("digest" in source) return Promise.resolve(source.digest);
    const key = `${kind} ${source.path}`;
    const known = kept.get(key) ?? files[kind](source.path);
    kept.set(key, known);
    return known;
  };
  await inParallel(preview.lines, atOnce, async ({ line, form }) => {
    if (!form) return;
    const digestIn = async (column: "data" | "evidence", kind: keyof IntakeFiles) => {
      try {
        return await take(form[column], kind);
      } catch (error) {
        const value = "path" in form[column] ? form[column].path : "";
        problems.push(problem("FILE_NOT_READABLE", line, column, { value, why: reasonOf(error) }));
        return undefined;
      }
    };
    const fingerprint = await digestIn("data", "fingerprint");
    const evidenceDigest = await digestIn("evidence", "digest");
    const party = registries.get(form.registry ?? registry ?? "");
    if (fingerprint && evidenceDigest && party)
      ready.push({ line, form, fingerprint, evidenceDigest, registry: party });
  });
  ready.sort((a, b) => a.line - b.line);
  return { preview: withProblems(preview, problems), lines: ready };
}

/** A checked list: its preview, and its lines with their digests. */
export type CheckedList = Awaited<ReturnType<typeof readyLines>>;

/**
 * The lines that may be sent: all, or none. A list that was begun goes on although a rule has come to stand against a line
 * since, such as a term that is over; the ledger then says so of that line.
 *
 * @param begun whether its journal stands already
 * @throws LedgerError INTAKE_HAS_ERRORS when a single line has an error
 */
export function allOrNone({ preview, lines }: CheckedList, begun = false): readonly ReadyLine[] {
  const { errors } = preview;
  const whole = lines.length === preview.lines.length && lines.length > 0;
  if (whole && (errors === 0 || begun)) return lines;
  throw new LedgerError("INTAKE_HAS_ERRORS", { details: { errors } });
}

/** What makes two imports the same: every line with its digests, and who applies where. */
export async function intakeIdentity(
  lines: readonly ReadyLine[],
  place: Readonly<Record<string, string>>,
): Promise<string> {
  return (await digestOf({ place, lines })).sha256;
}

/** The system's own word where there is one, such as ENOENT. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? (error as { code?: string }).code ?? (error as Error).message;
}
