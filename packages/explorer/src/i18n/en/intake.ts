/** Words of the bulk-intake page. */
export const intake = {
  "nav.intake": "Bulk intake",
  "intake.title": "Bulk intake of applications",
  "intake.lead":
    "One list for many initial registrations, a line each. It is sent when all of it is right, and never in part.",
  "intake.check": "Preview a list",
  "intake.checkLead":
    "The list is read in your browser and does not leave it. Every line is checked by the rules of registration; a preview sends nothing.",
  "intake.registry": "Registry of lines that name none",
  "intake.registryOfLines": "As each line says",
  "intake.choose": "Choose XLSX or CSV",
  "intake.working": "Reading {name}…",
  "intake.refused":
    "Cannot be sent: {lines} lines, {errors} errors, {warnings} warnings. Correct it and preview it again.",
  "intake.ready": "May be sent: {lines} lines, no errors, {warnings} warnings.",
  "intake.everyLine": "Show every line",
  "intake.line": "Line",
  "intake.lineKey": "Line key",
  "intake.name": "Data name",
  "intake.found": "Found",
  "intake.fine": "Nothing wrong",
  "intake.error": "Error",
  "intake.warning": "Warning",
  "intake.send":
    "Send it with your own key, which stays on your machine. The command checks once more on the ledger (standing, rights to use the sources) and goes on where it was when it is run again:",
  "intake.template": "Template",
  "intake.templateLead": "Keep its first two rows; columns may change places.",
  "intake.templateXlsx": "Download XLSX",
  "intake.templateCsv": "Download CSV",
  "intake.column": "Column",
  "intake.required": "Required",
  "intake.hint": "What goes into it",
  "intake.yes": "yes",
  "intake.no": "no",
} as const;
