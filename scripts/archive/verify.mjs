#!/usr/bin/env node
// Checks an archive of a data-voucher ledger. Needs Node 18 or newer and nothing else: no package, no network.
// What it checks and why is in README.md beside it; anybody can write such a checker from that text.
import { createHash, getHashes } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

class Wrong extends Error {}
const wrong = (message) => {
  throw new Wrong(message);
};

// --- keccak-256, as Ethereum uses it (the padding of 2011, not that of FIPS 202) ---

const MASK = (1n << 64n) - 1n;
const ROTATIONS = [
  [0, 36, 3, 41, 18],
  [1, 44, 10, 45, 2],
  [62, 6, 43, 15, 61],
  [28, 55, 25, 21, 56],
  [27, 20, 39, 8, 14],
];
const ROUND_CONSTANTS = roundConstants();
const rotate = (word, by) => (by === 0 ? word : ((word << BigInt(by)) | (word >> BigInt(64 - by))) & MASK);

function roundConstants() {
  const constants = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j <= 6; j++) {
      if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    constants.push(constant);
  }
  return constants;
}

function permute(a) {
  for (const constant of ROUND_CONSTANTS) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let x = 0; x < 5; x++) {
      const d = c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1);
      for (let y = 0; y < 5; y++) a[x + 5 * y] ^= d;
    }
    const b = new Array(25);
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++) b[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(a[x + 5 * y], ROTATIONS[x][y]);
    }
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++) {
        a[x + 5 * y] = b[x + 5 * y] ^ (~b[((x + 1) % 5) + 5 * y] & MASK & b[((x + 2) % 5) + 5 * y]);
      }
    }
    a[0] ^= constant;
  }
}

const RATE = 136;

function keccak256(bytes) {
  const padded = Buffer.alloc((Math.floor(bytes.length / RATE) + 1) * RATE);
  bytes.copy(padded);
  padded[bytes.length] |= 0x01;
  padded[padded.length - 1] |= 0x80;
  const state = new Array(25).fill(0n);
  for (let at = 0; at < padded.length; at += RATE) {
    for (let i = 0; i < RATE / 8; i++) state[i] ^= padded.readBigUInt64LE(at + 8 * i);
    permute(state);
  }
  const digest = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) digest.writeBigUInt64LE(state[i], 8 * i);
  return digest;
}

// --- SM3 (GB/T 32905), for a Node that is built without it ---

const left = (word, by) => (word << by) | (word >>> (32 - by));
const SM3_START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

function ownSm3(bytes) {
  const padded = Buffer.alloc((Math.floor((bytes.length + 8) / 64) + 1) * 64);
  bytes.copy(padded);
  padded[bytes.length] = 0x80;
  padded.writeBigUInt64BE(BigInt(bytes.length) * 8n, padded.length - 8);
  const state = Int32Array.from(SM3_START);
  const words = new Int32Array(68);
  for (let at = 0; at < padded.length; at += 64) {
    for (let j = 0; j < 16; j++) words[j] = padded.readInt32BE(at + 4 * j);
    for (let j = 16; j < 68; j++) {
      const x = words[j - 16] ^ words[j - 9] ^ left(words[j - 3], 15);
      words[j] = x ^ left(x, 15) ^ left(x, 23) ^ left(words[j - 13], 7) ^ words[j - 6];
    }
    compress(state, words);
  }
  const digest = Buffer.alloc(32);
  state.forEach((word, i) => digest.writeInt32BE(word, 4 * i));
  return digest;
}

function compress(state, words) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const early = j < 16;
    const turned = left(a, 12);
    const ss1 = left((turned + e + left(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ turned) + (words[j] ^ words[j + 4])) | 0;
    const tt2 = (gg + h + ss1 + words[j]) | 0;
    [d, c, b, a] = [c, left(b, 9), a, tt1];
    [h, g, f, e] = [g, left(f, 19), e, tt2 ^ left(tt2, 9) ^ left(tt2, 17)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] ^= word));
}

const sha256Of = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const sm3Of = getHashes().includes("sm3") ? (bytes) => createHash("sm3").update(bytes).digest() : ownSm3;

// --- the tree over the lines of a segment (RFC 6962, 2.1) ---

/** Root over hashes of leaves: the left part of n holds the largest power of two below n. */
function merkleRoot(hashes) {
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (2 * split < hashes.length) split *= 2;
  return sha256Of("\x01", merkleRoot(hashes.slice(0, split)), merkleRoot(hashes.slice(split)));
}

