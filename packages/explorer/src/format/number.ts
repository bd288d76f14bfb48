/** Whole numbers of any length in groups of three: `12,345,678`. Another text stays as it is. */
export function grouped(value: string | number | bigint): string {
  const text = String(value);
  const [, sign, digits] = /^(-?)(\d+)$/.exec(text) ?? [];
  return digits === undefined ? text : sign + digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Yuan of a whole number of fen, without floating point: `1,234.05`. Another text stays as it is. */
export function yuan(fen: string | number | bigint): string {
  const text = String(fen);
  const [, sign, digits] = /^(-?)(\d+)$/.exec(text) ?? [];
  if (digits === undefined) return text;
  const padded = digits.padStart(3, "0");
  return `${sign}${grouped(padded.slice(0, -2).replace(/^0+(?=\d)/, ""))}.${padded.slice(-2)}`;
}

const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Size of a file with one digit after the point: `1.5 MiB`. */
export function bytes(count: number): string {
  let unit = 0;
  let amount = count;
  while (amount >= 1024 && unit < byteUnits.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${byteUnits[unit]}`;
}
