/** Why the ledger cannot start on this machine; the message is a sentence that says what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
  /** Stable, for scripts. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
