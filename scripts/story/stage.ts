import type {
  IAssetRegistry,
  ILedger,
  IPublicRecords,
  IRegistrationProfiles,
  IWorkingCalendar,
} from "@data-voucher/sdk/contracts";
import type { StoryClock } from "./calendar.ts";
import type { CastName, Player } from "./cast.ts";
import type { DataSets } from "./data.ts";
import type { Papers } from "./papers.ts";
import type { Act, Outcome } from "./teller.ts";

/** What every chapter of the story works with. */
export interface Stage {
  readonly players: Record<CastName, Player>;
  /** Addresses of the parties. */
  readonly party: Record<CastName, string>;
  readonly ledger: ILedger;
  readonly assets: IAssetRegistry;
  readonly records: IPublicRecords;
  readonly calendar: IWorkingCalendar;
  readonly profiles: IRegistrationProfiles;
  readonly data: DataSets;
  readonly papers: Papers;
  readonly at: StoryClock;
  /** Years that the history needs, from that of genesis to the present one. */
  readonly years: readonly number[];
  /** Random but repeatable 32 bytes of this data folder. */
  readonly random: (purpose: string) => string;
  readonly tell: (act: Act) => Promise<Outcome>;
}