// --- RLP (Ethereum yellow paper, appendix B) ---

/** Reads one item that is all of the bytes: a Buffer, or a list of items. */
function decodeRlp(bytes) {
  const [item, end] = readItem(bytes, 0);
  if (end !== bytes.length) wrong("bytes follow an RLP item");
  return item;
}

function readItem(bytes, at) {
  const first = bytes[at];
  if (first === undefined) wrong("RLP ends too early");
  if (first < 0x80) return [bytes.subarray(at, at + 1), at + 1];
  const list = first >= 0xc0;
  const short = first - (list ? 0xc0 : 0x80);
  const lengthBytes = short > 55 ? short - 55 : 0;
  const start = at + 1 + lengthBytes;
  const length =
    lengthBytes === 0 ? short : Number(BigInt(`0x${bytes.subarray(at + 1, start).toString("hex") || "0"}`));
  const end = start + length;
  if (end > bytes.length) wrong("RLP ends too early");
  if (!list) return [bytes.subarray(start, end), end];
  const items = [];
  for (let next = start; next < end;) {
    const [item, after] = readItem(bytes, next);
    items.push(item);
    next = after;
  }
  return [items, end];
}

function encodeRlp(item) {
  if (!Buffer.isBuffer(item)) {
    const body = Buffer.concat(item.map(encodeRlp));
    return Buffer.concat([prefix(body.length, 0xc0), body]);
  }
  return item.length === 1 && item[0] < 0x80 ? item : Buffer.concat([prefix(item.length, 0x80), item]);
}

function prefix(length, base) {
  if (length <= 55) return Buffer.from([base + length]);
  const digits = length.toString(16);
  const size = Buffer.from(digits.length % 2 ? `0${digits}` : digits, "hex");
  return Buffer.concat([Buffer.from([base + 55 + size.length]), size]);
}

// --- the tree of receipts (yellow paper, appendix D) ---

function receiptsRoot(receipts) {
  if (receipts.length === 0) return keccak256(encodeRlp(Buffer.alloc(0)));
  const leaves = receipts.map((value, i) => {
    const digits = i === 0 ? "" : i.toString(16);
    const key = encodeRlp(Buffer.from(digits.length % 2 ? `0${digits}` : digits, "hex"));
    return { path: key.toString("hex"), value };
  });
  return keccak256(encodeRlp(nodeOf(leaves)));
}

function nodeOf(leaves) {
  const [first] = leaves;
  if (leaves.length === 1) return [packed(first.path, true), first.value];
  let shared = 0;
  while (leaves.every(({ path }) => shared < path.length && path[shared] === first.path[shared])) shared += 1;
  const below = leaves.map(({ path, value }) => ({ path: path.slice(shared), value }));
  if (shared > 0) return [packed(first.path.slice(0, shared), false), reference(nodeOf(below))];
  const children = [..."0123456789abcdef"].map((digit) => {
    const own = below
      .filter(({ path }) => path[0] === digit)
      .map(({ path, value }) => ({ path: path.slice(1), value }));
    return own.length === 0 ? Buffer.alloc(0) : reference(nodeOf(own));
  });
  return [...children, below.find(({ path }) => path === "")?.value ?? Buffer.alloc(0)];
}

function reference(node) {
  const bytes = encodeRlp(node);
  return bytes.length < 32 ? node : keccak256(bytes);
}

function packed(path, leaf) {
  const odd = path.length % 2;
  return Buffer.from(`${(leaf ? 2 : 0) + odd}${odd ? "" : "0"}${path}`, "hex");
}

// --- the archive ---

const hex = (text, what) =>
  /^0x([0-9a-f]{2})*$/.test(text)
    ? Buffer.from(text.slice(2), "hex")
    : wrong(`${what} is not 0x and hexadecimal digits`);
const with0x = (bytes) => `0x${bytes.toString("hex")}`;
const number = (bytes) => Number(BigInt(`0x${bytes.toString("hex") || "0"}`));
const numbered = (sequence) => String(sequence).padStart(6, "0");

