import { ZeroHash } from "ethers";
import { choice } from "../../input/choice.ts";
import { optionalDigest } from "../../input/hex.ts";
import { enumText, type Right, type SourceCase } from "../../vocabulary/enums.ts";
import { rightMask, rightsOf } from "../../vocabulary/rights.ts";

/** What the right to register rests on, as it is given (articles 20 and 21). */
export type SourceBasisInput = {
  readonly sourceCase: SourceCase;
  /** The rights that the contract gives; none where there is no contract or it is silent. */
  readonly rights?: readonly Right[] | undefined;
  /** The contract, or the statement that the product does not replace its source. */
  readonly documentDigest?: string | null | undefined;
};

/** What the right to register rests on, as recorded (articles 20 and 21). */
export type SourceBasis = {
  readonly sourceCase: SourceCase;
  readonly rights: readonly Right[];
  readonly documentDigest: string | null;
};

/** A basis as the contract takes it; without one the applicant's own data. */
export function encodeBasis({ sourceCase, rights = [], documentDigest }: SourceBasisInput = { sourceCase: "own" }) {
  return {
    sourceCase: choice("SourceCase", sourceCase, "basis.sourceCase"),
    rights: rightMask(rights, "basis.rights"),
    documentDigest: optionalDigest(documentDigest, "basis.documentDigest"),
  };
}

type Recorded = { readonly sourceCase: bigint; readonly rights: bigint; readonly documentDigest: string };

/** A basis in the words of the SDK. */
export function showBasis({ sourceCase, rights, documentDigest }: Recorded): SourceBasis {
  return {
    sourceCase: enumText("SourceCase", sourceCase),
    rights: rightsOf(rights),
    documentDigest: documentDigest === ZeroHash ? null : documentDigest,
  };
}
