// Checks an archive of files by README.md beside it. Needs Node 18 or newer and nothing else.
import { createHash, getHashes } from "node:crypto";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf("--last");
const expected = at < 0 ? undefined : process.argv[at + 1];

// Some builds of Node come without SM3; SHA-256 shows the same.
const names = ["sha256", ...(getHashes().includes("sm3") ? ["sm3"] : [])];

class Wrong extends Error {}
const fail = (sentence) => {
  throw new Wrong(sentence);
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const numbered = (n) => String(n).padStart(6, "0");
const read = (file) => {
  if (!existsSync(join(root, file))) fail(`${file} is missing.`);
  return readFileSync(join(root, file));
};

async function digestsOf(file) {
  if (!existsSync(join(root, file))) fail(`${file} is missing.`);
  const hashes = names.map((name) => createHash(name));
  let bytes = 0;
  for await (const part of createReadStream(join(root, file))) {
    bytes += part.length;
    for (const hash of hashes) hash.update(part);
  }
  return [bytes, ...hashes.map((hash) => hash.digest("hex"))];
}

async function checkFile({ file, bytes, sha256: digest, sm3 }, by) {
  const [size, first, second] = await digestsOf(file);
  if (size !== bytes) fail(`${file} has ${size} bytes, ${by} says ${bytes}.`);
  if (first !== digest) fail(`${file} has the SHA-256 ${first}, ${by} says ${digest}.`);
  if (second !== undefined && second !== sm3) fail(`${file} has the SM3 ${second}, ${by} says ${sm3}.`);
}

const checked = new Set();
let previous = null;
let lines = 0;
let registry;

async function checkCheckpoint(sequence) {
  const name = `checkpoints/${numbered(sequence)}.json`;
  const bytes = read(name);
  const checkpoint = JSON.parse(bytes.toString("utf8"));
  if (checkpoint.format !== 1 || checkpoint.holds !== "documents") fail(`${name} is of another format.`);
  if (checkpoint.sequence !== sequence) fail(`${name} says that it is number ${checkpoint.sequence}.`);
  if (checkpoint.previous !== previous) fail(`${name} follows ${checkpoint.previous}, the one before is ${previous}.`);
  registry ??= checkpoint.registry;
  if (checkpoint.registry !== registry) fail(`${name} is of the registry ${checkpoint.registry}, not ${registry}.`);
  if (checkpoint.list.file !== `lists/${numbered(sequence)}.jsonl`) fail(`${name} names ${checkpoint.list.file}.`);
  for (const one of [...checkpoint.files, checkpoint.list]) {
    await checkFile(one, name);
    checked.add(one.file);
  }
  const entries = read(checkpoint.list.file)
    .toString("utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const { counts } = checkpoint;
  const documents = new Map(entries.map(({ kept }) => [kept.file, kept]));
  const found = {
    lines: entries.length,
    cases: new Set(entries.map((one) => one.case)).size,
    documents: documents.size,
  };
  for (const key of ["lines", "cases", "documents"]) {
    if (found[key] !== counts[key])
      fail(`${checkpoint.list.file} has ${found[key]} ${key}, ${name} says ${counts[key]}.`);
  }
  for (const [i, { digest, size, sm3, kept }] of entries.entries()) {
    const place = `${checkpoint.list.file}, line ${i + 1}`;
    const plain = kept.file === `documents/${digest.slice(0, 2)}/${digest}`;
    if (!plain && kept.file !== `documents/${digest.slice(0, 2)}/${digest}.age`) fail(`${place} names ${kept.file}.`);
    if (!checked.has(kept.file)) await checkFile(kept, place);
    checked.add(kept.file);
    if (plain && (kept.sha256 !== digest || kept.sm3 !== sm3 || kept.bytes !== size)) {
      fail(`${kept.file} is not the document that ${place} says it is.`);
    }
  }
  const sums = `checkpoints/${numbered(sequence)}.sha256`;
  if (
    !read(sums)
      .toString("utf8")
      .includes(`${sha256(bytes)}  ${name}\n`)
  )
    fail(`${sums} has another digest of ${name}.`);
  checked.add(name);
  checked.add(sums);
  lines += entries.length;
  previous = sha256(bytes);
}

function* everyFile(folder = "") {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* everyFile(path);
    else yield path;
  }
}

try {
  const there = existsSync(join(root, "checkpoints")) ? readdirSync(join(root, "checkpoints")) : [];
  const count = there.filter((name) => /^\d{6,}\.json$/.test(name)).length;
  if (count === 0) fail("There is no checkpoint.");
  for (let sequence = 1; sequence <= count; sequence++) await checkCheckpoint(sequence);
  for (const file of everyFile()) {
    if (!checked.has(file) && file !== "lock") fail(`${file} is named by no checkpoint.`);
  }
  if (expected !== undefined && expected !== previous) fail(`The last checkpoint is ${previous}, not ${expected}.`);
  console.log(
    `${count} checkpoints, ${lines} lines, ${checked.size} files of the registry ${registry}: all as vouched for.`,
  );
  console.log(`last checkpoint ${previous}`);
} catch (error) {
  if (!(error instanceof Wrong || error instanceof SyntaxError)) throw error;
  console.error(`WRONG: ${error.message}`);
  process.exitCode = 1;
}
