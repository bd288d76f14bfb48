import type { Category, Grade, Right, Source } from "../vocabulary/enums.ts";
import type { PurposeCode } from "../vocabulary/purposes.ts";
import type { ChoiceCode } from "./choices.ts";

/** A digest as it was given, or the path of the file that it is to be taken from. */
export type DigestOrPath = { readonly digest: string } | { readonly path: string };

/** A right as a line applies for it. */
export type FormRight = {
  readonly right: Right;
  /** Last day, 2026-01-31; the right ends with its last second in Asia/Shanghai. */
  readonly lastDay: string;
};

/** One line: the initial form (annex 1) in codes, and what the ledger asks beside it. */
export type IntakeForm = {
  readonly lineKey: string;
  readonly name: string;
  readonly summary: string;
  /** GB/T 4754-2017, as `G54`. */
  readonly industry: string;
  readonly source: Source;
  readonly sourceAssets: readonly string[];
  readonly category: Category;
  readonly grade: Grade;
  readonly region: ChoiceCode<"region">;
  readonly spanFrom: string;
  /** Null: it goes on. */
  readonly spanTo: string | null;
  readonly frequency: ChoiceCode<"frequency">;
  /** Decimal text, as whole numbers of this size stand everywhere. */
  readonly volume: string;
  readonly volumeUnit: ChoiceCode<"volumeUnit">;
  readonly form: ChoiceCode<"form">;
  readonly structure: ChoiceCode<"structure">;
  /** Limits in words (annex 1); null for none. */
  readonly limits: {
    readonly users: string | null;
    readonly buyers: string | null;
    readonly environment: string | null;
    readonly region: string | null;
    readonly export: boolean;
  };
  readonly resale: boolean;
  readonly rights: readonly FormRight[];
  /** ISO 3166-1 numeric code; 0 means anywhere. */
  readonly territory: number;
  readonly purposes: readonly PurposeCode[];
  readonly data: DigestOrPath;
  readonly evidence: DigestOrPath;
  /** Party address; null where the line names none. */
  readonly registry: string | null;
};
