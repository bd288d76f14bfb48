/** A text to compare, and the line that it stands in. */
export type Described = { readonly line: number; readonly text: string };

const shingleChars = 3;
/** Share of common shingles from which two texts count as near-equal. */
const near = 0.8;
const bands = 8;
const rowsPerBand = 4;
/** Earlier texts with which one of the same band is compared at most, so that a list of like texts stays quick. */
const compared = 8;

/**
 * Finds texts that are nearly those of an earlier line, by the share of common runs of three characters. Candidates are
 * found by MinHash in bands, so the time grows with the number of lines and not with its square; of pairs at the limit of
 * likeness one in fifty is missed, of equal ones none.
 *
 * @returns line of each such text, and the earlier line
 */
export function nearEqual(texts: readonly Described[]): Map<number, number> {
  const buckets = new Map<string, { line: number; shingles: ReadonlySet<number> }[]>();
  const found = new Map<number, number>();
  for (const { line, text } of texts) {
    const shingles = shinglesOf(text);
    const entry = { line, shingles };
    for (const key of bandsOf(shingles)) {
      const bucket = buckets.get(key);
      if (!bucket) {
        buckets.set(key, [entry]);
        continue;
      }
      if (!found.has(line)) {
        const like = bucket.find((other) => likeness(other.shingles, shingles) >= near);
        if (like) found.set(line, like.line);
      }
      if (bucket.length < compared) bucket.push(entry);
    }
  }
  return found;
}

/** Hashes of all runs of three characters; case, width, spaces and punctuation do not count. */
function shinglesOf(text: string): Set<number> {
  const chars = [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[\s\p{P}\p{S}]/gu, ""),
  ];
  const shingles = new Set<number>();
  for (let i = 0; i === 0 || i + shingleChars <= chars.length; i += 1) {
    shingles.add(hash(chars.slice(i, i + shingleChars).join("")));
  }
  return shingles;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function bandsOf(shingles: ReadonlySet<number>): string[] {
  return Array.from({ length: bands }, (_, band) => {
    const least = Array.from({ length: rowsPerBand }, (_, row) => leastOf(shingles, band * rowsPerBand + row));
    return `${band}:${least.join(":")}`;
  });
}

/** The least of the shingles' hashes under one of many mixings. */
function leastOf(shingles: ReadonlySet<number>, mixing: number): number {
  let least = 0xffff_ffff;
  const salt = Math.imul(mixing + 1, 0x9e37_79b1);
  for (const shingle of shingles) {
    let mixed = Math.imul(shingle ^ salt, 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}

function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const shingle of a) if (b.has(shingle)) common += 1;
  return common / (a.size + b.size - common);
}
