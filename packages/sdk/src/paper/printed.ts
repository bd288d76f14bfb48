import { timeText } from "../input/time.ts";
import { purposesOf } from "../vocabulary/purposes.ts";
import type { PaperDifference } from "./differences.ts";
import type { CertificateStatement, StatedRight } from "./statement.ts";

/** One line of a printed certificate. */
export type PrintedLine = {
  /** Field of the statement that it prints. */
  readonly field: string;
  readonly label: string;
  readonly text: string;
};

const rightNames = {
  hold: "数据持有权 holding right",
  use: "数据使用权 use right",
  operate: "数据经营权 operating right",
};

/** The lines of a printed certificate, in order. Both the drawing and the check of a PDF are made from them. */
export function printedLines(statement: CertificateStatement): readonly PrintedLine[] {
  const { number, holder, holderName, assetId, assetName, fingerprint, rights } = statement;
  const { caseId, registry, registryName, issuedAt, adjusted, until, evidenceDigest } = statement;
  const line = (field: string, label: string, text: string | null): PrintedLine => ({
    field,
    label,
    text: text ?? "—",
  });
  return [
    line("number", "凭证编号 Number", number),
    line("assetName", "数据名称 Data", assetName),
    line("assetId", "数据资产标识 Asset", assetId),
    line("fingerprint", "数据指纹 Fingerprint", fingerprint),
    line("holderName", "权利人 Holder", holderName),
    line("holder", "权利人主体地址 Holder's party address", holder),
    ...rights.map((right) => line(`rights.${right.right}`, rightNames[right.right], printedRight(right))),
    line("issuedAt", adjusted ? "调整登记时间 Adjusted" : "登记时间 Registered", shanghai(issuedAt)),
    line("until", "有效期至 Valid until", shanghai(until)),
    line("registryName", "登记机构 Registry", registryName),
    line("registry", "登记机构主体地址 Registry's party address", registry),
    line("caseId", "登记案件 Case", caseId),
    line("evidenceDigest", "存证摘要 Evidence digest", evidenceDigest),
  ];
}

/** A moment as papers bear it: in Asia/Shanghai, to the second. */
export function shanghai(time: string): string {
  const shifted = timeText(Math.floor(Date.parse(time) / 1000) + 8 * 3600);
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} (UTC+8)`;
}

/**
 * Lines of a PDF's text that are not as the statement prints them. What stands in a line's place runs from its label
 * to the next label that is there.
 */
export function printedDifferences(statement: CertificateStatement, text: string): PaperDifference[] {
  const lines = printedLines(statement).map(({ label, text: own, ...rest }) => ({
    ...rest,
    label: squeezed(label),
    text: squeezed(own),
    own,
  }));
  const seen = squeezed(
    text.replace(/〔U\+([\dA-F]{4,6})〕/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
  );
  const differences: PaperDifference[] = [];
  let from = 0;
  for (const [i, { field, label, text: expected, own }] of lines.entries()) {
    const at = seen.indexOf(label, from);
    const start = at < 0 ? -1 : at + label.length;
    if (start >= 0) from = start;
    if (start >= 0 && seen.startsWith(expected, start)) continue;
    const next = lines
      .slice(i + 1)
      .map((later) => seen.indexOf(later.label, from))
      .filter((place) => place >= 0);
    const end = next.length > 0 ? Math.min(...next) : start + 200;
    differences.push({ field, stated: start < 0 ? "" : seen.slice(start, end), recorded: own });
  }
  return differences;
}

function printedRight({ until, territory, resale, purposes, limitsDigest }: StatedRight): string {
  const listed = purposesOf(purposes.reduce((mask, number) => mask | (1n << BigInt(number)), 0n));
  return [
    `至 until ${shanghai(until)}`,
    `地域 territory ${territory === 0 ? "不限 anywhere" : `${territory} (ISO 3166-1)`}`,
    `许可转售 resale ${resale ? "允许 yes" : "不允许 no"}`,
    `用途 purposes ${listed.map(({ zh, en }) => `${zh} ${en}`).join("、")}`,
    ...(limitsDigest === null ? [] : [`限制摘要 limits ${limitsDigest}`]),
  ].join("；");
}

function squeezed(text: string): string {
  return text.normalize("NFC").replace(/\s/gu, "");
}
