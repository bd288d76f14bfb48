import { keeperOf } from "../actions/cases/keeper-of.ts";
import { setRegistryCode } from "../actions/cases/set-registry-code.ts";
import { takeOverRegistry } from "../actions/cases/take-over-registry.ts";
import { correctSubmission } from "../actions/national/correct-submission.ts";
import { handInEvidence } from "../actions/national/hand-in-evidence.ts";
import { mirrorSubmission } from "../actions/national/mirror-submission.ts";
import { reconcile } from "../actions/national/reconcile.ts";
import { submissionOf } from "../actions/national/submission-of.ts";
import { announceExit } from "../actions/registries/announce-exit.ts";
import { appraiseYearlyReport } from "../actions/registries/appraise-yearly-report.ts";
import { decideExit } from "../actions/registries/decide-exit.ts";
import { disclose } from "../actions/registries/disclose.ts";
import { fileYearlyReport } from "../actions/registries/file-yearly-report.ts";
import { getRegistry } from "../actions/registries/get-registry.ts";
import { listRegistries } from "../actions/registries/list-registries.ts";
import { reportOf } from "../actions/registries/report-of.ts";
import { reportRegistryChange } from "../actions/registries/report-registry-change.ts";
import { yearlyReportDocument } from "../actions/registries/yearly-report-document.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Registries as members (登记机构管理, articles 10 to 13 and 38), and what they submit to the national service system. */
export function bindRegistries(client: LedgerClient) {
  return {
    registries: {
      ...bindReads(client, {
        get: getRegistry,
        list: listRegistries,
        keeperOf,
        reportOf,
        yearlyReport: yearlyReportDocument,
      }),
      ...bindWrites(client, {
        setCode: setRegistryCode,
        reportChange: reportRegistryChange,
        announceExit,
        decideExit,
        takeOver: takeOverRegistry,
        fileReport: fileYearlyReport,
        appraiseReport: appraiseYearlyReport,
        disclose,
      }),
    },
    /** What the national service system answered, as mirrored (国家数据产权登记服务系统). */
    national: {
      ...bindReads(client, { get: submissionOf, handIn: handInEvidence, reconcile }),
      ...bindWrites(client, { mirror: mirrorSubmission, correct: correctSubmission }),
    },
  };
}
