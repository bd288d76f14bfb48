import { whole, type Whole } from "../../input/whole.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** An objection after registration as it is named: its certificate, and its place there from 0. */
export type LaterObjectionRef = { readonly certificate: CertificateRef; readonly objectionId: Whole };

/** The same as the contract takes it. */
export function laterObjectionFrom({ certificate, objectionId }: LaterObjectionRef): [bigint, bigint] {
  return [certificateIdFrom(certificate), whole(objectionId, { field: "objectionId" })];
}
