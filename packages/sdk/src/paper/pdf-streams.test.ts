import { expect } from "chai";
import { deflateSync } from "node:zlib";
import { codeOfRefusal } from "../testing/refusal.ts";
import { readJws } from "./jws.ts";
import { mostPdfBytes, readPdf } from "./pdf-streams.ts";
import { pdfText } from "./pdf-text.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const object = (number: number, dictionary: string, content: Buffer | string) =>
  Buffer.concat([
    Buffer.from(`${number} 0 obj\n<<${dictionary}>>\nstream\n`),
    Buffer.from(content),
    Buffer.from("\nendstream\nendobj\n"),
  ]);
const pdfOf = (...objects: readonly Buffer[]) => new Uint8Array(Buffer.concat([Buffer.from("%PDF-1.7\n"), ...objects]));

describe("the reader of PDF", () => {
  it("gives streams, bare and deflated, by the number of their object", async () => {
    const { streams } = await readPdf(
      pdfOf(object(7, "/Length 5", "hello"), object(8, "/Filter /FlateDecode", deflateSync("你好"))),
    );
    expect(streams.map((stream) => [stream.object, Buffer.from(stream.bytes).toString().trim()])).to.deep.equal([
      [7, "hello"],
      [8, "你好"],
    ]);
  });

  it("gives the text that a page draws with a font's map", async () => {
    const map = "1 begincodespacerange\n<0000> <ffff>\nbeginbfrange\n<0000> <0002> [<0000> <4f60> <597d>]\nendbfrange";
    const parts = await readPdf(
      pdfOf(
        Buffer.from("1 0 obj\n<</Font <</F1 2 0 R>>>>\nendobj\n2 0 obj\n<</ToUnicode 3 0 R>>\nendobj\n"),
        object(3, "", map),
        object(4, "", "BT\n1 0 0 1 10 10 Tm\n/F1 12 Tf\n[<0001> 20 <0002>] TJ\nET"),
      ),
    );
    expect(pdfText(parts)).to.equal("你好");
  });

  it("refuses what is none, what is too large, and what unpacks to too much", async () => {
    expect(await codeOfRefusal(readPdf(bytes("GIF89a")))).to.equal("PAPER_UNREADABLE");
    expect(await codeOfRefusal(readPdf(new Uint8Array(mostPdfBytes + 1)))).to.equal("PAPER_OVERSIZED");
    const bomb = object(1, "/FlateDecode", deflateSync(Buffer.alloc(64 * 1024 * 1024)));
    expect(await codeOfRefusal(readPdf(pdfOf(bomb)))).to.equal("PAPER_OVERSIZED");
    expect(await codeOfRefusal(readPdf(pdfOf(...Array.from({ length: 300 }, (_, i) => object(i, "", "x")))))).to.equal(
      "PAPER_OVERSIZED",
    );
    const damaged = await readPdf(pdfOf(object(1, "/FlateDecode", "not deflated")));
    expect(damaged.streams).to.deep.equal([]);
  });

  it("is not slowed down by bytes made for it", async () => {
    const size = 2_000_000;
    const many = (part: string) => part.repeat(Math.floor(size / part.length));
    const texts = [
      many("1 0 obj<<"),
      many("stream\n"),
      many("1"),
      many("/F1 1 0 R"),
      many("/F1"),
      many("1 0 obj\n<<>>\nstream\n"),
    ];
    for (const text of texts) {
      const started = process.cpuUsage();
      const parts = await readPdf(bytes(`%PDF-1.7\n${text}`)).catch(() => undefined);
      if (parts) pdfText(parts);
      const { user } = process.cpuUsage(started);
      expect(user / 1_000, text.slice(0, 20)).to.be.lessThan(3_000);
    }
    const streams = ["BT\n BT\n", "<0000> <0000> [", "/F1 1", "<00"].map((part, i) =>
      object(i, "", `BT\n Tf${part.repeat(60_000)}`),
    );
    const started = process.cpuUsage();
    pdfText(
      await readPdf(
        pdfOf(Buffer.from("9 0 obj\n<</F1 8 0 R>>\nendobj\n8 0 obj\n<</ToUnicode 1 0 R>>\nendobj\n"), ...streams),
      ),
    );
    expect(process.cpuUsage(started).user / 1_000).to.be.lessThan(3_000);
    const quoted = Buffer.from(`{"${'\\"'.repeat(350_000)}`).toString("base64url");
    expect(() => readJws(`${quoted}.e30.e30`)).to.throw();
  });
});
