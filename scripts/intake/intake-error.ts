/** Why the command cannot go on; the message is a sentence for the person at the terminal. */
export class IntakeError extends Error {
  override readonly name = "IntakeError";
}
