import type { LedgerClient } from "../../client/client.ts";
import { uint256Max } from "../../codec/decimal.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole, type Amount, type Whole } from "../../input/whole.ts";
import { seriesIdOf } from "../series/series-id.ts";
import { encodeItems, type IssueItem } from "./issue-item.ts";

/** A grantor's order to a registry to mint (授予方签名的发行请求). */
export type IssueRequest = {
  readonly seriesId: Whole;
  readonly items: readonly IssueItem[];
  /** Any number that the grantor has not used before. */
  readonly nonce: Amount;
  /** Last second at which the registry may carry it out. */
  readonly deadline: Time;
};

/** An order with its signature, made of texts and numbers only: it can be sent as JSON. */
export type SignedIssueRequest = {
  readonly seriesId: number;
  readonly items: readonly { readonly to: string; readonly units: string; readonly digest: string }[];
  readonly nonce: string;
  readonly deadline: string;
  readonly signature: string;
};

/** An order as the contract takes it. */
export async function encodeIssueRequest(client: LedgerClient, request: IssueRequest) {
  return {
    seriesId: seriesIdOf(request.seriesId),
    ...(await encodeItems(client, request.items)),
    nonce: whole(request.nonce, { max: uint256Max, field: "nonce" }),
    deadline: seconds(request.deadline, "deadline"),
  };
}
