import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { conditionalTerms } from "./conditional-terms.ts";
import { addNarrowKey } from "./narrow-key.ts";

const cap = 200n;

/**
 * The safe-use commitment (数据安全使用承诺): the authority publishes it, the bank's signing person (首席数据官) signs it, and
 * only then does the bank get vouchers of a series that asks for it.
 */
export async function commitments(stage: Stage, certificateId: bigint): Promise<void> {
  const { players, party, ledger, at, tell, papers } = stage;
  const { authority, operator, bank } = players;
  const act = async (
    id: string,
    title: string,
    clock: string,
    by: typeof bank,
    method: string,
    args: readonly unknown[],
    refused?: string,
  ) =>
    tell({
      id,
      title,
      time: at(days.commitments.sign, clock),
      by,
      contract: ledger,
      method,
      args,
      ...(refused && { refused }),
    });

  const text = await papers.write("数据安全使用承诺书文本", {
    edition: 1,
    duties: ["按约定目的使用", "不得重识别", "发现事件立即报告"],
  });
  await act("publish commitment 1", "主管部门发布数据安全使用承诺书第 1 版", "13:03", authority, "publishCommitment", [
    0,
    text,
  ]);
  const start = at(days.commitments.sign, "13:13");
  const terms = await conditionalTerms(papers, {
    basisKind: 1,
    basisId: certificateId,
    cap,
    resale: false,
    start,
    conditions: { qualifications: ["safeUse"] },
  });
  const opened = await act(
    "open for the committed",
    "设立凭证系列：工作日时限数据（须已签署数据安全使用承诺）",
    "13:13",
    operator,
    "openSeries",
    [terms],
  );
  const seriesId = opened.event("SeriesOpened")["seriesId"] as bigint;
  const digest = await papers.write("交付确认", { series: String(seriesId), units: "60" });
  const issue = (id: string, title: string, clock: string, refused?: string) =>
    act(id, title, clock, operator, "issue", [seriesId, party.bank, 60n, digest], refused);
  await issue("refused: commitment not signed", "向未签署承诺的银行发行：拒绝", "13:23", "COMMITMENT_OUTDATED");

  const signed = await papers.write("数据安全使用承诺书（签署）", { edition: 1, party: party.bank });
  const sign = (id: string, title: string, clock: string, by: typeof bank, refused?: string) =>
    act(id, title, clock, by, "commitSafeUse", [1, signed], refused);
  const added = at(days.commitments.sign, "13:33");
  const officer = await addNarrowKey(stage, bank, "邕江清算银行为其首席数据官增加账户", added);
  await sign("refused: no signing person", "未经任命即签署承诺：拒绝", "13:43", officer, "ACCOUNT_LACKS_POWER");
  const appointment = await papers.write("首席数据官任命书", { party: party.bank, account: officer.key.address });
  await act("appoint the officer", "邕江清算银行任命首席数据官为签署人", "13:53", bank, "appointSigner", [
    officer.key.address,
    appointment,
  ]);
  await sign("sign commitment 1", "首席数据官代表邕江清算银行签署承诺书第 1 版", "14:03", officer);
  await issue("issue to the committed", "向邕江清算银行发行 60 次", "14:13");

  const next = await papers.write("数据安全使用承诺书文本", {
    edition: 2,
    duties: ["按约定目的使用", "不得重识别", "发现事件一小时内报告"],
  });
  const requiredFrom = start + 300 * 86_400;
  await act(
    "publish commitment 2",
    "主管部门发布承诺书第 2 版，第 1 版继续有效三百日",
    "14:23",
    authority,
    "publishCommitment",
    [requiredFrom, next],
  );
  await sign("refused: edition replaced", "新版发布后签署旧版：拒绝", "14:33", officer, "COMMITMENT_EDITION_UNKNOWN");
}
