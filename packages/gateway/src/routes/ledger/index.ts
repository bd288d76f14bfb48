import type { Routes } from "../app.ts";
import { assetRoutes } from "./assets.ts";
import { calendarRoutes } from "./calendar.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { certificateRoutes } from "./certificates.ts";
import { historyRoutes } from "./histories.ts";
import { overviewRoutes } from "./overview.ts";
import { paperRoutes } from "./papers.ts";
import { partyRoutes } from "./parties.ts";
import { commitmentRoutes } from "./commitments.ts";
import { profileRoutes } from "./profiles.ts";
import { provenanceRoutes } from "./provenance.ts";
import { recordRoutes } from "./records.ts";
import { registryRoutes } from "./registries.ts";
import { registrationRoutes } from "./registrations.ts";
import { remarkRoutes } from "./remarks.ts";
import { reviewRoutes } from "./reviews.ts";
import { seriesRoutes } from "./series.ts";
import { usageRoutes } from "./usage.ts";
import { voucherRoutes } from "./vouchers.ts";

/** Every route that answers from the ledger's rows, in the order of the API page. */
export const ledgerRoutes: readonly Routes[] = [
  overviewRoutes,
  partyRoutes,
  assetRoutes,
  catalogueRoutes,
  registrationRoutes,
  registryRoutes,
  calendarRoutes,
  commitmentRoutes,
  profileRoutes,
  certificateRoutes,
  paperRoutes,
  remarkRoutes,
  reviewRoutes,
  recordRoutes,
  seriesRoutes,
  voucherRoutes,
  provenanceRoutes,
  usageRoutes,
  historyRoutes,
];
