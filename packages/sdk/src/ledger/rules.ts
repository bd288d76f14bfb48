import { addWorkingDays } from "../actions/calendar/add-working-days.ts";
import { getYear } from "../actions/calendar/get-year.ts";
import { isWorkingDay } from "../actions/calendar/is-working-day.ts";
import { loadYear } from "../actions/calendar/load-year.ts";
import { defineProfile } from "../actions/profiles/define-profile.ts";
import { getProfile } from "../actions/profiles/get-profile.ts";
import { givePublicProfile } from "../actions/profiles/give-public-profile.ts";
import { giveProfile } from "../actions/profiles/give-profile.ts";
import { profileOf } from "../actions/profiles/profile-of.ts";
import { publicProfile } from "../actions/profiles/public-profile.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** What registration goes by: the working-day calendar and the registration profiles. */
export function bindRules(client: LedgerClient) {
  return {
    calendar: {
      ...bindReads(client, { getYear, addWorkingDays, isWorkingDay }),
      ...bindWrites(client, { loadYear }),
    },
    profiles: {
      ...bindReads(client, { get: getProfile, of: profileOf, ofPublicTrack: publicProfile }),
      ...bindWrites(client, { define: defineProfile, give: giveProfile, givePublic: givePublicProfile }),
    },
  };
}
