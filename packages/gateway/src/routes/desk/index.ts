import { createDesk } from "../../desk/desk.ts";
import type { Routes } from "../app.ts";
import { calendarDeskRoutes } from "./calendar.ts";
import { certificateDeskRoutes } from "./certificates.ts";
import { detailsRoutes } from "./details.ts";
import { partyDeskRoutes } from "./parties.ts";
import { profileDeskRoutes } from "./profiles.ts";
import { authorisationDeskRoutes, recordDeskRoutes, recordRequestDeskRoutes } from "./records.ts";
import { registryDeskRoutes } from "./registries.ts";
import { registrationDeskRoutes } from "./registrations.ts";
import { remarkDeskRoutes } from "./remarks.ts";
import { submissionDeskRoutes } from "./submissions.ts";
import { seriesDeskRoutes } from "./series.ts";
import { transferDeskRoutes } from "./transfers.ts";
import { useRuleDeskRoutes } from "./use-rules.ts";
import { voucherDeskRoutes } from "./vouchers.ts";

/** Writes of the desks of registry, exchange, regulator and operator, signed with keys that the gateway holds. */
export const deskRoutes: Routes = (app, services) => {
  const desk = createDesk(services);
  for (const register of [
    partyDeskRoutes,
    useRuleDeskRoutes,
    calendarDeskRoutes,
    profileDeskRoutes,
    registrationDeskRoutes,
    submissionDeskRoutes,
    registryDeskRoutes,
    certificateDeskRoutes,
    remarkDeskRoutes,
    recordDeskRoutes,
    recordRequestDeskRoutes,
    authorisationDeskRoutes,
    seriesDeskRoutes,
    voucherDeskRoutes,
    transferDeskRoutes,
  ]) {
    register(app, desk);
  }
  detailsRoutes(app, services);
};
