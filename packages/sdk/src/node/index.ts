// What needs Node itself: the file system.
export { fingerprintFile, proveFileLeaf } from "./fingerprint-file.ts";
export { intakeBegun, openIntakeJournal, type FileJournal } from "./intake-journal.ts";
