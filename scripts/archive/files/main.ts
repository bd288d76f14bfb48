import { isLedgerError } from "@data-voucher/sdk";
import { ArchiveError } from "../archive-error.ts";
import { readSettings } from "./settings.ts";
import { writeFiles } from "./write-files.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

try {
  const settings = await readSettings(process.argv.slice(2));
  const { last, added } = await writeFiles(settings, {
    signal: stop.signal,
    onRemoved: (file) => say(`清除未完成部分 Removed, unfinished: ${file}`),
    onCase: (caseId, documents, done, cases) =>
      say(`案件 Case ${caseId}: ${documents} 份新文件 new  (${done}/${cases})`),
  });
  if (stop.signal.aborted) say("已停止；再次运行将重新开始。Stopped; nothing was added, run it again.");
  else if (last === undefined) say("尚无可归档的文件。There is nothing to archive yet.");
  else {
    const { sequence, counts } = last.checkpoint;
    if (added === 0) say(`没有新文件 Nothing new since checkpoint ${sequence}.`);
    else
      say(
        `\n校验点 Checkpoint ${sequence}: ${counts.documents} 份文件 documents, ${counts.cases} 个案件 cases, in ${settings.out}`,
      );
    say(`末校验点 Last checkpoint ${last.digest}`);
    say("请另行保存末校验点摘要。Keep that digest elsewhere: node verify.mjs --last <digest>");
  }
} catch (error) {
  if (isLedgerError(error)) process.stderr.write(`${error.code}: ${error.message}.\n`);
  else if (error instanceof ArchiveError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
