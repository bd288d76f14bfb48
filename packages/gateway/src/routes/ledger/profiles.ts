import Type from "typebox";
import { parseProfileId } from "../../ledger/models/ids.ts";
import { readProfile } from "../../ledger/models/profile.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "profiles";

/** Registration profiles (登记规则配置): what is law or local rule and not the same everywhere. */
export const profileRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/profiles",
    { tag, summary: "Registration profiles, newest first", query: listQuery({}), answer: answers["/v1/profiles"] },
    (reading, { query }) =>
      listPage(context, reading, filtered("profile", []), query, ({ row }) => readProfile(reading, Number(row))),
  );

  get(
    "/v1/profiles/:id",
    {
      tag,
      summary: "A registration profile",
      params: Type.Object({ id: text("Number of the profile") }),
      answer: answers["/v1/profiles/:id"],
    },
    async (reading, { params }) => enveloped(reading, await readProfile(reading, parseProfileId(params.id))),
  );
};
