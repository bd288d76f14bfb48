import { createInquiries } from "../../inquiries/inquiries.ts";
import type { Routes } from "../app.ts";
import { askRoutes } from "./ask.ts";
import { inquiryListRoutes } from "./lists.ts";
import { readRoutes } from "./reads.ts";

/** Consulting registration files (article 30): who asks, for what, the registry's decision, and who looked. */
export const inquiryRoutes: Routes = (app, services) => {
  const inquiries = createInquiries(services);
  askRoutes(app, services, inquiries);
  inquiryListRoutes(app, services, inquiries);
  readRoutes(app, services, inquiries);
};
