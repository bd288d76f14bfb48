import { declareAsset } from "../actions/assets/declare-asset.ts";
import { getAsset } from "../actions/assets/get-asset.ts";
import { listCatalogue } from "../actions/assets/list-catalogue.ts";
import { gradeAsset } from "../actions/assets/grade-asset.ts";
import { acceptRegistration } from "../actions/cases/accept-registration.ts";
import { applyForCancellation } from "../actions/cases/apply-for-cancellation.ts";
import { applyForChange } from "../actions/cases/apply-for-change.ts";
import { applyForRegistration } from "../actions/cases/apply-for-registration.ts";
import { applyForRenewal } from "../actions/cases/apply-for-renewal.ts";
import { applyForTransfer } from "../actions/cases/apply-for-transfer.ts";
import { askSupplement } from "../actions/cases/ask-supplement.ts";
import { beginCancellation } from "../actions/cases/begin-cancellation.ts";
import { certifyRegistration } from "../actions/cases/certify-registration.ts";
import { changeOf } from "../actions/cases/change-of.ts";
import { consentToRegistration } from "../actions/cases/consent-to-registration.ts";
import { examineRegistration } from "../actions/cases/examine-registration.ts";
import { extendExamination } from "../actions/cases/extend-examination.ts";
import { getCase } from "../actions/cases/get-case.ts";
import { getClock } from "../actions/cases/get-clock.ts";
import { getRight } from "../actions/cases/get-right.ts";
import { giveSupplement } from "../actions/cases/give-supplement.ts";
import { objectToRegistration } from "../actions/cases/object-to-registration.ts";
import { publishRegistration } from "../actions/cases/publish-registration.ts";
import { refuseRegistration } from "../actions/cases/refuse-registration.ts";
import { resolveObjection } from "../actions/cases/resolve-objection.ts";
import { settleClock } from "../actions/cases/settle-clock.ts";
import { waiveNotice } from "../actions/cases/waive-notice.ts";
import { withdrawConsent } from "../actions/cases/withdraw-consent.ts";
import { withdrawRegistration } from "../actions/cases/withdraw-registration.ts";
import { certificateSince } from "../actions/certificates/certificate-since.ts";
import { certificatesOf } from "../actions/certificates/certificates-of.ts";
import { getCertificateEvidence } from "../actions/certificates/get-certificate-evidence.ts";
import { getCertificate } from "../actions/certificates/get-certificate.ts";
import { annotateCertificate } from "../actions/remarks/annotate-certificate.ts";
import { annotationsOf } from "../actions/remarks/annotations-of.ts";
import { answerObjection } from "../actions/remarks/answer-objection.ts";
import { concludeObjection } from "../actions/remarks/conclude-objection.ts";
import { getObjectionDue } from "../actions/remarks/get-objection-due.ts";
import { informHolder } from "../actions/remarks/inform-holder.ts";
import { isRestrained } from "../actions/remarks/is-restrained.ts";
import { liftAnnotation } from "../actions/remarks/lift-annotation.ts";
import { objectToCertificate } from "../actions/remarks/object-to-certificate.ts";
import { objectionsOf } from "../actions/remarks/objections-of.ts";
import { recordMediation } from "../actions/remarks/record-mediation.ts";
import { admitRecord } from "../actions/records/admit-record.ts";
import { answerRecordCorrection } from "../actions/records/answer-record-correction.ts";
import { assessOperation } from "../actions/records/assess-operation.ts";
import { authoriseOperation } from "../actions/records/authorise-operation.ts";
import { cancelRecord } from "../actions/records/cancel-record.ts";
import { endAuthorisation } from "../actions/records/end-authorisation.ts";
import { getAuthorisation } from "../actions/records/get-authorisation.ts";
import { getRecordRequest } from "../actions/records/get-record-request.ts";
import { getRecord } from "../actions/records/get-record.ts";
import { grantRecordRequest } from "../actions/records/grant-record-request.ts";
import { publishRecordRequest } from "../actions/records/publish-record-request.ts";
import { publishRecord } from "../actions/records/publish-record.ts";
import { refreshBases } from "../actions/records/refresh-bases.ts";
import { refuseRecordRequest } from "../actions/records/refuse-record-request.ts";
import { refuseRecord } from "../actions/records/refuse-record.ts";
import { requestRecordCancellation } from "../actions/records/request-record-cancellation.ts";
import { requestRecordChange } from "../actions/records/request-record-change.ts";
import { requestRecordCorrection } from "../actions/records/request-record-correction.ts";
import { resumeOperation } from "../actions/records/resume-operation.ts";
import { submitRecord } from "../actions/records/submit-record.ts";
import { suspendOperation } from "../actions/records/suspend-operation.ts";
import { withdrawRecordRequest } from "../actions/records/withdraw-record-request.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Assets, registration of rights, what is noted on certificates, and the public-data track. */
export function bindRegistration(client: LedgerClient) {
  return {
    assets: {
      ...bindReads(client, { get: getAsset, certificatesOf, catalogue: listCatalogue }),
      ...bindWrites(client, { declare: declareAsset, grade: gradeAsset }),
    },
    cases: {
      ...bindReads(client, { get: getCase, clock: getClock, changeOf }),
      ...bindWrites(client, {
        apply: applyForRegistration,
        applyForTransfer,
        applyForChange,
        applyForRenewal,
        applyForCancellation,
        beginCancellation,
        consent: consentToRegistration,
        withdrawConsent,
        askSupplement,
        giveSupplement,
        accept: acceptRegistration,
        examine: examineRegistration,
        extend: extendExamination,
        publish: publishRegistration,
        waiveNotice,
        object: objectToRegistration,
        resolveObjection,
        certify: certifyRegistration,
        refuse: refuseRegistration,
        withdraw: withdrawRegistration,
        settleClock,
      }),
    },
    rights: bindReads(client, { get: getRight }),
    certificates: bindReads(client, {
      get: getCertificate,
      evidence: getCertificateEvidence,
      since: certificateSince,
    }),
    remarks: {
      ...bindReads(client, { annotationsOf, isRestrained, objectionsOf, objectionDue: getObjectionDue }),
      ...bindWrites(client, {
        annotate: annotateCertificate,
        lift: liftAnnotation,
        object: objectToCertificate,
        informHolder,
        answerObjection,
        concludeObjection,
        recordMediation,
      }),
    },
    records: {
      ...bindReads(client, { get: getRecord, getRequest: getRecordRequest }),
      ...bindWrites(client, {
        submit: submitRecord,
        publish: publishRecord,
        admit: admitRecord,
        refuse: refuseRecord,
        requestChange: requestRecordChange,
        requestCorrection: requestRecordCorrection,
        answerCorrection: answerRecordCorrection,
        requestCancellation: requestRecordCancellation,
        publishRequest: publishRecordRequest,
        grantRequest: grantRecordRequest,
        refuseRequest: refuseRecordRequest,
        withdrawRequest: withdrawRecordRequest,
        cancel: cancelRecord,
      }),
    },
    authorisations: {
      ...bindReads(client, { get: getAuthorisation }),
      ...bindWrites(client, {
        authorise: authoriseOperation,
        end: endAuthorisation,
        assess: assessOperation,
        suspend: suspendOperation,
        resume: resumeOperation,
        refreshBases,
      }),
    },
  };
}
