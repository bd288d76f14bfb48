// The browser-safe entry: what needs the file system stands in "./node/index.ts".
export { canonicalJson, digestOf, digestOfBytes, type DocumentDigest, type JsonValue } from "./codec/canonical.ts";
export {
  certificateNumberOf,
  certificateTokenId,
  formatCertificateNumber,
  lastCertificateSerial,
  parseCertificateNumber,
  type CertificateNumber,
} from "./codec/certificate-number.ts";
export {
  parseDecimal,
  uint256Max,
  uint32Max,
  uint40Max,
  uint48Max,
  uint64Max,
  type DecimalBounds,
} from "./codec/decimal.ts";
export { wellFormedText, type TextRules } from "./codec/text.ts";
export { parseVoucherId, splitVoucherId, voucherIdOf, type VoucherIdParts } from "./codec/voucher-id.ts";

export { annotationRestrains, annotationStands, type AnnotationTimes } from "./calendar/annotation-stands.ts";
export { caseClock, type CaseClock, type CaseFacts, type CasePeriods } from "./calendar/case-clock.ts";
export { addMonths, dateText, dayOf, endOfDay, startOfDay } from "./calendar/civil-time.ts";
export {
  laterObjectionDue,
  type LaterObjectionFacts,
  type LaterObjectionPeriods,
  type ObjectionDue,
} from "./calendar/objection-due.ts";
export { deadlineText, showClock, type ClockText, type DeadlineText } from "./calendar/show-clock.ts";
export {
  createCalendar,
  packYear,
  unpackYear,
  type CalendarYearInput,
  type Deadline,
  type WorkingCalendar,
  type YearBits,
} from "./calendar/working-days.ts";

export { codeOf } from "./errors/code-of.ts";
export { decodeRevert, findRevertData } from "./errors/decode-revert.ts";
export {
  isLedgerError,
  LedgerError,
  type DecodedRevert,
  type ErrorDetails,
  type LedgerErrorOptions,
} from "./errors/ledger-error.ts";
export type { RpcErrorCode } from "./errors/rpc-rules.ts";
export type { SdkErrorCode } from "./errors/sdk-errors.ts";
export {
  contractEntries,
  entriesFrom,
  errorTable,
  joinTables,
  type ErrorEntry,
  type ErrorRow,
  type ErrorTable,
} from "./errors/table.ts";
export { revertError, toLedgerError, type ExplainOptions } from "./errors/to-ledger-error.ts";

export {
  createFingerprintClient,
  createHasher,
  createWebHasher,
  defaultLeafSize,
  fingerprint,
  proveLeaf,
  serveFingerprints,
  verifyLeafProof,
  type DigestAlgorithm,
  type Fingerprint,
  type FingerprintOptions,
  type FingerprintPort,
  type FingerprintProgress,
  type FingerprintSource,
  type Hasher,
  type LeafProof,
  type PostableSource,
} from "./fingerprint/index.ts";

export { deliver, type Delivery } from "./chain/delivery.ts";
export { explainRevert, type RevertKnowledge } from "./chain/explain.ts";
export {
  createFollower,
  type Follower,
  type FollowerOptions,
  type Following,
  type FollowState,
  type SignedTransaction,
} from "./chain/follower.ts";
export { handOver } from "./chain/hand-over.ts";
export { createHandle, type HandleOptions, type TransactionHandle, type WaitOptions } from "./chain/handle.ts";
export {
  readLogRanges,
  readLogs,
  type LedgerLog,
  type LogOptions,
  type LogQuery,
  type LogRange,
} from "./chain/logs.ts";
export { createNonceQueue, type NonceQueue, type SendOptions } from "./chain/nonce-queue.ts";
export { engineProfiles, type EngineName, type EngineProfile } from "./chain/profile.ts";
export { createProvider } from "./chain/provider.ts";
export type { NonceQueueOptions } from "./chain/queue-state.ts";
export type { QueueStore } from "./chain/queue-store.ts";
export {
  readRawTransaction,
  sendRawTransaction,
  type RawTransaction,
  type SendRawOptions,
} from "./chain/raw-transaction.ts";
export { createRpc, type Rpc } from "./chain/rpc.ts";
export type { LedgerRequest } from "./chain/sign.ts";

