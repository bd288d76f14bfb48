import { expect } from "chai";
import { csvFile, digestA, goodLine, type Cells } from "../testing/intake-list.ts";
import { problemTable } from "./problem-table.ts";
import { guideRules, previewIntake } from "./preview.ts";

const now = Date.parse("2026-01-05T09:00:00+08:00") / 1000;
const asset = `0x${"c3".repeat(32)}`;

const preview = (lines: readonly Cells[], registry: string | null = null) =>
  previewIntake(csvFile(lines), guideRules(now, registry));

/** Problems of a second line that differs from the first, good one, in these cells. */
function found(cells: Cells): string[] {
  const { lines, problems } = preview([goodLine(1), goodLine(27, { summary: "别的内容，与前一行无关。", ...cells })]);
  expect(problems, "problems of the file").to.deep.equal([]);
  expect(lines[0]?.problems, "problems of the good line").to.deep.equal([]);
  return (lines[1]?.problems ?? []).map(({ code, column, ruleEn }) => [code, column, ruleEn].join(", "));
}

describe("previewIntake", () => {
  it("finds nothing wrong with a good list, and reads it into codes", () => {
    const { lines, errors, warnings } = preview([goodLine(1), goodLine(27, { summary: "别的内容。" })]);
    expect([errors, warnings, lines.length]).to.deep.equal([0, 0, 2]);
    expect(lines[0]?.form).to.deep.include({
      lineKey: "line-1",
      industry: "G54",
      source: "collected",
      category: "enterprise",
      spanTo: "2025-12-31",
      volume: "120000",
      volumeUnit: "records",
      territory: 156,
      resale: true,
      rights: [
        { right: "hold", lastDay: "2028-01-31" },
        { right: "use", lastDay: "2028-01-31" },
      ],
      purposes: ["logistics", "publicService"],
      evidence: { digest: digestA },
    });
  });

  const refused: readonly (readonly [Cells, string])[] = [
    [{ name: "" }, "FIELD_MISSING, name, annex 1"],
    [{ purposes: "" }, "FIELD_MISSING, purposes, annex 1"],
    [{ lineKey: "=1+1" }, "LINE_KEY_INVALID, lineKey, "],
    [{ lineKey: "line-1" }, "LINE_KEY_REPEATED, lineKey, "],
    [{ name: "货运\u202e数据" }, "TEXT_UNREADABLE, name, annex 1"],
    [{ limitUsers: "仅\u0007" }, "TEXT_UNREADABLE, limitUsers, annex 1"],
    [{ industry: "G65" }, "INDUSTRY_UNKNOWN, industry, GB/T 4754-2017"],
    [{ industry: "98" }, "INDUSTRY_UNKNOWN, industry, GB/T 4754-2017"],
    [{ source: "bought" }, "VALUE_UNKNOWN, source, annex 1"],
    [{ purposes: "物流调度；炼金" }, "VALUE_UNKNOWN, purposes, annex 1"],
    [{ spanFrom: "2024-02-30" }, "DATE_MALFORMED, spanFrom, annex 1"],
    [{ useUntil: "46053" }, "DATE_MALFORMED, useUntil, annex 1"],
    [{ volume: "1.5" }, "NUMBER_MALFORMED, volume, annex 1"],
    [{ volume: "0" }, "NUMBER_MALFORMED, volume, annex 1"],
    [{ volume: "1.23E+15" }, "NUMBER_MALFORMED, volume, annex 1"],
    [{ territory: "1000" }, "NUMBER_MALFORMED, territory, annex 1"],
    [{ data: "0x12" }, "DIGEST_OR_PATH, data, annex 1"],
    [{ evidence: `0x${"0".repeat(64)}` }, "DIGEST_OR_PATH, evidence, annex 1"],
    [{ spanFrom: "2026-01-01" }, "SPAN_REVERSED, spanTo, annex 1"],
    [{ holdUntil: "", useUntil: "" }, "RIGHTS_NONE, , annex 1"],
    [{ holdUntil: "2026-01-04" }, "TERM_PAST, holdUntil, article 26"],
    [{ useUntil: "2031-01-05" }, "TERM_TOO_LONG, useUntil, article 26"],
    [
      { source: "publiclyGathered", operateUntil: "2028-01-31" },
      "RIGHT_NOT_REGISTRABLE, operateUntil, articles 20 and 21",
    ],
    [{ category: "政务数据" }, "GOVERNMENT_DUTY_DATA, category, article 15"],
    [{ category: "authorisedProduct" }, "AUTHORISED_PRODUCT, category, article 15"],
    [{ grade: "核心" }, "CORE_DATA, grade, GB/T 43697-2024"],
    [{ source: "衍生创造" }, "SOURCES_MISSING, sourceAssets, article 21"],
    [{ sourceAssets: asset }, "SOURCES_UNWANTED, sourceAssets, article 21"],
    [{ source: "derived", sourceAssets: `${asset};${asset}` }, "SOURCES_INVALID, sourceAssets, article 21"],
    [{ source: "derived", sourceAssets: "0x12" }, "SOURCES_INVALID, sourceAssets, article 21"],
    [{ registry: "" }, "REGISTRY_MISSING, registry, articles 10 and 12"],
    [{ registry: "0x4b0897b0513fdC7C541B6d9D7E929C4e5364D2dB" }, "REGISTRY_INVALID, registry, articles 10 and 12"],
  ];
  for (const [cells, expected] of refused) {
    it(`refuses ${JSON.stringify(cells)}: ${expected.split(",")[0]}`, () => {
      expect(found(cells)).to.deep.equal([expected]);
    });
  }

  const warned: readonly (readonly [Cells, string])[] = [
    [{ name: "字".repeat(41) }, "NAME_LONG, name, annex 1"],
    [{ summary: "文".repeat(401) }, "SUMMARY_LONG, summary, annex 1"],
    [{ spanTo: "2026-12-31" }, "SPAN_IN_FUTURE, spanTo, annex 1"],
    [{ data: goodLine(1).data ?? "" }, "FINGERPRINT_EQUAL, data, articles 21 and 39"],
    [
      { name: goodLine(1).name ?? "", summary: `${goodLine(1).summary ?? ""}！` },
      "DESCRIPTION_NEAR, summary, articles 21 and 39",
    ],
  ];
  for (const [cells, expected] of warned) {
    it(`lets a person look at ${expected.split(",")[0]}, and does not stop the list`, () => {
      expect(found(cells)).to.deep.equal([expected]);
      const { errors, warnings } = preview([goodLine(1), goodLine(27, { summary: "别的内容。", ...cells })]);
      expect([errors, warnings]).to.deep.equal([0, 1]);
    });
  }

  it("refuses a name of more bytes than the ledger takes, beside the warning", () => {
    expect(found({ name: "字".repeat(86) })).to.deep.equal(["NAME_TOO_LONG, name, annex 1"]);
  });

  it("says in each language what the value is and what to do", () => {
    const { lines } = preview([goodLine(1, { spanFrom: "2024-02-30" })]);
    const [said] = lines[0]?.problems ?? [];
    expect(said?.en).to.equal("Time span from is “2024-02-30”; write a date of the calendar, as 2026-01-31.");
    expect(said?.zh).to.equal("“时间跨度起”为“2024-02-30”；请填写日历上的日期，如 2026-01-31。");
    for (const [code, [level, , en, zh]] of Object.entries(problemTable)) {
      expect(en, code).to.not.match(/\p{Script=Han}/u);
      expect(zh, code).to.match(/\p{Script=Han}/u);
      expect(["error", "warning"]).to.include(level);
      const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
      expect(places(zh), code).to.deep.equal(places(en));
    }
  });

  it("takes the registry of the whole list where a line names none", () => {
    expect(preview([goodLine(1, { registry: "" })], "0x4B0897b0513fdC7C541B6d9D7E929C4e5364D2dB").errors).to.equal(0);
  });

  it("takes the term to the last second that the profile allows, and no further", () => {
    const at = (clock: string, day: string) => {
      const seconds = Date.parse(clock) / 1000;
      const { lines } = previewIntake(csvFile([goodLine(1, { holdUntil: day })]), guideRules(seconds));
      return lines[0]?.problems.map(({ code }) => code);
    };
    expect(at("2026-01-05T23:59:58+08:00", "2031-01-05")).to.deep.equal(["TERM_TOO_LONG"]);
    expect(at("2026-01-05T23:59:59+08:00", "2031-01-05")).to.deep.equal([]);
    expect(at("2026-01-05T09:00:00+08:00", "2031-01-04")).to.deep.equal([]);
  });

  it("compares ten thousand lines, like ones too, in seconds", function () {
    this.timeout(60_000);
    const lines = Array.from({ length: 10_000 }, (_, i) => goodLine(i + 1));
    const started = performance.now();
    const { errors, lines: seen } = preview(lines);
    expect(errors).to.equal(0);
    expect(seen).to.have.lengthOf(10_000);
    expect(performance.now() - started).to.be.below(40_000);
  });
});
