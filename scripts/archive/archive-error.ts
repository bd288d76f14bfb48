/** Why an archive cannot be written; the message is a sentence for the person at the terminal. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}
