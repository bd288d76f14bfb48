/** A process to be killed: follows the chain into an index. */
import { openLedgerStore } from "../store/ledger.ts";
import { countingSync } from "./follow-into.ts";

const [folder, url, emitter] = process.argv.slice(2) as [string, string, string];
const store = await openLedgerStore({ folder, undoDepth: 16 });
const identity = { chainId: "0", genesisHash: "0x", deployment: "d", schema: 1 };
if (store.identity === undefined) await store.reset(identity);
process.stdout.write("ready\n");
await countingSync(store, url, emitter, 16, 7).run(new AbortController().signal);
