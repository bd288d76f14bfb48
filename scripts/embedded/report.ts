import type { Outcome } from "../story/teller.ts";
import { apiKeysFile } from "./desks.ts";
import type { Home } from "./home.ts";
import type { EmbeddedLedger, Progress } from "./ledger.ts";
import type { Settings } from "./settings.ts";
import { toDoLines } from "./to-do.ts";
import { summaryFile } from "./told.ts";

/** What the report says when everything runs. */
export interface Ready {
  readonly home: Home;
  readonly ledger: EmbeddedLedger;
  readonly gatewayUrl: string;
  /** Whether the explorer's pages are built. */
  readonly explorer: boolean;
  /** Milliseconds since the start. */
  readonly took: number;
}

/** Says what happens while the ledger starts, in Chinese and English, one line each: terminals and log files fit. */
export interface Report extends Progress {
  opened(home: Home, settings: Settings): void;
  /** Something that was done at the gateway and is not on the ledger. */
  onHomeRecord(line: string): void;
  ready(what: Ready): void;
  rebuilt(block: number | undefined): void;
  interrupted(): void;
  stopping(): void;
  stopped(): void;
}

/** Creates a report on a stream. */
export function createReport(out: { write(text: string): unknown }): Report {
  const say = (line: string) => out.write(`${line}\n`);
  let count = 0;
  return {
    opened(home, { dataDir, empty }) {
      say(`数据资产凭证链 Data-voucher ledger`);
      say(`数据目录 Data folder: ${dataDir}${home.fresh ? "（首次启动 first start）" : ""}`);
      if (!home.fresh && empty && home.story) {
        say("该目录已有历史，--empty 不起作用。This folder has its history already: --empty changes nothing.");
      }
    },
    onDeploymentStep(label, index, total) {
      say(`部署 Deploying ${String(index + 1).padStart(2)}/${total}  ${label}`);
    },
    onChapter: (title) => say(`\n${title}`),
    onOutcome({ title, block, refused }: Outcome) {
      count += 1;
      const mark = refused === null ? "✓" : `✗ ${refused}`;
      say(`  ${String(count).padStart(3)}  区块 ${String(block).padStart(4)}  ${title}  ${mark}`);
    },
    onHomeRecord: (line) => say(`    ·  ${line}`),
    ready({ home, ledger: { node, told, toDo }, gatewayUrl, explorer, took }) {
      const { keys, story } = home.folders;
      if (told.length > 0) {
        const refusals = told.filter(({ refused }) => refused !== null).length;
        say(`\n历史 History      ${told.length} 笔 acts, 其中 ${refusals} 笔被账本拒绝 refused by the ledger`);
        say(`历史清单 List     ${summaryFile(story)}`);
      }
      const time = new Date(node.head.time * 1000).toISOString().replace(".000Z", "Z");
      say(`\n区块 Block        ${node.head.number}  (${time})`);
      say(`浏览器 Explorer   ${explorer ? gatewayUrl : "未构建 not built: npm run build"}`);
      say(`接口 API          ${gatewayUrl}/docs`);
      say(`账本 JSON-RPC     ${node.url}  (chain id ${home.chainId}, gas price 0)`);
      say(`密钥 Keys         ${keys}  (仅所有者可读 readable by their owner only)`);
      say(`接口密钥 API keys ${apiKeysFile(home)}`);
      const left = toDoLines(toDo);
      if (left.length > 0) say("\n待办 To do         数据管理部门 for the data authority:");
      for (const line of left) say(`  ${line}`);
      say(`\n就绪 Ready in ${(took / 1000).toFixed(1)} s. Ctrl-C 停止 stops; 再次启动继续 the next start goes on.`);
    },
    rebuilt: (block) => say(`\n索引已重建至区块 Index built anew up to block ${block ?? 0}`),
    interrupted: () => say("\n已中断；再次启动将继续。Interrupted; the next start goes on."),
    stopping: () => say("\n正在停止 Stopping…"),
    stopped: () => say("已停止 Stopped."),
  };
}
