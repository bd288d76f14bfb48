import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { NationalError } from "./national-error.ts";

const usage = `npm run national:reconcile -- --key-file <file> [--gateway <url>] [--registry <address>]
                   [--from <time>] [--to <time>] [--csv <file>]
  --key-file  API key of a registry, of a regulator or of the operator: a file with the key alone,
              or data/keys/api-keys.json with --role
  --role      registry, regulator or operator; which key of api-keys.json, regulator unless given
  --gateway   http://127.0.0.1:8080 unless given
  --registry  the registry that keeps the cases; of a registry's key its own
  --from, --to  RFC 3339 times: what became due between them
  --csv       writes every submission to a file
Ends with 0 when ledger and national service system agree or wait for one another, with 2 when they differ.`;

interface Item {
  readonly agreement: string;
  readonly caseId: string;
  readonly kind: string;
  readonly receiptNumber: string | null;
  readonly problem: string | null;
  readonly differences: readonly { field: string; ledger: unknown; system: unknown }[];
}
interface Answer {
  readonly at: string;
  readonly ledgerBlock: { readonly number: number };
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly Item[];
}

const words: Readonly<Record<string, string>> = {
  agree: "一致 agree",
  waiting: "待回执 waiting",
  missingThere: "国家系统缺失 missing there",
  missingHere: "账本缺失 missing here",
  differs: "不一致 differ",
};
const wrong = ["differs", "missingThere", "missingHere"];
const shown = 50;

function readOptions(args: readonly string[]) {
  const text = { type: "string" } as const;
  const names = ["key-file", "role", "gateway", "registry", "from", "to", "csv"] as const;
  try {
    const options = Object.fromEntries(names.map((name) => [name, text]));
    const { values } = parseArgs({ args: [...args], options });
    return values as Partial<Record<(typeof names)[number], string>>;
  } catch (cause) {
    throw new NationalError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
}

async function readKey(file: string | undefined, role: string): Promise<string> {
  if (file === undefined) throw new NationalError(`--key-file is needed.\n\n${usage}`);
  const text = (
    await readFile(file, "utf8").catch((cause: unknown) => {
      throw new NationalError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
    })
  ).trim();
  if (!text.startsWith("{")) return text;
  const key = (JSON.parse(text) as Record<string, string>)[role];
  if (key === undefined) throw new NationalError(`${file} holds no key of the role ${role}.`);
  return key;
}

async function ask(url: URL, key: string): Promise<Response> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } }).catch((cause: unknown) => {
    throw new NationalError(`The gateway at ${url.origin} does not answer; is it running? Name it with --gateway.`, {
      cause,
    });
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  throw new NationalError(`${problem.code ?? response.status}: ${problem.detail ?? problem.title ?? ""}`);
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function report({ at, ledgerBlock, counts, items }: Answer): void {
  say(`国家系统对账 Reconciliation with the national service system, ${at}, 区块 block ${ledgerBlock.number}`);
  for (const [name, word] of Object.entries(words)) say(`  ${word}: ${counts[name] ?? 0}`);
  const open = items.filter(({ agreement }) => agreement !== "agree");
  for (const item of open.slice(0, shown)) {
    say(`  案件 case ${item.caseId} ${item.kind}: ${words[item.agreement]}${item.problem ? ` — ${item.problem}` : ""}`);
    for (const { field, ledger, system } of item.differences) {
      say(`      ${field}: 账本 ledger ${JSON.stringify(ledger)}, 国家系统 system ${JSON.stringify(system)}`);
    }
  }
  if (open.length > shown) say(`  … ${open.length - shown} more; --csv has all`);
}

try {
  const options = readOptions(process.argv.slice(2));
  const key = await readKey(options["key-file"], options.role ?? "regulator");
  const url = new URL("/v1/national/reconciliation", options.gateway ?? "http://127.0.0.1:8080");
  for (const name of ["registry", "from", "to"] as const) {
    if (options[name] !== undefined) url.searchParams.set(name, options[name]);
  }
  const answer = (await (await ask(url, key)).json()) as Answer;
  report(answer);
  if (options.csv !== undefined) {
    url.searchParams.set("format", "csv");
    await writeFile(options.csv, await (await ask(url, key)).text());
    say(`全部明细 All of them: ${options.csv}`);
  }
  if (wrong.some((name) => (answer.counts[name] ?? 0) > 0)) process.exitCode = 2;
} catch (error) {
  if (!(error instanceof NationalError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
