import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { StoryError } from "./story-error.ts";

/** What is known of an act that was begun. */
export interface Note {
  /** The signed transaction, noted before it is sent. */
  readonly raw: string;
  /** The code with which the ledger refused it, once that is known. */
  readonly refused?: string;
  /** The bytes that came with the refusal. */
  readonly revertData?: string | null;
}

/** What has been signed so far, on disk: the story goes on where it stopped and never acts twice. */
export interface Notes {
  find(act: string): Note | undefined;
  /** Adds to what is known of an act. On disk when this returns. */
  write(act: string, known: Partial<Note>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the notes; a last line that was cut off is dropped, because its transaction was never sent.
 * @throws StoryError STORY_NOTES_DAMAGED
 */
export async function openNotes(path: string): Promise<Notes> {
  await mkdir(dirname(path), { recursive: true });
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const end = bytes.lastIndexOf(10) + 1;
  const notes = new Map<string, Note>();
  const learn = (act: string, known: Partial<Note>) => notes.set(act, { ...notes.get(act)!, ...known });
  for (const [index, line] of bytes.toString("utf8", 0, end).split("\n").entries()) {
    if (line === "") continue;
    const { act, ...known } = parse(line, path, index + 1);
    learn(act, known);
  }
  const file = await open(path, "a", 0o600);
  if (end !== bytes.length) await file.truncate(end);
  return {
    find: (act) => notes.get(act),
    async write(act, known) {
      await file.appendFile(`${JSON.stringify({ act, ...known })}\n`);
      await file.datasync();
      learn(act, known);
    },
    close: () => file.close(),
  };
}

function parse(line: string, path: string, number: number): Partial<Note> & { act: string } {
  try {
    const note = JSON.parse(line) as Partial<Note> & { act: string };
    if (typeof note.act === "string") return note;
  } catch {
    // Said below, with the file's name.
  }
  throw new StoryError(
    "STORY_NOTES_DAMAGED",
    `Line ${number} of ${path} cannot be read. Restore the data folder from a backup, or set DATA_DIR to another one.`,
  );
}
