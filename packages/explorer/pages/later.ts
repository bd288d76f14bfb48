// Loaded into a ledger's process before its program: its clock shows LEDGER_TIME when it starts and runs on from there.
const shift = Date.parse(process.env["LEDGER_TIME"] ?? "") - Date.now();
const now = Date.now;
if (Number.isNaN(shift)) throw new Error("LEDGER_TIME is no time");
Date.now = () => now() + shift;
