import type { ComponentChildren } from "preact";
import type { CaseDetail } from "../../api/shapes.ts";
import { dayOf, isEndOfDay, momentOf } from "../../format/time.ts";
import { t } from "../../i18n/words.ts";
import { Deadline } from "../../ui/deadline.tsx";
import { AccountLink, Time } from "../../ui/values.tsx";

/** Rows of a case's facts about its times: limits that run, and what was asked, extended or waived. */
export function clockRows(
  found: CaseDetail,
  years: readonly number[] | undefined,
): readonly (readonly [string, ComponentChildren] | false)[] {
  const { acceptedAt, appliedAt, clock, examiner, publishedAt, supplement } = found;
  return [
    (found.others.length > 0 || found.exOfficio) && [t("case.begunAt"), <Time key="g" at={found.begunAt} />],
    appliedAt !== null && !found.exOfficio && [t("case.appliedAt"), <Time key="t" at={appliedAt} />],
    clock.acceptBy !== null && [
      t("clock.acceptBy"),
      <Deadline key="b" until={clock.acceptBy} from={appliedAt ?? found.begunAt} years={years} />,
    ],
    supplement !== null && [t("clock.supplement"), supplementText(supplement, found.asOfBlock.time)],
    acceptedAt !== null && !found.exOfficio && [t("case.acceptedAt"), <Time key="a" at={acceptedAt} />],
    clock.finishBy !== null && [
      t("clock.finishBy"),
      <Deadline key="f" until={clock.finishBy} from={acceptedAt ?? appliedAt ?? found.begunAt} years={years} />,
    ],
    found.extensionDays > 0 && [t("clock.extension"), t("clock.extensionDays", { n: found.extensionDays })],
    found.examinedAt !== null && [t("case.examinedAt"), <Time key="e" at={found.examinedAt} />],
    examiner !== null && [t("clock.examiner"), <AccountLink key="x" account={examiner} />],
    publishedAt !== null && !found.noticeWaived && [t("clock.publishedAt"), <Time key="p" at={publishedAt} />],
    found.noticeWaived && [
      t("case.notice"),
      <span key="w">
        {t("clock.waived")} <Time at={publishedAt} />
      </span>,
    ],
    clock.noticeUntil !== null &&
      !found.noticeWaived &&
      publishedAt !== null && [
        t("clock.noticeUntil"),
        <Deadline key="n" until={clock.noticeUntil} from={publishedAt} years={years} />,
      ],
    found.closedAt !== null && [t("case.closedAt"), <Time key="c" at={found.closedAt} />],
  ];
}

function supplementText(supplement: NonNullable<CaseDetail["supplement"]>, now: string): string {
  const { askedAt, givenAt, inExamination } = supplement;
  const asked = dayOf(askedAt);
  const until = isEndOfDay(supplement.until) ? dayOf(supplement.until) : momentOf(supplement.until);
  const missed = Date.parse(supplement.until) < Date.parse(now);
  const text =
    givenAt !== null
      ? t("clock.supplementGiven", { asked, given: dayOf(givenAt) })
      : t(missed ? "clock.supplementMissed" : "clock.supplementOpen", { asked, until });
  return t("clock.supplementStage", {
    stage: t(inExamination ? "clock.inExamination" : "clock.beforeAcceptance"),
    text,
  });
}
