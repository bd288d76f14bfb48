/** A quantity of JSON-RPC as RLP holds numbers: whole bytes without leading zeros, nothing for 0. */
export function rlpNumber(quantity: string): string {
  const digits = quantity.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 1 ? "0" : ""}${digits}`;
}
