import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole } from "../../input/whole.ts";

/** What shows that an operation is safe (运营安全评估). */
export type OperationSafetyInput = {
  /** Level of protection of the operator's environment (网络安全等级保护, GB/T 22240), 1 to 5. */
  readonly level: number;
  /** Last second for which the assessment holds. */
  readonly until: Time;
  /** Digest of the assessment. */
  readonly documentDigest: string;
};

/** As the contract takes it. */
export const operationSafety = ({ level, until, documentDigest }: OperationSafetyInput) => ({
  level: whole(level, { max: 5n, field: "safety.level" }),
  until: seconds(until, "safety.until"),
  documentDigest: digest(documentDigest, "safety.documentDigest"),
});
