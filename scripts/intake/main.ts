import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isLedgerError } from "@data-voucher/sdk";
import { csvTemplate, guideRules, previewIntake, xlsxTemplate, type IntakeProgress } from "@data-voucher/sdk/intake";
import { writeWhole } from "../node/disk/files.ts";
import { IntakeError } from "./intake-error.ts";
import { previewText, problemsCsv, reportCsv } from "./report.ts";
import { check, send } from "./send.ts";
import { readSettings, type Settings } from "./settings.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const progressMs = 1_000;

/** Says how far it is, once a second at most. */
function createTeller() {
  let last = 0;
  return ({ lines, declared, applied, refused }: IntakeProgress) => {
    const done = applied + refused;
    if (Date.now() - last < progressMs && done < lines) return;
    last = Date.now();
    say(`已申报 declared ${declared}, 已申请 applied ${applied}, 被拒 refused ${refused}, 共 of ${lines}`);
  };
}

/** Ctrl-C stops in order; what was sent is followed by the next run. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return stop.signal;
}

async function work(settings: Exclude<Settings, { do: "template" }>): Promise<void> {
  const { access, bytes, registry, work: folder } = settings;
  const checked = access && (await check(access, settings));
  const preview = checked?.preview ?? previewIntake(bytes, guideRules(Math.floor(Date.now() / 1000), registry));
  say(previewText(preview));
  const problems = join(folder, "problems.csv");
  const refuse = (cause?: unknown): never => {
    throw new IntakeError(`有错误，未发送任何申请 Nothing was sent. 全部问题 All problems: ${problems}`, { cause });
  };
  if (preview.errors > 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(problems, problemsCsv(preview));
  }
  if (settings.do === "preview" || !access || !checked) return preview.errors > 0 ? refuse() : undefined;
  const options = { signal: stopOnSignal(), onProgress: createTeller() };
  const { outcomes, stopped } = await send(access, folder, checked, options).catch((error: unknown) => {
    if (isLedgerError(error, "INTAKE_HAS_ERRORS")) return refuse(error);
    throw error;
  });
  const report = join(folder, "report.csv");
  await writeWhole(report, [Buffer.from(reportCsv(outcomes))]);
  const refused = outcomes.filter(({ refusal }) => refusal !== null).length;
  say(`${outcomes.length - refused} 件已申请 applied, ${refused} 件被拒 refused. 逐行结果 By line: ${report}`);
  if (stopped) throw new IntakeError("已停止；再次运行即可继续 Stopped; run the same command to go on.");
  if (refused > 0) process.exitCode = 2;
}

try {
  const settings = await readSettings(process.argv.slice(2));
  if (settings.do === "template") {
    await writeFile(settings.file, settings.format === "csv" ? csvTemplate() : xlsxTemplate(), { flag: "wx" });
    say(`已写出模板 Template written: ${settings.file}`);
  } else await work(settings);
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (isLedgerError(error)) process.stderr.write(`${error.code}: ${error.message}.\n`);
  else if (error instanceof IntakeError) process.stderr.write(`${error.message}\n`);
  else if (code === "EEXIST") process.stderr.write(`The template's file is there already; name another.\n`);
  else throw error;
  process.exitCode = 1;
}
