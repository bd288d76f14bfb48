// Bulk intake of applications: reading and checking a file, in the browser as well, and sending it.
export { previewIntake, guideRules, type IntakePreview, type PreviewLine } from "./preview.ts";
export type { IntakeRules, IntakeTerms } from "./check-form.ts";
export { columns, templateVersion, type ColumnKey } from "./columns.ts";
export type { IntakeForm } from "./form.ts";
export { intakeLimits } from "./limits.ts";
export type { IntakeProblem, ProblemCode } from "./problems.ts";
export { csvTemplate, xlsxTemplate } from "./template.ts";
export { previewOnLedger } from "./ledger-rules.ts";
export { allOrNone, intakeIdentity, readyLines, type IntakeFiles } from "./ready-lines.ts";
export { applicationOf, type IntakeDocument, type LineApplication, type ReadyLine } from "./application.ts";
export type { IntakeJournal, LineOutcome } from "./journal.ts";
export { runIntake, type IntakeProgress, type IntakeReport, type RunIntakeOptions } from "./run-intake.ts";
