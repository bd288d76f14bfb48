import { getAddress } from "ethers";
import { uint64Max } from "../codec/decimal.ts";
import type { Right } from "../vocabulary/enums.ts";
import { industryOf } from "../vocabulary/industries.ts";
import { purposes } from "../vocabulary/purpose-list.ts";
import type { PurposeCode } from "../vocabulary/purposes.ts";
import { chosen, type Choice } from "./choices.ts";
import type { ColumnKey } from "./columns.ts";
import type { FormRight, IntakeForm } from "./form.ts";
import type { IntakeProblem } from "./problems.ts";
import { createCellReader, type CellReader } from "./read-cells.ts";
import type { IntakeRow } from "./read-intake.ts";

/** The column that applies for each right. */
export const rightColumns = { hold: "holdUntil", use: "useUntil", operate: "operateUntil" } as const satisfies Record<
  Right,
  ColumnKey
>;

/** Members of a form of which some could not be read. */
export type PartialForm = { readonly [K in keyof IntakeForm]: IntakeForm[K] | undefined };

/** A line as far as it could be read. */
export type ReadForm = {
  readonly line: number;
  readonly form: PartialForm;
  readonly problems: readonly IntakeProblem[];
};

/** Most bytes of a name (`AssetNameInvalid`), and characters of a summary, which stays at home. */
const nameBytes = 256;
const summaryChars = 4_000;
const sourcesMost = 32;
const mainland = 156;

/** Reads one line, each cell by itself; how cells agree with each other is what `checkForm` asks. */
export function readForm(row: IntakeRow, known: readonly IntakeProblem[]): ReadForm {
  const cells = createCellReader(row, known);
  const yes = (column: ColumnKey) => {
    const code = cells.choice(column, "yesNo");
    return code === undefined ? undefined : code === "yes";
  };
  const exported = yes("export");
  const form: PartialForm = {
    lineKey: lineKeyOf(cells),
    name: nameOf(cells),
    summary: cells.text("summary", summaryChars, true),
    industry: industryCode(cells),
    source: cells.choice("source", "source"),
    sourceAssets: sourceAssetsOf(cells),
    category: cells.choice("category", "category"),
    grade: cells.choice("grade", "grade"),
    region: cells.choice("region", "region"),
    spanFrom: cells.date("spanFrom"),
    spanTo: cells.optionalDate("spanTo"),
    frequency: cells.choice("frequency", "frequency"),
    volume: wholeOf(cells, "volume", 1n, uint64Max),
    volumeUnit: cells.choice("volumeUnit", "volumeUnit"),
    form: cells.choice("form", "form"),
    structure: cells.choice("structure", "structure"),
    limits: {
      users: cells.limit("limitUsers"),
      buyers: cells.limit("limitBuyers"),
      environment: cells.limit("limitEnvironment"),
      region: cells.limit("limitRegion"),
      export: exported ?? false,
    },
    resale: yes("resale"),
    rights: rightsOf(cells),
    territory: territoryOf(cells),
    purposes: purposesOf(cells),
    data: cells.digestOrPath("data"),
    evidence: cells.digestOrPath("evidence"),
    registry: registryOf(cells),
  };
  return { line: row.line, form, problems: cells.problems };
}

/** Begins with a letter or digit, so that no spreadsheet takes a report's first cell for a formula. */
function lineKeyOf(cells: CellReader): string | undefined {
  const value = cells.required("lineKey");
  if (value === undefined || /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(value)) return value;
  return cells.refuse("LINE_KEY_INVALID", "lineKey", { value });
}

function nameOf(cells: CellReader): string | undefined {
  const name = cells.text("name", nameBytes);
  if (name === undefined) return undefined;
  const { length } = new TextEncoder().encode(name);
  return length <= nameBytes ? name : cells.refuse("NAME_TOO_LONG", "name", { value: length });
}

function industryCode(cells: CellReader): string | undefined {
  const value = cells.required("industry");
  if (value === undefined) return undefined;
  return industryOf(value)?.code ?? cells.refuse("INDUSTRY_UNKNOWN", "industry", { value });
}

function sourceAssetsOf(cells: CellReader): readonly string[] | undefined {
  const assets = cells.list("sourceAssets").map((asset) => asset.toLowerCase());
  const wellFormed = assets.every((asset) => /^0x[\da-f]{64}$/.test(asset));
  if (wellFormed && assets.length <= sourcesMost && new Set(assets).size === assets.length) return assets;
  return cells.refuse("SOURCES_INVALID", "sourceAssets", { value: assets.join("; ") });
}

function wholeOf(cells: CellReader, column: ColumnKey, least: bigint, most: bigint): string | undefined {
  const value = cells.required(column);
  const number = value === undefined ? undefined : cells.whole(column, value, least, most);
  return number === undefined ? undefined : String(number);
}

function territoryOf(cells: CellReader): number | undefined {
  const value = cells.optional("territory");
  if (value === undefined) return mainland;
  const number = cells.whole("territory", value, 0n, 999n);
  return number === undefined ? undefined : Number(number);
}

/** A date in its column applies for a right; none is undefined only when a date could not be read. */
function rightsOf(cells: CellReader): readonly FormRight[] | undefined {
  const rights: FormRight[] = [];
  let unread = false;
  for (const right of Object.keys(rightColumns) as Right[]) {
    const lastDay = cells.optionalDate(rightColumns[right]);
    if (lastDay === undefined) unread = true;
    else if (lastDay !== null) rights.push({ right, lastDay });
  }
  return unread ? undefined : rights;
}

function purposesOf(cells: CellReader): readonly PurposeCode[] | undefined {
  if (cells.required("purposes") === undefined) return undefined;
  const names = cells.list("purposes");
  const list: readonly Choice<PurposeCode>[] = purposes;
  const codes = names.map((name) => chosen(list, name));
  const unknown = codes.indexOf(undefined);
  if (codes.length === 0 || unknown >= 0) {
    return cells.refuse("VALUE_UNKNOWN", "purposes", { value: names[unknown] ?? "" });
  }
  return [...new Set(codes as PurposeCode[])];
}

function registryOf(cells: CellReader): string | null | undefined {
  const value = cells.optional("registry");
  if (value === undefined) return null;
  try {
    if (/^0x[\da-f]{40}$/i.test(value)) return getAddress(value);
  } catch {
    // Said below: the checksum is wrong, so a character was mistyped.
  }
  return cells.refuse("REGISTRY_INVALID", "registry", { value });
}
