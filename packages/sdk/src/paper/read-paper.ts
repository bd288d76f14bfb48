import { LedgerError } from "../errors/ledger-error.ts";
import { readPdf } from "./pdf-streams.ts";
import { pdfText } from "./pdf-text.ts";
import { readCredential, type ReadCredential } from "./read-credential.ts";
import { readSeal, type PdfSeal } from "./seal.ts";

/** A paper as it came; nothing of it is believed yet. */
export type Paper = {
  readonly form: "credential" | "pdf";
  readonly credential: ReadCredential;
  /** The same credential signed by the second key, where a PDF carries it. */
  readonly twin: ReadCredential | undefined;
  readonly seal: PdfSeal | undefined;
  /** What a PDF's pages say, without spaces. */
  readonly text: string;
};

const jws = /^[\w-]{20,}\.[\w-]{20,}\.[\w-]{80,}$/;

/**
 * Reads a paper: a credential as text or as its bytes, or a PDF with the credential attached.
 *
 * @throws LedgerError PAPER_UNREADABLE, PAPER_OVERSIZED
 */
export async function readPaper(paper: string | Uint8Array): Promise<Paper> {
  const isPdf = typeof paper !== "string" && new TextDecoder("latin1").decode(paper.subarray(0, 5)) === "%PDF-";
  if (typeof paper === "string" || !isPdf) {
    const text = typeof paper === "string" ? paper : new TextDecoder().decode(paper);
    return { form: "credential", credential: readCredential(text), twin: undefined, seal: undefined, text: "" };
  }
  const parts = await readPdf(paper);
  const attached = parts.streams
    .map(({ bytes }) => new TextDecoder("latin1").decode(bytes).trim())
    .filter((text) => jws.test(text))
    .map(readCredential);
  const [credential, twin, ...more] = attached.sort((a, b) => algorithm(a).localeCompare(algorithm(b)));
  if (credential === undefined) throw unreadable("no credential is attached to it");
  if (more.length > 0) throw unreadable("more than two credentials are attached to it");
  const seal = await readSeal(paper, String(credential.subject["number"]));
  return { form: "pdf", credential, twin, seal, text: pdfText(parts) };
}

function algorithm({ jws: { header } }: ReadCredential): string {
  return String(header["alg"]);
}

function unreadable(what: string): LedgerError {
  return new LedgerError("PAPER_UNREADABLE", { message: `The PDF is no registration certificate: ${what}` });
}
