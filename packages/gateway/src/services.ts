import type { Keys } from "./auth/keys.ts";
import type { Receipts } from "./chain/receipts.ts";
import type { Rpc } from "./chain/rpc.ts";
import type { Config } from "./config.ts";
import type { LedgerDeployment } from "./deployment.ts";
import type { Acts } from "./desk/acts.ts";
import type { Documents } from "./documents/documents.ts";
import type { Paging } from "./http/paging.ts";
import type { Sync } from "./index/sync.ts";
import type { National } from "./national/national.ts";
import type { Custody } from "./outbox/custody.ts";
import type { EarlyCheck } from "./outbox/early.ts";
import type { Idempotency } from "./outbox/idempotency.ts";
import type { Outbox } from "./outbox/outbox.ts";
import type { Refusals } from "./refusals/refusals.ts";
import type { HomeStore } from "./store/home.ts";
import type { LedgerStore } from "./store/ledger.ts";

/** The parts that routes work with. */
export interface Services {
  readonly config: Config;
  readonly deployment: LedgerDeployment;
  readonly rpc: Rpc;
  readonly store: LedgerStore;
  readonly home: HomeStore;
  readonly sync: Sync;
  readonly outbox: Outbox;
  readonly early: EarlyCheck;
  readonly refusals: Refusals;
  readonly receipts: Receipts;
  readonly custody: Custody;
  readonly acts: Acts;
  /** The national service system; undefined where none is set. */
  readonly national: National | undefined;
  readonly idempotency: Idempotency;
  readonly documents: Documents;
  readonly keys: Keys;
  readonly paging: Paging;
}
