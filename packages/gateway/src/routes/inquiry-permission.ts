import Type from "typebox";
import type { Client } from "../auth/client.ts";
import { fault } from "../errors.ts";
import { permissionOf, type Permission } from "../inquiries/permission.ts";
import type { Services } from "../services.ts";
import type { LedgerStore } from "../store/ledger.ts";
import type { View } from "../store/view.ts";

/** The id of an inquiry, in path or query. */
export const InquiryId = Type.String({
  pattern: "^[0-9a-f]{32}$",
  description: "Id of an inquiry (article 30): 32 hexadecimal digits",
});

/** Work on the ledger as it is after one whole block. @throws LedgerError INDEX_NOT_READY */
export async function onView<T>(store: LedgerStore, work: (view: View) => T | Promise<T>): Promise<T> {
  const view = store.view();
  try {
    if (view.block === undefined) throw fault("INDEX_NOT_READY");
    return await work(view);
  } finally {
    view.release();
  }
}

/** The leave that a client's inquiry gives now. @throws LedgerError what {@link permissionOf} says, INDEX_NOT_READY */
export function permissionFor(services: Services, inquiry: string, client: Client): Promise<Permission> {
  return onView(services.store, (view) => permissionOf(services, view, inquiry, client));
}

/** Codes of readings within an inquiry. */
export const permissionCodes = [
  "INDEX_NOT_READY",
  "INQUIRY_CAPACITY_DIFFERS",
  "INQUIRY_EXPIRED",
  "INQUIRY_NOT_COVERING",
  "INQUIRY_NOT_FOUND",
  "INQUIRY_REFUSED",
  "INQUIRY_REQUIRED",
  "INQUIRY_UNDECIDED",
] as const;