/** RFC 8785 for what an archive holds: objects, lists, texts, whole numbers, true, false and null. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

function parseCanonical(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    wrong("is no JSON");
  }
  return canonical(value) === text ? value : wrong("is not canonical JSON (RFC 8785)");
}

function checkFile(folder, { file, bytes, sha256, sm3 }) {
  const path = join(folder, file);
  if (!existsSync(path)) wrong(`${file} is missing`);
  const { size } = statSync(path);
  if (size !== bytes) wrong(`${file} has ${size} bytes, its checkpoint says ${bytes}`);
  const content = readFileSync(path);
  if (sha256Of(content).toString("hex") !== sha256) wrong(`${file} has another SHA-256 than its checkpoint says`);
  if (sm3Of(content).toString("hex") !== sm3) wrong(`${file} has another SM3 than its checkpoint says`);
}

/** Goes through a segment line by line; `before` is the block before it. */
async function checkSegment(folder, checkpoint, before) {
  const { file } = checkpoint.segment;
  const ledger = new Set(Object.values(checkpoint.contracts).map((address) => address.toLowerCase()));
  const counts = { blocks: 0, receipts: 0, events: 0 };
  const leaves = [];
  let last = before;
  if (!existsSync(join(folder, file))) wrong(`${file} is missing`);
  const lines = createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity });
  for await (const text of lines) {
    const at = `${file} line ${counts.blocks + 1}`;
    try {
      const line = parseCanonical(text);
      last = checkBlock(line, last, ledger);
      if (counts.blocks === 0 && (last.number !== checkpoint.from.number || last.hash !== checkpoint.from.hash)) {
        wrong("is not the block that the checkpoint begins with");
      }
      leaves.push(sha256Of("\x00", text));
      counts.blocks += 1;
      counts.receipts += line.receipts.length;
      counts.events += line.events.length;
    } catch (error) {
      throw error instanceof Wrong ? new Wrong(`${at}: ${error.message}`) : error;
    }
  }
  if (last === undefined || last.number !== checkpoint.to.number || last.hash !== checkpoint.to.hash) {
    wrong(`${file} does not end with the block that its checkpoint ends with`);
  }
  for (const name of Object.keys(counts)) {
    if (counts[name] !== checkpoint.counts[name]) {
      wrong(`${file} has ${counts[name]} ${name}, its checkpoint says ${checkpoint.counts[name]}`);
    }
  }
  if (merkleRoot(leaves).toString("hex") !== checkpoint.merkleRoot) {
    wrong(`the lines of ${file} do not give the Merkle root of its checkpoint`);
  }
  return { last, counts };
}

/** The header gives the hash, its parent is the block before, the receipts are the header's, the events are in them. */
function checkBlock(line, before, ledger) {
  const header = hex(line.header, "the header");
  const hash = with0x(keccak256(header));
  if (hash !== line.hash) wrong(`block ${line.block}: the header does not give the hash`);
  const fields = decodeRlp(header);
  if (number(fields[8]) !== line.block) wrong(`block ${line.block}: the header is of block ${number(fields[8])}`);
  if (before !== undefined) {
    if (line.block !== before.number + 1) wrong(`block ${line.block} follows block ${before.number}`);
    if (with0x(fields[0]) !== before.hash) wrong(`block ${line.block}: its parent is not the block before`);
  }
  for (const [name, value] of [
    ["parentHash", with0x(fields[0])],
    ["receiptsRoot", with0x(fields[5])],
    ["timestamp", number(fields[11])],
  ]) {
    if (line[name] !== value) wrong(`block ${line.block}: its ${name} is not the header's`);
  }
  const receipts = line.receipts.map((one) => hex(one, "a receipt"));
  if (!receiptsRoot(receipts).equals(fields[5])) wrong(`block ${line.block}: the receipts are not the header's`);
  const told = new Set(line.events.map(({ receipt, log }) => `${receipt}-${log}`));
  if (told.size !== line.events.length) wrong(`block ${line.block}: an event is told twice`);
  let found = 0;
  for (const [i, receipt] of receipts.entries()) {
    for (const [j, [address]] of logsOf(receipt).entries()) {
      const ours = told.has(`${i}-${j}`);
      if (ours) found += 1;
      if (ours && !ledger.has(with0x(address))) wrong(`block ${line.block}: event ${i}-${j} is no event of the ledger`);
    }
  }
  if (found !== told.size) wrong(`block ${line.block}: an event is told that no receipt has`);
  return { number: line.block, hash };
}

function logsOf(receipt) {
  const typed = receipt[0] < 0xc0;
  return decodeRlp(typed ? receipt.subarray(1) : receipt)[3];
}

