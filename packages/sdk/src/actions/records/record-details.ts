import { wellFormedText } from "../../codec/text.ts";
import { optionalDigest } from "../../input/hex.ts";

/** What a change or a correction puts in place of what is on record: at least one; what is left out is kept. */
export type RecordDetailsInput = {
  /** The data's name, at most 256 bytes. */
  readonly name?: string | null | undefined;
  /** SHA-256 of the canonical JSON of the description. */
  readonly descriptorDigest?: string | null | undefined;
  /** Salted digest of the details of the record's body (登记主体信息). */
  readonly bodyDigest?: string | null | undefined;
};

/** As the contract takes it. */
export const recordDetails = ({ name, descriptorDigest, bodyDigest }: RecordDetailsInput) => ({
  name: typeof name === "string" ? wellFormedText(name, { minChars: 1, maxChars: 256, field: "name" }) : "",
  descriptorDigest: optionalDigest(descriptorDigest, "descriptorDigest"),
  bodyDigest: optionalDigest(bodyDigest, "bodyDigest"),
});
