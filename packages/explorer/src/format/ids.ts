/** The label `3-17` of a voucher id (series in the upper, serial in the lower 32 bits). Labels stay as they are. */
export function voucherLabel(id: string): string {
  if (!/^\d+$/.test(id)) return id;
  const number = BigInt(id);
  return `${number >> 32n}-${number & 0xffff_ffffn}`;
}

/** The certificate number `SJ…` of a token id. Numbers stay as they are. */
export function certificateNumber(id: string): string {
  return /^\d{1,13}$/.test(id) ? `SJ${id.padStart(13, "0")}` : id;
}

/** A certificate number as typed, in its written form; undefined when it cannot be one. */
export function readCertificateNumber(text: string): string | undefined {
  const number = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  return /^SJ\d{13}$/.test(number) ? number : undefined;
}
