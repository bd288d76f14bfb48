import { csvTemplate, xlsxTemplate } from "@data-voucher/sdk/intake";
import { saveFile } from "../data/save-file.ts";

/** Saves an empty list where the browser keeps downloads. */
export function saveTemplate(format: "xlsx" | "csv"): void {
  const bytes = format === "csv" ? csvTemplate() : xlsxTemplate();
  saveFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), `intake.${format}`);
}
