/** Something that whoever runs the access point can put right; the message is a sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
