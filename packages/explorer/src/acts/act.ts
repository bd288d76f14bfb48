/** One thing that an act must be told. */
export type Field =
  | {
      readonly kind: "document";
      readonly name: string;
      readonly label: string;
      /** Who may read it besides the registry: everybody, the parties of the case, or nobody. */
      readonly audience: "public" | "parties" | "registry";
    }
  /** A day in China, of which the last second counts. */
  | { readonly kind: "day"; readonly name: string; readonly label: string; readonly optional?: boolean }
  | { readonly kind: "number"; readonly name: string; readonly label: string; readonly most: number }
  | { readonly kind: "text"; readonly name: string; readonly label: string; readonly most: number }
  | { readonly kind: "choice"; readonly name: string; readonly label: string; readonly options: readonly Option[] }
  | {
      readonly kind: "several";
      readonly name: string;
      readonly label: string;
      readonly options: readonly Option[];
      /** Whether none may be chosen. */
      readonly optional?: boolean;
    };

/** A value that may be chosen, and its word. */
export type Option = { readonly value: string | boolean; readonly word: string };

/** A power that an act needs of the account that signs it. */
export type ActPower = "operate" | "approve";

/** Something that a registry or an authority may do now. */
export type Act = {
  /** Names it among the acts of a page. */
  readonly id: string;
  readonly title: string;
  /** What it does, in a sentence. */
  readonly help: string;
  /** Articles that it follows. */
  readonly basis: string;
  readonly path: string;
  readonly power: ActPower;
  readonly fields: readonly Field[];
  /** What the page knows of what is sent. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** The case on whose file documents are put; null for no file. */
  readonly caseId: string | null;
  /** Who may read the documents that are for the parties. */
  readonly parties: readonly string[];
  /** Whether it ends something for good. */
  readonly grave?: boolean;
};

/** Something that may not be done yet, or not here, and why. */
export type Closed = { readonly id: string; readonly title: string; readonly why: string };

/** What may be done now, what is due first, and what not. */
export type Offer = { readonly open: readonly Act[]; readonly closed: readonly Closed[] };

/** A document that was chosen or written, and its digest. */
export type Chosen = { readonly file: Blob; readonly name: string; readonly digest: string };

/** What was filled in, by field. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | Chosen | undefined>>;
