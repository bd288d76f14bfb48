import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createLedger, digestOfBytes, engineProfiles, isLedgerError, type Ledger } from "@data-voucher/sdk";
import {
  allOrNone,
  applicationOf,
  intakeIdentity,
  previewOnLedger,
  readyLines,
  runIntake,
  type IntakeFiles,
  type IntakePreview,
  type IntakeProgress,
  type IntakeReport,
  type ReadyLine,
} from "@data-voucher/sdk/intake";
import { fingerprintFile, intakeBegun, openIntakeJournal, type FileJournal } from "@data-voucher/sdk/node";
import { Wallet } from "ethers";
import { writeWhole } from "../node/disk/files.ts";
import { IntakeError } from "./intake-error.ts";
import { fileOfList } from "./list-files.ts";
import type { Access } from "./settings.ts";

/** What is to be sent, checked on the ledger. */
export interface Checked {
  readonly preview: IntakePreview;
  readonly lines: readonly ReadyLine[];
  readonly applicant: string;
}

/** More than the 64 of a desk: a list keeps the queue full, and the embedded node takes 200 million gas a block. */
const profile = { ...engineProfiles.embedded, maxInFlight: 256 };

/** Opens the ledger, with the store of a journal when something is to be sent. */
export async function openLedger({ rpcUrl, deployment, key }: Access, journal?: FileJournal): Promise<Ledger> {
  try {
    return await createLedger({ rpcUrl, deployment, signer: new Wallet(key), profile, store: journal?.store });
  } catch (cause) {
    if (!isLedgerError(cause, "NODE_UNREACHABLE")) throw cause;
    throw new IntakeError(`No node answers at ${rpcUrl}. Start it, or correct --rpc-url.`, { cause });
  }
}

/** Checks a list by the ledger, and takes the digests of the files that it names; their paths begin at its folder and stay in it. */
export async function check(
  access: Access,
  { file, bytes, registry }: { file: string; bytes: Uint8Array; registry: string | null },
): Promise<Checked> {
  const ledger = await openLedger(access);
  try {
    const { preview, applicant, registries } = await previewOnLedger(ledger.client, bytes, registry);
    return { ...(await readyLines(preview, { files: filesFrom(dirname(file)), registries, registry })), applicant };
  } finally {
    ledger.close();
  }
}

function filesFrom(folder: string): IntakeFiles {
  return {
    fingerprint: async (path) => (await fingerprintFile(await fileOfList(folder, path))).root,
    digest: async (path) => (await digestOfBytes(await readFile(await fileOfList(folder, path)))).sha256,
  };
}

/**
 * Sends a checked list, or goes on with one that was begun.
 * @throws LedgerError INTAKE_HAS_ERRORS, INTAKE_JOURNAL_OF_OTHER, INTAKE_RUNNING, codes of the node
 */
export async function send(
  access: Access,
  work: string,
  checked: Checked,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: IntakeProgress) => void },
): Promise<IntakeReport> {
  const { chainId, contracts } = access.deployment;
  const place = { chainId: String(chainId), contracts: JSON.stringify(contracts), applicant: checked.applicant };
  const path = join(work, "journal.jsonl");
  const identity = await intakeIdentity(checked.lines, place);
  const lines = allOrNone(checked, intakeBegun(path, identity));
  await mkdir(work, { recursive: true, mode: 0o700 });
  const journal = openIntakeJournal(path, identity);
  try {
    await writeDocuments(join(work, "documents.jsonl"), lines, journal.seed);
    const ledger = await openLedger(access, journal);
    try {
      return await runIntake(ledger.client, { lines, journal, ...options });
    } finally {
      ledger.close();
    }
  } finally {
    journal.close();
  }
}

/** The annex 1 descriptions and limits, one a line with its digest, on disk before a digest of theirs goes anywhere. */
async function writeDocuments(path: string, lines: readonly ReadyLine[], seed: string): Promise<void> {
  const parts: Buffer[] = [];
  for (const ready of lines) {
    const { documents } = await applicationOf(ready, seed);
    for (const { digest, text } of documents) {
      parts.push(Buffer.from(`${JSON.stringify({ line: ready.line, digest, text })}\n`));
    }
  }
  await writeWhole(path, parts);
}
