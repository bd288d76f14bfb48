import { csvTemplate, xlsxTemplate } from "@data-voucher/sdk/intake";

/** Saves an empty list where the browser keeps downloads. */
export function saveTemplate(format: "xlsx" | "csv"): void {
  const bytes = format === "csv" ? csvTemplate() : xlsxTemplate();
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement("a");
  link.href = url;
  link.download = `intake.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}