export { createLedger, type Ledger } from "./ledger/create-ledger.ts";
export type { BoundWrite } from "./ledger/bind.ts";
export {
  createLedgerClient,
  type ClientOptions,
  type LedgerClient,
  type LedgerProvider,
  type Route,
} from "./client/client.ts";
export type { LedgerContracts } from "./client/contracts.ts";
export type { ContractName, LedgerDeployment } from "./client/deployment.ts";
export {
  createEventDecoder,
  type AnyLog,
  type DecodedEvent,
  type EventContract,
  type EventDecoder,
} from "./client/events.ts";
export { createGateway, type Gateway, type GatewayOptions, type GatewayRequest } from "./client/gateway.ts";
export type { LedgerEvent } from "./client/history-event.ts";
export type { ReadOptions } from "./client/reading.ts";
export type { Permission } from "./client/reason.ts";
export { resolve, type Resolved } from "./client/resolve.ts";
export { apiKeyRequestTypes, issueRequestTypes, requestDomain, seriesRequestTypes } from "./client/typed-data.ts";
export type { Simulation, Write, WriteHandle, WriteOptions, Written } from "./client/write.ts";
export { randomAssetKey, randomPartyId } from "./input/random.ts";
export type { Time } from "./input/time.ts";
export type { Amount, Whole } from "./input/whole.ts";

export {
  bitNames,
  bitNumbers,
  lockClasses,
  powers,
  roles,
  scopes,
  type LockClass,
  type Power,
  type Role,
  type Scope,
} from "./vocabulary/bits.ts";
export {
  enumNames,
  enumText,
  enumValue,
  type AnnotationKind,
  type BasisKind,
  type BodyAnswer,
  type CancellationGround,
  type CaseState,
  type Category,
  type CertificateState,
  type Disclosure,
  type DueAct,
  type EnumName,
  type Grade,
  type LaterObjectionState,
  type ObjectionAct,
  type ObjectionState,
  type PriceRule,
  type RecordGround,
  type RecordState,
  type RefusalGround,
  type RegistrationKind,
  type RequestKind,
  type RequestState,
  type Right,
  type Source,
  type SourceCase,
  type Standing,
  type SubmissionKind,
  type UsePeriod,
  type VoucherClass,
} from "./vocabulary/enums.ts";
export {
  inquiryCapacities,
  inquiryPurposes,
  inquiryStates,
  type InquiryCapacity,
  type InquiryPurpose,
  type InquiryState,
} from "./vocabulary/inquiries.ts";
export { kindMask, kindsOf } from "./vocabulary/kinds.ts";
export { namedValues } from "./vocabulary/named-values.ts";
export { profiles, type NamedProfile, type ProfileTerms } from "./vocabulary/profiles.ts";
export { analyses, type Analysis } from "./vocabulary/analysis-list.ts";
export {
  analysesOf,
  analysisCode,
  analysisMask,
  analysisNumber,
  type AnalysisCode,
  type AnalysisInput,
} from "./vocabulary/analyses.ts";
export {
  environments,
  obligations,
  openTerms,
  qualifications,
  userKinds,
  type ConditionWord,
} from "./vocabulary/condition-list.ts";
export {
  conditionLists,
  conditionMask,
  conditionWords,
  userKindNumber,
  userKindOf,
  type Environment,
  type Obligation,
  type OpenTerm,
  type Qualification,
  type UserKind,
  type WordCondition,
} from "./vocabulary/condition-words.ts";
export { purposes, type Purpose } from "./vocabulary/purpose-list.ts";
export { rightMask, rightsOf } from "./vocabulary/rights.ts";
export { purposeBit, purposeMask, purposesOf, type PurposeCode, type PurposeInput } from "./vocabulary/purposes.ts";

