import { isLedgerError } from "@data-voucher/sdk";
import { ArchiveError } from "./archive-error.ts";
import { readSettings } from "./settings.ts";
import { writeArchive } from "./write-archive.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

try {
  const settings = await readSettings(process.argv.slice(2));
  const end = await writeArchive(settings, {
    signal: stop.signal,
    onRemoved: (file) => say(`清除未完成部分 Removed, unfinished: ${file}`),
    onCheckpoint: ({ checkpoint, digest }, head) => {
      const { from, to, counts } = checkpoint;
      say(
        `校验点 Checkpoint ${checkpoint.sequence}: 区块 blocks ${from.number}-${to.number} / ${head}, ${counts.events} events`,
      );
      say(`  SHA-256 ${digest}`);
    },
  });
  if (stop.signal.aborted) say("已停止；再次运行将继续。Stopped; the next run goes on.");
  else if (end) {
    const { to, sequence } = end.checkpoint;
    say(`\n归档至区块 Archived up to block ${to.number}, ${sequence} checkpoints, in ${settings.out}`);
    say(`末校验点 Last checkpoint ${end.digest}`);
    say("请另行保存末校验点摘要。Keep that digest elsewhere: node verify.mjs --last <digest>");
  }
} catch (error) {
  if (isLedgerError(error)) process.stderr.write(`${error.code}: ${error.message}.\n`);
  else if (error instanceof ArchiveError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
