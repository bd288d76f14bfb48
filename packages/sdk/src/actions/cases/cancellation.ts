import { choice, some } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { CancellationGround, Right } from "../../vocabulary/enums.ts";
import { rightMask } from "../../vocabulary/rights.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** A cancellation as it is applied for or begun (article 37). */
export type CancellationInput<G extends CancellationGround = CancellationGround> = {
  readonly certificate: CertificateRef;
  /** The rights to be cancelled. */
  readonly rights: readonly Right[];
  readonly ground: G;
  /** Its evidence; of a cancellation begun by the registry, the written notice to the holder. */
  readonly evidenceDigest: string;
};

/** A cancellation as the contract takes it. */
export function encodeCancellation({ certificate, rights, ground, evidenceDigest }: CancellationInput) {
  return {
    certificateId: certificateIdFrom(certificate),
    rights: rightMask(some(rights, "rights")),
    ground: choice("CancellationGround", ground, "ground"),
    evidenceDigest: digest(evidenceDigest, "evidenceDigest"),
  };
}