export { admitParty, type AdmitPartyParams } from "./actions/parties/admit-party.ts";
export { changeIdentity, type ChangeIdentityParams } from "./actions/parties/change-identity.ts";
export { changeJurisdiction, type ChangeJurisdictionParams } from "./actions/parties/change-jurisdiction.ts";
export { changeRoles, type ChangeRolesParams } from "./actions/parties/change-roles.ts";
export { changeStanding, type ChangeStandingParams } from "./actions/parties/change-standing.ts";
export { commitSafeUse, type CommitSafeUseParams } from "./actions/commitments/commit-safe-use.ts";
export { getCommitmentRule, type CommitmentRuleView } from "./actions/commitments/get-commitment-rule.ts";
export { listCommitments, type CommitmentEdition } from "./actions/commitments/list-commitments.ts";
export { publishCommitment, type PublishCommitmentParams } from "./actions/commitments/publish-commitment.ts";
export { appointSigner, dismissSigner, type SignerParams } from "./actions/commitments/signers.ts";
export { deployParty, type DeployPartyParams } from "./actions/parties/deploy-party.ts";
export { getParties } from "./actions/parties/get-parties.ts";
export { getParty } from "./actions/parties/get-party.ts";
export { partyAddressOf } from "./actions/parties/party-address.ts";
export type { Party } from "./actions/parties/party.ts";
export { pauseScopes, type PauseScopesParams } from "./actions/parties/pause-scopes.ts";
export { qualifyParty, type QualifyPartyParams } from "./actions/parties/qualify-party.ts";
export { addAccount } from "./actions/accounts/add-account.ts";
export { changeAccount } from "./actions/accounts/change-account.ts";
export { getAccount, type Account } from "./actions/accounts/get-account.ts";
export type { AccountTerms } from "./actions/accounts/limits.ts";
export { recoverAccount, type RecoverAccountParams } from "./actions/accounts/recover-account.ts";
export { revokeAccount, type RevokeAccountParams } from "./actions/accounts/revoke-account.ts";
export { rotateAccount, type RotateAccountParams } from "./actions/accounts/rotate-account.ts";
export { declareAsset, type DeclareAssetParams } from "./actions/assets/declare-asset.ts";
export { getAsset, type Asset } from "./actions/assets/get-asset.ts";
export { gradeAsset, type GradeAssetParams } from "./actions/assets/grade-asset.ts";
export {
  listCatalogue,
  type CatalogueEntry,
  type CataloguePage,
  type ListCatalogueOptions,
} from "./actions/assets/list-catalogue.ts";
export { addWorkingDays, type AddWorkingDaysQuery } from "./actions/calendar/add-working-days.ts";
export { getYear, type CalendarYear } from "./actions/calendar/get-year.ts";
export { isWorkingDay } from "./actions/calendar/is-working-day.ts";
export { loadYear, type LoadYearParams } from "./actions/calendar/load-year.ts";
export { defineProfile, type DefineProfileParams } from "./actions/profiles/define-profile.ts";
export { getProfile } from "./actions/profiles/get-profile.ts";
export { giveProfile, type GiveProfileParams } from "./actions/profiles/give-profile.ts";
export { givePublicProfile, type GivePublicProfileParams } from "./actions/profiles/give-public-profile.ts";
export { profileOf } from "./actions/profiles/profile-of.ts";
export { publicProfile } from "./actions/profiles/public-profile.ts";
export { acceptRegistration, type AcceptRegistrationParams } from "./actions/cases/accept-registration.ts";
export { applyForCancellation, type ApplyForCancellationParams } from "./actions/cases/apply-for-cancellation.ts";
export { applyForChange, type ApplyForChangeParams } from "./actions/cases/apply-for-change.ts";
export {
  applyForRegistration,
  type ApplyForRegistrationParams,
  type JointApplicantInput,
} from "./actions/cases/apply-for-registration.ts";
export { applyForRenewal, type ApplyForRenewalParams, type RightTermInput } from "./actions/cases/apply-for-renewal.ts";
export { applyForTransfer, type ApplyForTransferParams } from "./actions/cases/apply-for-transfer.ts";
export { askSupplement, type AskSupplementParams } from "./actions/cases/ask-supplement.ts";
export type { SourceBasis, SourceBasisInput } from "./actions/cases/basis.ts";
export { beginCancellation, type BeginCancellationParams } from "./actions/cases/begin-cancellation.ts";
export type { CancellationInput } from "./actions/cases/cancellation.ts";
export { certifyRegistration, type CertifyRegistrationParams } from "./actions/cases/certify-registration.ts";
export { changeOf, type RegistrationChange } from "./actions/cases/change-of.ts";
export type { Claim, ClaimInput, RightTerm } from "./actions/cases/claim.ts";
export { consentToRegistration, type ConsentToRegistrationParams } from "./actions/cases/consent-to-registration.ts";
export { examineRegistration, type ExamineRegistrationParams } from "./actions/cases/examine-registration.ts";
export { extendExamination, type ExtendExaminationParams } from "./actions/cases/extend-examination.ts";
export { getCase, type JointApplicant, type Objection, type RegistrationCase } from "./actions/cases/get-case.ts";
export { getClock } from "./actions/cases/get-clock.ts";
export { getRight, type RegisteredRight, type RightQuery } from "./actions/cases/get-right.ts";
export { giveSupplement, type GiveSupplementParams } from "./actions/cases/give-supplement.ts";
export { keeperOf } from "./actions/cases/keeper-of.ts";
export { objectToRegistration, type ObjectToRegistrationParams } from "./actions/cases/object-to-registration.ts";
export { publishRegistration, type PublishRegistrationParams } from "./actions/cases/publish-registration.ts";
export { refuseRegistration, type RefuseRegistrationParams } from "./actions/cases/refuse-registration.ts";
export { resolveObjection, type ResolveObjectionParams } from "./actions/cases/resolve-objection.ts";
export { setRegistryCode, type SetRegistryCodeParams } from "./actions/cases/set-registry-code.ts";
export { settleClock, type SettleClockParams } from "./actions/cases/settle-clock.ts";
export { takeOverRegistry, type TakeOverRegistryParams } from "./actions/cases/take-over-registry.ts";
export { waiveNotice, type WaiveNoticeParams } from "./actions/cases/waive-notice.ts";
export { withdrawConsent, type WithdrawConsentParams } from "./actions/cases/withdraw-consent.ts";
export { withdrawRegistration, type WithdrawRegistrationParams } from "./actions/cases/withdraw-registration.ts";
export type { CertificateRef } from "./actions/certificates/certificate-id.ts";
export { certificatesOf, type CertificateName } from "./actions/certificates/certificates-of.ts";
export { certificateSince, type CertificateSince } from "./actions/certificates/certificate-since.ts";
export { evidenceTopics, getCertificateEvidence } from "./actions/certificates/get-certificate-evidence.ts";
export { getCertificate, type Certificate } from "./actions/certificates/get-certificate.ts";
export { annotateCertificate, type AnnotateCertificateParams } from "./actions/remarks/annotate-certificate.ts";
export { annotationsOf, type Annotation } from "./actions/remarks/annotations-of.ts";
export { answerObjection, type AnswerObjectionParams } from "./actions/remarks/answer-objection.ts";
export { concludeObjection, type ConcludeObjectionParams } from "./actions/remarks/conclude-objection.ts";
export { getObjectionDue, showObjectionDue, type ObjectionDueText } from "./actions/remarks/get-objection-due.ts";
export { informHolder, type InformHolderParams } from "./actions/remarks/inform-holder.ts";
export { isRestrained } from "./actions/remarks/is-restrained.ts";
export type { LaterObjectionRef } from "./actions/remarks/later-objection-ref.ts";
export { liftAnnotation, type LiftAnnotationParams } from "./actions/remarks/lift-annotation.ts";
export { objectToCertificate, type ObjectToCertificateParams } from "./actions/remarks/object-to-certificate.ts";
export { objectionsOf, type LaterObjection } from "./actions/remarks/objections-of.ts";
export { recordMediation, type RecordMediationParams } from "./actions/remarks/record-mediation.ts";
export type { SubmissionAnswer, SubmissionAnswerInput } from "./actions/national/answer.ts";
export { correctSubmission, type CorrectSubmissionParams } from "./actions/national/correct-submission.ts";
export {
  handInEvidence,
  type HandedInEvidence,
  type HandInEvidenceParams,
} from "./actions/national/hand-in-evidence.ts";
export {
  reconcile,
  type Agreement,
  type ReconcileOptions,
  type ReconciledSubmission,
  type Reconciliation,
} from "./actions/national/reconcile.ts";
export { mirrorSubmission, type MirrorSubmissionParams } from "./actions/national/mirror-submission.ts";
export { submissionOf, type MirroredSubmission, type SubmissionRef } from "./actions/national/submission-of.ts";
export {
  digestOfSubmission,
  submissionPath,
  type EvidenceSubmission,
  type NationalSubmission,
  type NoticeSubmission,
  type ResultSubmission,
} from "./national/submission.ts";
export { announceExit, type AnnounceExitParams } from "./actions/registries/announce-exit.ts";
export { appraiseYearlyReport, type AppraiseYearlyReportParams } from "./actions/registries/appraise-yearly-report.ts";
export { decideExit, type DecideExitParams } from "./actions/registries/decide-exit.ts";
export { disclose, type DiscloseParams } from "./actions/registries/disclose.ts";
export { fileYearlyReport, type FileYearlyReportParams } from "./actions/registries/file-yearly-report.ts";
export { getRegistry, type Registry, type RegistryExit } from "./actions/registries/get-registry.ts";
export {
  listRegistries,
  type ListedRegistry,
  type ListRegistriesOptions,
  type RegistryPage,
} from "./actions/registries/list-registries.ts";
export { reportOf, type ReportRef, type YearlyReport } from "./actions/registries/report-of.ts";
export { reportRegistryChange, type ReportRegistryChangeParams } from "./actions/registries/report-registry-change.ts";
export { yearlyReportDocument, type YearlyReportDocument } from "./actions/registries/yearly-report-document.ts";
export { admitRecord, type AdmitRecordParams } from "./actions/records/admit-record.ts";
export {
  answerRecordCorrection,
  type AnswerRecordCorrectionParams,
} from "./actions/records/answer-record-correction.ts";
export { assessOperation, type AssessOperationParams } from "./actions/records/assess-operation.ts";
export { authoriseOperation, type AuthoriseOperationParams } from "./actions/records/authorise-operation.ts";
export { cancelRecord, type CancelRecordParams } from "./actions/records/cancel-record.ts";
export { endAuthorisation, type EndAuthorisationParams } from "./actions/records/end-authorisation.ts";
export { getAuthorisation, type Authorisation } from "./actions/records/get-authorisation.ts";
export { getRecordRequest, type RecordRequest } from "./actions/records/get-record-request.ts";
export { getRecord, type PublicRecord } from "./actions/records/get-record.ts";
export { grantRecordRequest, type GrantRecordRequestParams } from "./actions/records/grant-record-request.ts";
export type { OperationSafetyInput } from "./actions/records/operation-safety.ts";
export { publishRecordRequest, type PublishRecordRequestParams } from "./actions/records/publish-record-request.ts";
export { publishRecord, type PublishRecordParams } from "./actions/records/publish-record.ts";
export type { RecordDetailsInput } from "./actions/records/record-details.ts";
export { refreshBases, type RefreshBasesParams } from "./actions/records/refresh-bases.ts";
export { refuseRecordRequest, type RefuseRecordRequestParams } from "./actions/records/refuse-record-request.ts";
export { refuseRecord, type RefuseRecordParams } from "./actions/records/refuse-record.ts";
export {
  requestRecordCancellation,
  type RequestRecordCancellationParams,
} from "./actions/records/request-record-cancellation.ts";
export { requestRecordChange, type RequestRecordChangeParams } from "./actions/records/request-record-change.ts";
export {
  requestRecordCorrection,
  type RequestRecordCorrectionParams,
} from "./actions/records/request-record-correction.ts";
export { resumeOperation, type ResumeOperationParams } from "./actions/records/resume-operation.ts";
export { submitRecord, type SubmitRecordParams } from "./actions/records/submit-record.ts";
export { suspendOperation, type SuspendOperationParams } from "./actions/records/suspend-operation.ts";
export { withdrawRecordRequest, type WithdrawRecordRequestParams } from "./actions/records/withdraw-record-request.ts";
export { closeSeries, type CloseSeriesParams } from "./actions/series/close-series.ts";
export {
  encodeConditions,
  showConditions,
  type Conditions,
  type ConditionsInput,
  type RecordedConditions,
} from "./actions/series/conditions.ts";
export { endLicence } from "./actions/series/end-licence.ts";
export { getManySeries } from "./actions/series/get-many-series.ts";
export { getSeries } from "./actions/series/get-series.ts";
export { odrlPolicy, type OdrlPolicy, type OdrlSource } from "./actions/series/odrl.ts";
export { openSeriesOnRequest } from "./actions/series/open-series-on-request.ts";
export { openSeries } from "./actions/series/open-series.ts";
export type { SeriesRequest, SignedSeriesRequest } from "./actions/series/series-request.ts";
export type { Series } from "./actions/series/series.ts";
export { signSeriesRequest, type SignSeriesRequestParams } from "./actions/series/sign-series-request.ts";
export { suspendSeries, type SuspendSeriesParams } from "./actions/series/suspend-series.ts";
export {
  termsDifferences,
  termsDigest,
  termsDocument,
  type DocumentedTerms,
  type TermsDocument,
} from "./actions/series/terms-document.ts";
export type { Terms, TermsInput } from "./actions/series/terms.ts";
export { withdrawRequest, type WithdrawRequestParams } from "./actions/series/withdraw-request.ts";
export { canUse, type UseQuestion } from "./actions/usage/can-use.ts";
export { getUsage, type UsageQuery, type UsageSum, type UsageTotals } from "./actions/usage/get-usage.ts";
export { getProhibited, prohibitAnalyses, type ProhibitAnalysesParams } from "./actions/usage/prohibit-analyses.ts";
export { showReceipt, type UseReceipt, type UseReceiptInput } from "./actions/usage/receipt.ts";
export { settleUse, type SettleUseParams } from "./actions/usage/settle-use.ts";
export { settleUses, type SettleUsesParams } from "./actions/usage/settle-uses.ts";
export { signerOfUse, signUse, signUses } from "./actions/usage/sign-use.ts";
export type { UnitsUsed } from "./actions/usage/used.ts";
export { approveOperator, type ApproveOperatorParams } from "./actions/vouchers/approve-operator.ts";
export { approveVoucher, type ApproveVoucherParams } from "./actions/vouchers/approve-voucher.ts";
export { canTransferMany, type TransferQuestions } from "./actions/vouchers/can-transfer-many.ts";
export { canTransfer, type TransferQuestion } from "./actions/vouchers/can-transfer.ts";
export { cancelVoucher, type CancelVoucherParams } from "./actions/vouchers/cancel-voucher.ts";
export { expireVouchers, type ExpireVouchersParams } from "./actions/vouchers/expire-vouchers.ts";
export { getLock, type Lock } from "./actions/vouchers/get-lock.ts";
export { getVoucher } from "./actions/vouchers/get-voucher.ts";
export { getVouchers } from "./actions/vouchers/get-vouchers.ts";
export { issueBatch, type IssueBatchParams } from "./actions/vouchers/issue-batch.ts";
export type { IssueItem } from "./actions/vouchers/issue-item.ts";
export { issueOnRequest } from "./actions/vouchers/issue-on-request.ts";
export type { IssueRequest, SignedIssueRequest } from "./actions/vouchers/issue-request.ts";
export { issueVoucher, type IssueVoucherParams } from "./actions/vouchers/issue-voucher.ts";
export { lockVoucher, type LockVoucherParams } from "./actions/vouchers/lock-voucher.ts";
export { mergeVouchers, type MergeVouchersParams } from "./actions/vouchers/merge-vouchers.ts";
export { moveUnits, type MoveUnitsParams } from "./actions/vouchers/move-units.ts";
export { signIssueRequest, type SignIssueRequestParams } from "./actions/vouchers/sign-issue-request.ts";
export { splitLocked, type SplitLockedParams } from "./actions/vouchers/split-locked.ts";
export { splitVoucher, type SplitVoucherParams } from "./actions/vouchers/split-voucher.ts";
export { transferBatch, type TransferBatchParams } from "./actions/vouchers/transfer-batch.ts";
export { transferEach, type TransferEachParams } from "./actions/vouchers/transfer-each.ts";
export { transferVoucher, type TransferVoucherParams } from "./actions/vouchers/transfer-voucher.ts";
export { unlockVoucher, type UnlockVoucherParams } from "./actions/vouchers/unlock-voucher.ts";
export type { Voucher } from "./actions/vouchers/voucher.ts";
export type { HistoryQuery } from "./actions/provenance/history-query.ts";
export { history } from "./actions/provenance/history.ts";
export {
  requestApiKey,
  type MadeApiKey,
  type RequestApiKeyOptions,
  type RequestApiKeyParams,
} from "./actions/keys/request-api-key.ts";
export { askToConsult, type AskToConsultParams } from "./actions/inquiries/ask-to-consult.ts";
export { decideInquiry, type DecideInquiryParams } from "./actions/inquiries/decide-inquiry.ts";
export { getInquiry } from "./actions/inquiries/get-inquiry.ts";
export type { FileOf, Inquiry, InquiryOptions, InquiryRead } from "./actions/inquiries/inquiry.ts";
export { getInquiryReads, listInquiries, type InquiryQuery } from "./actions/inquiries/list-inquiries.ts";
export { listCaseFile, readCaseDocument, type FiledDocument } from "./actions/inquiries/read-file.ts";
export { getOperation, type GetOperationOptions } from "./actions/operations/get-operation.ts";
export type { Operation } from "./actions/operations/operation.ts";
export { submitRaw, type SubmitRawOptions } from "./actions/operations/submit-raw.ts";

