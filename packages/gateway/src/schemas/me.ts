import { powers, type Power } from "@data-voucher/sdk";
import Type, { type Static } from "typebox";
import { roles } from "../auth/client.ts";
import { Address, Maybe, Names, OneOf, Time } from "./common.ts";
import { homeRecord } from "./home-record.ts";

/** Whom an API key stands for, and which keys of the gateway sign for it. */
export const Me = homeRecord(
  Type.Object({
    role: OneOf(roles.slice(1)),
    party: Maybe({ ...Address, description: "The party that the key acts for; null for none" }),
    expiresAt: Time,
    accounts: Type.Array(Type.Object({ account: Address, powers: Type.Array(Type.Unsafe<Power>(OneOf(powers))) }), {
      description:
        "Accounts of the party that the gateway signs with at this desk; none for a firm, which signs itself",
    }),
    names: Names,
  }),
  "an API key that it made, and the keys in its custody",
);

/** What the route answers with, by path, for clients. */
export interface MeAnswers {
  readonly "/v1/me": Static<typeof Me>;
}
