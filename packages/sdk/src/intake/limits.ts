/** What one file may hold. A list that is longer is split; a spreadsheet that unpacks to more is an attack or a mistake. */
export const intakeLimits = {
  bytes: 64 * 1024 * 1024,
  unpackedBytes: 512 * 1024 * 1024,
  lines: 20_000,
  /** Columns of a line: more than twice the template's. */
  columns: 64,
  /** Visible sheets of a workbook: the template has two. */
  sheets: 16,
} as const;
