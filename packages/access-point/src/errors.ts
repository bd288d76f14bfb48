import type { UseReceipt } from "@data-voucher/sdk";

/** What an access point refuses for reasons of its own; other codes are those with which the ledger would refuse. */
const own = {
  SESSION_MISSING: [401, "Open a session for a voucher first, and send its token"],
  SESSION_OVER: [401, "The session is over; open another"],
  CHALLENGE_UNKNOWN: [409, "The challenge was not given out here, was used, or is too old; ask for another"],
  RECEIPT_NEEDED: [402, "Sign the receipt for what was served before you are served more"],
  RECEIPT_NOT_OFFERED: [422, "The receipt is not one that was offered for this session"],
  LINE_OPEN: [409, "Uses of the voucher for another purpose are not signed yet; sign their receipt first"],
  UNITS_OVER_EXPOSURE: [409, "One request needs more units than may be unsigned here"],
  LIMIT_REACHED: [503, "What was signed with this key reaches its limit until it is settled; try again shortly"],
  FREQUENCY_REACHED: [429, "The terms let no more be used within this hour, day, week, month or year"],
  UNITS_SPENT: [409, "The voucher has no units left for this request"],
  LEDGER_SILENT: [503, "The ledger did not answer lately, so the voucher cannot be checked"],
  TOO_MANY_CHALLENGES: [503, "Too many sessions are being opened; try again shortly"],
} as const satisfies Record<string, readonly [number, string]>;

/** A code of the access point's own. */
export type AccessCode = keyof typeof own;

/** Why the access point does not serve. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: string;
  readonly status: number;
  /** With `RECEIPT_NEEDED` and `LINE_OPEN`: what to sign. */
  readonly receipt: UseReceipt | undefined;

  constructor(code: AccessCode | { readonly code: string; readonly title: string }, receipt?: UseReceipt) {
    const [status, title] = typeof code === "string" ? own[code] : ([409, code.title] as const);
    super(title);
    this.code = typeof code === "string" ? code : code.code;
    this.status = status;
    this.receipt = receipt;
  }
}
