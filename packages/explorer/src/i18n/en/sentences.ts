import type { sentences as zh } from "../zh/sentences.ts";

/** Events and steps as sentences; the Chinese list explains the signs. */
export const sentences: Record<keyof typeof zh, string> = {
  "sentence.PartyAdmitted": "{byParty:party} admitted {party:party}",
  "sentence.PartyDeployed": "The party contract of {party:party} was deployed",
  "sentence.PartyRolesChanged": "{byParty:party} changed the roles of {party:party}",
  "sentence.PartyStandingChanged": "{byParty:party} set the standing of {party:party} to “{standing:standing}”",
  "sentence.PartyQualified":
    "{byParty:party} recorded {party:party} as {userKind:userKind}, qualified for: {qualifications:qualifications}",
  "sentence.PartyJurisdictionChanged":
    "{byParty:party} set the jurisdiction of {party:party} to {jurisdiction:territory}",
  "sentence.PartyIdentityChanged": "{byParty:party} corrected the identity details of {party:party}",
  "sentence.CommitmentPublished": "{byParty:party} published edition {edition:number} of the safe-use commitment",
  "sentence.SafeUseCommitted": "{party:party} signed edition {edition:number} of the safe-use commitment",
  "sentence.SignerAppointed": "{party:party} appointed the account {account:account} a signing person",
  "sentence.SignerDismissed": "{party:party} dismissed the signing person with the account {account:account}",
  "sentence.AccountAdded": "{byParty:party} added the account {account:account} for {party:party}",
  "sentence.AccountChanged": "{party:party} changed the powers of the account {account:account}",
  "sentence.AccountWasRevoked": "{byParty:party} revoked the account {account:account} of {party:party}",
  "sentence.AccountRotated": "{party:party} replaced the account {oldAccount:account} by {newAccount:account}",
  "sentence.ScopesPaused": "The paused scopes were changed",
  "sentence.RegistryCodeSet": "{byParty:party} set the registry code of {registry:party}",
  "sentence.RegistryTakenOver": "{successor:party} took over the cases and certificates of {registry:party}",
  "sentence.RegistryChangeReported": "{registry:party} reported a change that takes effect at {effectiveAt:time}",
  "sentence.RegistryExitAnnounced": "{registry:party} announced that it leaves at {exitAt:time}",
  "sentence.RegistryExitDecided": "{byParty:party} decided on the exit of {registry:party}",
  "sentence.YearlyReportFiled": "{registry:party} filed its yearly report of {year:year}",
  "sentence.YearlyReportAppraised": "{byParty:party} appraised the report of {registry:party} of {year:year}",
  "sentence.RegistryDisclosed": "{registry:party} disclosed: {kind:disclosure}",
  "sentence.SubmissionMirrored":
    "{registry:party} wrote down the national system's answer to case {caseId:case}: {kind:submission}",
  "sentence.SubmissionCorrected":
    "{registry:party} corrected the national system's answer to case {caseId:case}: {kind:submission}",
  "sentence.AssetDeclared": "{declarant:party} declared the data asset {assetId:asset}",
  "sentence.AssetGraded": "{byParty:party} graded the data asset {assetId:asset} as “{grade:grade}”",
  "sentence.CalendarYearLoaded": "{byParty:party} loaded the working days of {year:year}, version {version:text}",
  "sentence.ProfileDefined": "{byParty:party} defined the registration profile {profileId:profile}, “{label:text}”",
  "sentence.ProfileGiven": "{byParty:party} gave the registration profile {profileId:profile} to {registry:party}",
  "sentence.PublicProfileGiven":
    "{byParty:party} gave the registration profile {profileId:profile} to the public-data track",
  "sentence.RegistrationApplied": "{applicant:party} applied for registration of {assetId:asset}, case {caseId:case}",
  "sentence.ConsentWithdrawn":
    "{party:party} took its consent to case {caseId:case} back; consents missing: {missing:number}",
  "sentence.RegistrationConsented": "{party:party} consented to case {caseId:case}; consents missing: {missing:number}",
  "sentence.TransferApplied":
    "{applicant:party} applied to transfer rights of the certificate {certificateId:certificate} to {application.transferee:party}, case {caseId:case}",
  "sentence.ChangeApplied":
    "{applicant:party} applied for a change to the certificate {certificateId:certificate}, case {caseId:case}",
  "sentence.RenewalApplied":
    "{applicant:party} applied to renew the certificate {certificateId:certificate}, case {caseId:case}",
  "sentence.CancellationApplied":
    "{applicant:party} applied to cancel rights of the certificate {certificateId:certificate} ({application.ground:cancellation}), case {caseId:case}",
  "sentence.CancellationBegun":
    "{registry:party} began to cancel the certificate {certificateId:certificate} of {holder:party} ex officio ({application.ground:cancellation}), case {caseId:case}",
  "sentence.SupplementAsked": "{registry:party} asked for a supplement in case {caseId:case} by {deadline:time}",
  "sentence.SupplementMissed":
    "{applicant:party} gave no supplement by {deadline:time}; the examination of case {caseId:case} goes on",
  "sentence.RegistrationLapsed":
    "{applicant:party} gave no supplement by {deadline:time}; case {caseId:case} counts as never filed",
  "sentence.RegistrationDeemedAccepted":
    "{registry:party} did not answer in time; case {caseId:case} counts as accepted from {acceptedAt:time}",
  "sentence.SupplementGiven": "{applicant:party} supplied the supplement in case {caseId:case}",
  "sentence.RegistrationAccepted": "{registry:party} accepted case {caseId:case}",
  "sentence.RegistrationExamined": "{registry:party} examined case {caseId:case}",
  "sentence.RegistrationPublished": "{registry:party} gave public notice of case {caseId:case}",
  "sentence.ExaminationExtended":
    "{registry:party} extended the examination of case {caseId:case} by {workingDays:number} working days",
  "sentence.NoticeWaived": "{registry:party} waived the notice of case {caseId:case}",
  "sentence.ObjectionRaised": "{objector:party} objected to case {caseId:case}",
  "sentence.ObjectionResolved": "{registry:party} resolved an objection in case {caseId:case}",
  "sentence.RegistrationCertified":
    "{registry:party} registered case {caseId:case}: the certificate {certificateId:certificate} of {holder:party}",
  "sentence.RightRegistered": "{right:right} in {assetId:asset} was registered for {holder:party}",
  "sentence.RightConfirmed":
    "{right:right} of {holder:party} in {assetId:asset} stands on the certificate {certificateId:certificate} until {until:time}",
  "sentence.RightEnded": "{right:right} of {holder:party} in {assetId:asset} ended, case {caseId:case}",
  "sentence.AssetDescriptionChanged":
    "Name or description of the data asset {assetId:asset} changed, case {caseId:case}",
  "sentence.HolderDetailsChanged":
    "Details of {holder:party} on the certificate {certificateId:certificate} changed, case {caseId:case}",
  "sentence.RegistrationRefused": "{registry:party} refused case {caseId:case}: {ground:ground}",
  "sentence.RegistrationWithdrawn": "{applicant:party} withdrew case {caseId:case}",
  "sentence.CertificateIssued": "The certificate {certificateId:certificate} was issued to {holder:party}",
  "sentence.CertificateAdjusted":
    "The certificate {certificateId:certificate} of {holder:party} was adjusted, case {caseId:case}",
  "sentence.CertificateEnded":
    "The certificate {certificateId:certificate} of {holder:party} ended: {state:certificateState}",
  "sentence.CertificateAnnotated":
    "{byParty:party} annotated the certificate {certificateId:certificate}, annotation {annotationId:text}",
  "sentence.AnnotationLifted":
    "{byParty:party} lifted annotation {annotationId:text} of the certificate {certificateId:certificate}",
  "sentence.LaterObjectionRaised":
    "{objector:party} objected to the certificate {certificateId:certificate}, objection {objectionId:text}",
  "sentence.HolderInformed":
    "{registry:party} told the holder of objection {objectionId:text} to the certificate {certificateId:certificate}",
  "sentence.LaterObjectionAnswered":
    "{holder:party} answered objection {objectionId:text} to the certificate {certificateId:certificate}",
  "sentence.LaterObjectionConcluded":
    "{registry:party} concluded objection {objectionId:text} to the certificate {certificateId:certificate}",
  "sentence.LaterObjectionMediated":
    "{registry:party} recorded a mediation of objection {objectionId:text} to the certificate {certificateId:certificate}",
  "sentence.RecordSubmitted":
    "{body:party} submitted {assetId:asset} for public-data registration, record {recordId:record}",
  "sentence.RecordPublished": "{byParty:party} gave public notice of the public-data record {recordId:record}",
  "sentence.RecordAdmitted":
    "{byParty:party} admitted the public-data record {recordId:record} as number {recordNumber:text}",
  "sentence.RecordRefused": "{byParty:party} refused the public-data record {recordId:record}",
  "sentence.RecordRequested":
    "{by:party} asked about the public-data record {recordId:record}: {kind:requestKind}, request {requestId:request}",
  "sentence.CorrectionAnswered": "{body:party} answered the correction {requestId:request}",
  "sentence.RecordRequestPublished": "{byParty:party} gave public notice of the change {requestId:request}",
  "sentence.RecordRequestGranted":
    "{byParty:party} granted request {requestId:request} about the public-data record {recordId:record}",
  "sentence.RecordRequestRefused": "{byParty:party} refused request {requestId:request}",
  "sentence.RecordRequestWithdrawn": "{by:party} withdrew request {requestId:request}",
  "sentence.PublicDataDescribed": "{assetId:asset} was described anew by request {requestId:request}",
  "sentence.RecordBodyChanged":
    "The details of the body of the public-data record {recordId:record} changed by request {requestId:request}",
  "sentence.RecordWasCancelled":
    "{byParty:party} cancelled the public-data record {recordId:record}: {ground:recordGround}",
  "sentence.OperationAuthorised":
    "{body:party} authorised {operator:party} to operate, authorisation {authorisationId:authorisation}",
  "sentence.OperationSafetyAssessed":
    "{byParty:party} recorded a safety assessment of the authorised operation {authorisationId:authorisation}, valid until {safety.until:time}",
  "sentence.OperationWasSuspended":
    "{byParty:party} suspended the authorised operation {authorisationId:authorisation} for its safety",
  "sentence.OperationWasResumed": "{byParty:party} let the authorised operation {authorisationId:authorisation} go on",
  "sentence.AuthorisationWasEnded": "{byParty:party} ended the authorised operation {authorisationId:authorisation}",
  "sentence.SeriesOpened": "{grantor:party} opened series {seriesId:series} over {assetId:asset}",
  "sentence.SeriesWasClosed": "{grantor:party} closed series {seriesId:series}",
  "sentence.LicenceEnded":
    "The sub-licence of {grantor:party} (series {seriesId:series}) ended; {usedUnits:number} use units count on voucher {voucherId:voucher}",
  "sentence.SeriesSuspensionChanged": "{byParty:party} changed the suspension of series {seriesId:series}",
  "sentence.SeriesBasisChanged": "The basis of series {seriesId:series} changed",
  "sentence.RequestConsumed": "{byParty:party} carried out an issue request signed by {grantor:party}",
  "sentence.VoucherIssued": "Voucher {voucherId:voucher} with {units:number} use units was issued to {holder:party}",
  "sentence.VoucherTransferred": "{from:party} transferred voucher {voucherId:voucher} to {to:party}",
  "sentence.VoucherSplit":
    "{units:number} use units were split from voucher {parentId:voucher} into voucher {voucherId:voucher} for {to:party}",
  "sentence.UnitsMoved": "{units:number} use units moved from voucher {fromId:voucher} to voucher {toId:voucher}",
  "sentence.UnitsUsed":
    "{holder:party} used {units:number} use units of voucher {voucherId:voucher} for {purpose:purpose}, {analysis:analysis}, at the access point of {provider:party}",
  "sentence.AnalysesProhibited": "{byParty:party} set the list of prohibited kinds of analysis",
  "sentence.VoucherCancelled": "{holder:party} cancelled voucher {voucherId:voucher} with {units:number} use units",
  "sentence.VoucherExpired": "Voucher {voucherId:voucher} of {holder:party} expired with {units:number} use units",
  "sentence.VoucherApproved": "{operator:account} was approved to move voucher {voucherId:voucher}",
  "sentence.OperatorApproved": "{party:party} changed its general approval of {operator:account}",
  "sentence.VoucherLockSet": "Voucher {voucherId:voucher} was locked: {lockClass:lock}",
  "sentence.VoucherLockLifted": "A lock on voucher {voucherId:voucher} was lifted: {lockClass:lock}",
  "step.issued": "Issued with {units:number} use units to {to:party}",
  "step.transferred": "{from:party} transferred it to {to:party}",
  "step.splitFrom": "Split from voucher {voucher:voucher} with {units:number} use units for {to:party}",
  "step.splitOff": "{units:number} use units split off into voucher {voucher:voucher} for {to:party}",
  "step.unitsIn": "{units:number} use units came in from voucher {voucher:voucher}",
  "step.unitsOut": "{units:number} use units went to voucher {voucher:voucher}",
  "step.locked": "Locked: {lockClass:lock}",
  "step.unlocked": "Lock lifted: {lockClass:lock}",
  "step.approved": "{to:account} was approved to move it",
  "step.used":
    "Used: {units:number} use units for {use.purpose:purpose}, {use.analysis:analysis}, at the access point {use.accessPoint:account}",
  "step.cancelled": "Cancelled with {units:number} use units",
  "step.expired": "Expired with {units:number} use units",
  "step.seriesSuspended": "Its series was suspended",
  "step.seriesResumed": "Its series was resumed",
  "step.basisLost": "Its basis was lost",
  "step.basisRestored": "Its basis was restored",
  "step.licensed": "The sub-licence (series {licence:series}) ended; {units:number} use units were used under it",
  "step.licenceEnded": "Its sub-licence ended",
  "step.seriesClosed": "Its series was closed: no more issues",
};