function selfTest() {
  const vectors = [
    [keccak256(Buffer.alloc(0)), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"],
    [keccak256(Buffer.from("abc")), "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"],
    [sm3Of(Buffer.from("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
    [ownSm3(Buffer.from("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
    [ownSm3(Buffer.from("abcd".repeat(16))), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
  ];
  for (const [digest, published] of vectors) {
    if (digest.toString("hex") !== published) wrong("this program computes digests wrongly on this machine");
  }
}

/** What lies in the folder that no checkpoint vouches for. */
function strangers(folder, known) {
  const own = new Set(["lock", "segments", "checkpoints"]);
  const found = [];
  for (const part of ["", "segments", "checkpoints"]) {
    for (const name of readdirSync(join(folder, part))) {
      const file = part === "" ? name : `${part}/${name}`;
      if (!known.has(file) && !(part === "" && own.has(name))) found.push(file);
    }
  }
  return found;
}

async function main() {
  const args = process.argv.slice(2);
  const at = args.indexOf("--last");
  const expected = at < 0 ? undefined : args.splice(at, 2)[1]?.replace(/^0x/, "").toLowerCase();
  const folder = resolve(args[0] ?? dirname(fileURLToPath(import.meta.url)));
  selfTest();
  const total = { checkpoints: 0, blocks: 0, receipts: 0, events: 0 };
  const known = new Set();
  let previous = null;
  let before;
  let first;
  for (let sequence = 1; existsSync(join(folder, `checkpoints/${numbered(sequence)}.json`)); sequence++) {
    const file = `checkpoints/${numbered(sequence)}.json`;
    const bytes = readFileSync(join(folder, file));
    const text = bytes.toString("utf8");
    let checkpoint;
    try {
      if (!text.endsWith("\n")) wrong("is cut off");
      checkpoint = parseCanonical(text.slice(0, -1));
      if (checkpoint.format !== 1) wrong(`has the format ${checkpoint.format}; this program knows 1`);
      if (checkpoint.sequence !== sequence) wrong(`is number ${checkpoint.sequence}`);
      if (checkpoint.previous !== previous) wrong("does not follow the checkpoint before it");
      first ??= checkpoint;
      if (canonical([checkpoint.chainId, checkpoint.contracts]) !== canonical([first.chainId, first.contracts])) {
        wrong("is of another ledger than the first");
      }
    } catch (error) {
      throw error instanceof Wrong ? new Wrong(`${file} ${error.message}`) : error;
    }
    previous = createHash("sha256").update(bytes).digest("hex");
    const sums = `checkpoints/${numbered(sequence)}.sha256`;
    const files = [...checkpoint.files, checkpoint.segment];
    for (const one of checkpoint.files) checkFile(folder, one);
    const should = [...files, { file, sha256: previous }].map((one) => `${one.sha256}  ${one.file}\n`).join("");
    if (!existsSync(join(folder, sums)) || readFileSync(join(folder, sums), "utf8") !== should) {
      wrong(`${sums} does not say what ${file} says`);
    }
    for (const one of [...files.map((each) => each.file), file, sums]) known.add(one);
    // The lines first: what is wrong in one of them is named with the line.
    const { last, counts } = await checkSegment(folder, checkpoint, before);
    checkFile(folder, checkpoint.segment);
    before = last;
    total.checkpoints += 1;
    for (const name of Object.keys(counts)) total[name] += counts[name];
  }
  const missing = `checkpoints/${numbered(total.checkpoints + 1)}.json`;
  const later = readdirSync(join(folder, "checkpoints")).find(
    (name) => Number.parseInt(name, 10) > total.checkpoints + 1,
  );
  if (later !== undefined) wrong(`${missing} is missing, but there is checkpoints/${later}`);
  if (total.checkpoints === 0) wrong(`${folder} holds no checkpoint`);
  const extra = strangers(folder, known);
  if (extra.length > 0) wrong(`${extra.join(", ")}: no checkpoint vouches for it`);
  if (expected !== undefined && expected !== previous) {
    wrong(
      `the last checkpoint is ${previous}, not ${expected}: something is missing at the end, or it is another archive`,
    );
  }
  console.log(`归档完好 The archive holds: chain ${first.chainId}, blocks ${first.from.number} to ${before.number}`);
  console.log(
    `  ${total.checkpoints} checkpoints, ${total.blocks} blocks, ${total.receipts} receipts, ${total.events} events`,
  );
  console.log(`  last block ${before.hash}`);
  console.log(`  last checkpoint ${previous}`);
  if (expected === undefined)
    console.log("  To see that nothing is missing at the end: --last <digest that was kept elsewhere>");
}

main().catch((error) => {
  if (!(error instanceof Wrong)) throw error;
  console.error(`归档有误 WRONG: ${error.message}`);
  process.exitCode = 1;
});
