/**
 * The stable code of a custom error: `VoucherLocked` → `VOUCHER_LOCKED`, `ERC721InvalidOwner` → `ERC721_INVALID_OWNER`.
 * The same rule names the code in SDK, API problems and docs, so nobody keeps a second list.
 *
 * @param errorName name of a Solidity custom error
 * @throws RangeError when the text is no Solidity identifier
 */
export function codeOf(errorName: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(errorName)) throw new RangeError(`not the name of a custom error: ${errorName}`);
  return errorName
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();
}