export { readBlockBytes, type BlockBytes } from "./evidence/block-bytes.ts";
export { gatherEvidence, type EvidenceQuery, type LedgerEvidence } from "./evidence/evidence.ts";
export { headerEncodings, readHeader, type BlockHeader } from "./evidence/header.ts";
export {
  credentialOf,
  statementDigest,
  type CredentialParts,
  type Sm2Endorsement,
  type StatusPlace,
} from "./paper/credential.ts";
export { changesSince, type PaperDifference } from "./paper/differences.ts";
export type { SignDigest } from "./paper/es256k.ts";
export type { JsonObject } from "./paper/jws.ts";
export { printedLines, shanghai, type PrintedLine } from "./paper/printed.ts";
export type { ReadCredential } from "./paper/read-credential.ts";
export { readPaper, type Paper } from "./paper/read-paper.ts";
export { readRecord, type ProvenRecord, type Trust } from "./paper/record.ts";
export { mostPdfBytes } from "./paper/pdf-streams.ts";
export { sealPdf } from "./paper/seal.ts";
export { endorse, signCredential, type PaperSigner, type SignedCredential } from "./paper/sign-credential.ts";
export type { CheckedSignature } from "./paper/signatures.ts";
export { signSm2, sm2PublicKey, verifySm2 } from "./paper/sm2.ts";
export type { CertificateRecord, CertificateStatement, StatedNames, StatedRight } from "./paper/statement.ts";
export { readStatus, statusListOf, statusPlaceOf, type ListedStatus } from "./paper/status-list.ts";
export {
  examineCertificate,
  verifyCertificate,
  type PaperFinding,
  type PaperReport,
  type VerifyOptions,
} from "./paper/verify-certificate.ts";
