import PDFDocument from "pdfkit";
import { printedLines, type CertificateStatement, type SignedCredential } from "@data-voucher/sdk";
import { drawQr } from "./draw-qr.ts";
import { drawable, paperFont } from "./font.ts";

/** What a printed certificate is made of. */
export interface CertificateDrawing {
  readonly statement: CertificateStatement;
  /** Digests of the statement, as the credential states them. */
  readonly digests: { readonly sha256: string; readonly sm3: string };
  readonly credential: SignedCredential;
  /** Where a reader checks it; with number and evidence digest. */
  readonly verifyUrl: string;
}

const page = { width: 595.28, height: 841.89, margin: 48 };
const column = { label: 150, gap: 12 };
const ink = "#1a1a1a";
const soft = "#5a5a5a";
const mark = "#b3261e";

/**
 * Draws a certificate (登记凭证) as a PDF, not sealed yet: selectable text in an embedded subset of an open font, the
 * QR code, and the signed credentials attached. The same statement gives the same drawing.
 */
export function drawCertificate(drawing: CertificateDrawing): Promise<Uint8Array> {
  const { statement, credential } = drawing;
  const { number, registryName, sample, issuedAt } = statement;
  const at = new Date(issuedAt);
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: page.margin,
    pdfVersion: "1.7",
    lang: "zh-CN",
    displayTitle: true,
    info: {
      Title: `数据产权登记凭证 ${number}${sample ? "（演示 sample）" : ""}`,
      Author: registryName ?? "",
      CreationDate: at,
      ModDate: at,
    },
  });
  const done = gathered(document);
  document.font(paperFont() as never);
  document.on("pageAdded", () => frame(document, sample));
  frame(document, sample);
  head(document, statement);
  lines(document, statement);
  foot(document, drawing);
  for (const [kind, jws] of [
    ["es256k", credential.es256k],
    ["sm2", credential.sm2],
  ] as const) {
    if (jws === undefined) continue;
    const options = {
      name: `${number}.${kind}.vc.jwt`,
      type: "application/vc+jwt",
      creationDate: at,
      modifiedDate: at,
    };
    document.file(Buffer.from(jws), {
      ...options,
      description: `Verifiable credential of ${number}, signed with ${kind}`,
    });
  }
  document.end();
  return done;
}

async function gathered(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of document) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function frame(document: PDFKit.PDFDocument, sample: boolean): void {
  const { width, height, margin } = page;
  document
    .lineWidth(1.2)
    .rect(margin / 2, margin / 2, width - margin, height - margin)
    .stroke("#8a6d3b");
  if (!sample) return;
  // Under the text, across the page: no copy or crop of it looks like the real thing.
  document.save().rotate(-35, { origin: [width / 2, height / 2] });
  document.fillColor(mark).fillOpacity(0.12).fontSize(120);
  document.text("演示", 0, height / 2 - 130, { width, align: "center", lineBreak: false });
  document.fontSize(60).text("SAMPLE", 0, height / 2 + 20, { width, align: "center", lineBreak: false });
  document.restore().fillOpacity(1);
  document.x = margin;
  document.y = margin;
}

function head(document: PDFKit.PDFDocument, { sample }: CertificateStatement): void {
  const options = { width: page.width - 2 * page.margin, align: "center" as const };
  document.fillColor(ink).fontSize(24).text("数据产权登记凭证", page.margin, 58, options);
  document
    .fillColor(soft)
    .fontSize(11)
    .text("Registration Certificate of Rights in Data", { ...options });
  if (sample) {
    document.moveDown(0.4).fillColor(mark).fontSize(11);
    document.text("演示凭证，不具法律效力 Sample: without legal effect", { ...options });
  }
  document.moveDown(1);
}

function lines(document: PDFKit.PDFDocument, statement: CertificateStatement): void {
  const width = page.width - 2 * page.margin - column.label - column.gap;
  const left = page.margin + column.label + column.gap;
  for (const { label, text } of printedLines(statement)) {
    const value = drawable(text);
    // Digests fit on one line, to be read and compared.
    const size = value.startsWith("0x") ? 8.8 : 9.5;
    const needed = Math.max(document.fontSize(size).heightOfString(value, { width }), 24) + 7;
    if (document.y + needed > page.height - page.margin - 20) document.addPage();
    const top = document.y;
    // Chinese over English; one run each, so that a label is found whole in the text.
    document.fillColor(soft).fontSize(9).text(label, page.margin, top, { width: column.label });
    const below = document.y;
    document.fillColor(ink).fontSize(size).text(value, left, top, { width });
    document.y = Math.max(document.y, below) + 7;
    document
      .lineWidth(0.4)
      .moveTo(page.margin, document.y - 4)
      .lineTo(page.width - page.margin, document.y - 4)
      .stroke("#d8d0c0");
  }
}

function foot(document: PDFKit.PDFDocument, { digests, verifyUrl }: CertificateDrawing): void {
  const size = 110;
  if (document.y + size + 60 > page.height - page.margin) document.addPage();
  const top = document.y + 10;
  const width = page.width - 2 * page.margin - size - 16;
  document.fillColor(soft).fontSize(8);
  document.text(`内容摘要 Statement SHA-256 ${digests.sha256}`, page.margin, top, { width });
  document.text(`内容摘要 Statement SM3 ${digests.sm3}`, { width });
  document.moveDown(0.5);
  document.text("内容与登记存证不一致的，以登记存证为准。The stored evidence prevails over this paper.", { width });
  document.text("权利人、登记机构和数据的名称及数据指纹由登记机构陈述并签名；其余各项由账本证明。", { width });
  document.text("Names and the fingerprint are stated and signed by the registry; the ledger proves the rest.", {
    width,
  });
  document.text("扫码核验，或用附件离线核验。Scan to verify, or verify offline with the attachments.", { width });
  drawQr(document, verifyUrl, { x: page.width - page.margin - size, y: top, size });
}
