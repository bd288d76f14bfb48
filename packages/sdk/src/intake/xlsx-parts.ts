import { SaxesParser, type SaxesTagPlain } from "saxes";
import { intakeLimits } from "./limits.ts";
import { SheetError } from "./sheet.ts";
import { zipEntries } from "./zip-entries.ts";

/** What is heard while a part of a workbook is read. */
export type PartListener = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** The parts of a workbook. */
export type Parts = {
  has(path: string): boolean;
  /**
   * Reads a part of XML to its end; names come without their prefix.
   *
   * @throws SheetError FILE_UNREADABLE when it is missing, or not well formed: half a table is never taken
   */
  read(path: string, listener: PartListener): void;
};

const format = ".xlsx";
/** How a file with a password, or one of the format before 2007, begins. */
const olderFormat = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Unpacks a workbook (ECMA-376, a zip of XML).
 *
 * @throws SheetError FILE_UNREADABLE, FILE_TOO_LARGE when it would unpack to more than is read
 */
export function openParts(bytes: Uint8Array): Parts {
  if (olderFormat.every((byte, i) => bytes[i] === byte)) {
    throw unreadable("it has a password or is an old .xls");
  }
  const files = new Map<string, Uint8Array>();
  try {
    let most = 0;
    const entries = [...zipEntries(bytes)].filter(({ name }) => /^xl\/.*\.(?:xml|rels)$/i.test(name));
    // Before anything is unpacked. An entry takes its size in the zip as well: many may be of one piece and declare 0.
    for (const { size, originalSize } of entries) most += Math.max(size, originalSize);
    if (most > intakeLimits.unpackedBytes) {
      throw new SheetError("FILE_TOO_LARGE", { value: most, most: intakeLimits.unpackedBytes });
    }
    for (const { name, unpack } of entries) {
      if (files.has(name)) throw new Error(`it holds ${name} twice`);
      files.set(name, unpack());
    }
  } catch (cause) {
    throw cause instanceof SheetError ? cause : unreadable((cause as Error).message);
  }
  return {
    has: (path) => files.has(path),
    read(path, listener) {
      const part = files.get(path);
      if (!part) throw unreadable(`it lacks ${path}`);
      try {
        parse(new TextDecoder("utf-8", { fatal: true }).decode(part), listener);
      } catch (cause) {
        throw cause instanceof SheetError ? cause : unreadable(`${path}: ${(cause as Error).message}`);
      }
    },
  };
}

function unreadable(why: string): SheetError {
  return new SheetError("FILE_UNREADABLE", { value: format, why });
}

/** Strict: entities of a document type are not known to it, so none is expanded. */
function parse(xml: string, { open, text, close }: PartListener): void {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => open?.(local(name), attributes));
  parser.on("text", (piece) => text?.(piece));
  parser.on("cdata", (piece) => text?.(piece));
  parser.on("closetag", ({ name }) => close?.(local(name)));
  parser.write(xml).close();
}
