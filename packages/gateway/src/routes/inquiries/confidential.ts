import { requireRole } from "../../auth/plugin.ts";
import { namesIn } from "../../ledger/models/reading.ts";
import type { View } from "../../store/view.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Keeps requests of a route out of the metrics, which anybody reads: their number would tell of them. */
    confidential?: boolean;
  }
}

/** What every route about inquiries has: only whoever may ask, and no trace in what others see. */
export const confidential = {
  onRequest: requireRole("party", "registry", "exchange", "regulator"),
  config: { confidential: true },
};

/** Header of answers that are for one client's eyes. */
export const noStore = ["cache-control", "private, no-store"] as const;

/** An answer with the names of the institutions in it. */
export const named = <Answer extends object>(view: View, answer: Answer) => ({
  ...answer,
  names: namesIn(view, answer),
});
