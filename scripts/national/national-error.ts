/** Something that whoever runs a command of the national service system can put right; the message is a sentence. */
export class NationalError extends Error {
  override readonly name = "NationalError";
}
