/** An address or digest short enough to read: `0x1234ab…cdef89`. Short texts stay whole. */
export function shortHex(hex: string, head = 6, tail = 4): string {
  return hex.length <= head + tail + 5 ? hex : `${hex.slice(0, 2 + head)}…${hex.slice(-tail)}`;
}

/** Whether the text is a party's or key's address. */
export function isAddress(text: string): boolean {
  return /^0x[\da-f]{40}$/i.test(text);
}

/** Whether a digest or id says "none". */
export function isZero(hex: string | null | undefined): boolean {
  return !hex || /^0x0*$/.test(hex);
}
