import type { AnnotationKind, ProfileTerms } from "@data-voucher/sdk";
import type { MemberArgs } from "./member-args.ts";
import type { SubmissionArgs } from "./submission-args.ts";

/** Arguments of the events that projections read, in their stored form. Times are seconds since 1970. */
export interface EventArgs extends MemberArgs, SubmissionArgs {
  PartyAdmitted: { party: string; byParty: string; account: string; index: number; admission: AdmissionArgs };
  PartyDeployed: { party: string; account: string };
  PartyRolesChanged: Decision & { roles: string[] };
  PartyStandingChanged: Decision & { standing: string };
  PartyJurisdictionChanged: Decision & { jurisdiction: number };
  PartyQualified: Decision & { userKind: string; qualifications: string[] };
  PartyIdentityChanged: Decision & { name: string; identityDigest: string };
  CommitmentPublished: { edition: number; byParty: string; account: string; requiredFrom: number; textDigest: string };
  SafeUseCommitted: { party: string; account: string; edition: number; digest: string };
  SignerAppointed: { party: string; account: string; byAccount: string; documentDigest: string };
  SignerDismissed: { party: string; account: string; byAccount: string; documentDigest: string };
  AccountAdded: {
    party: string;
    account: string;
    byParty: string;
    byAccount: string;
    powers: string[];
    validUntil: number;
    unitLimit: number;
  };
  AccountChanged: { party: string; account: string; powers: string[]; validUntil: number; unitLimit: number };
  AccountWasRevoked: { party: string; account: string; byParty: string; byAccount: string };
  AccountRotated: { party: string; oldAccount: string; newAccount: string; byAccount: string };

  AssetDeclared: { assetId: string; declarant: string; account: string; declaration: DeclarationArgs; grade: string };
  AssetGraded: {
    assetId: string;
    byParty: string;
    grade: string;
    assessmentDigest: string;
    documentDigest: string;
  };
  RegistrationApplied: {
    caseId: string;
    assetId: string;
    applicant: string;
    kind: string;
    profileId: number;
    application: ApplicationArgs;
  };
  RegistrationConsented: { caseId: string; party: string; account: string; missing: number; profileId: number };
  ConsentWithdrawn: { caseId: string; party: string; account: string; missing: number };
  TransferApplied: LaterArgs & {
    applicant: string;
    application: { rights: string[]; transferee: string; evidenceDigest: string };
  };
  ChangeApplied: LaterArgs & {
    applicant: string;
    others: string[];
    application: { name: string; descriptorDigest: string; identityDigest: string; evidenceDigest: string };
  };
  RenewalApplied: LaterArgs & {
    applicant: string;
    application: { terms: { right: string; until: number }[]; evidenceDigest: string };
  };
  CancellationApplied: LaterArgs & { applicant: string; application: CancellationArgs };
  CancellationBegun: LaterArgs & { holder: string; application: CancellationArgs };
  RegistryTakenOver: ByAuthority & { registry: string; successor: string };
  SupplementAsked: { caseId: string; registry: string; deadline: number; inExamination: boolean };
  SupplementGiven: { caseId: string; applicant: string; evidenceDigest: string };
  SupplementMissed: { caseId: string; applicant: string; deadline: number };
  RegistrationAccepted: { caseId: string; registry: string };
  RegistrationDeemedAccepted: { caseId: string; registry: string; acceptedAt: number };
  RegistrationExamined: { caseId: string; registry: string; account: string };
  ExaminationExtended: { caseId: string; registry: string; workingDays: number };
  RegistrationPublished: { caseId: string; registry: string; noticeDigest: string };
  NoticeWaived: { caseId: string; registry: string };
  ObjectionRaised: { caseId: string; objectionId: string; objector: string; reasonDigest: string };
  ObjectionResolved: {
    caseId: string;
    objectionId: string;
    registry: string;
    upheld: boolean;
    documentDigest: string;
  };
  RegistrationCertified: {
    caseId: string;
    certificateId: string;
    holder: string;
    registry: string;
    evidenceDigest: string;
    sample: boolean;
  };
  RightRegistered: ClaimArgs & { assetId: string; holder: string; certificateId: string };
  RightConfirmed: ClaimArgs & { assetId: string; holder: string; certificateId: string };
  RightEnded: { assetId: string; holder: string; certificateId: string; right: string; caseId: string };
  AssetDescriptionChanged: {
    assetId: string;
    caseId: string;
    name: string;
    descriptorBefore: string;
    descriptorAfter: string;
  };
  HolderDetailsChanged: { certificateId: string; caseId: string; holder: string; identityDigest: string };
  RegistrationRefused: { caseId: string; registry: string; ground: string; documentDigest: string };
  RegistrationLapsed: { caseId: string; applicant: string; deadline: number };
  RegistrationWithdrawn: { caseId: string; applicant: string };
  CertificateIssued: CertificateArgs;
  CertificateAdjusted: CertificateArgs;
  CertificateEnded: Omit<CertificateArgs, "until" | "sample"> & { state: string };

  CertificateAnnotated: {
    certificateId: string;
    annotationId: string;
    byParty: string;
    kind: AnnotationKind;
    until: number;
    documentDigest: string;
  };
  AnnotationLifted: { certificateId: string; annotationId: string; byParty: string; documentDigest: string };
  LaterObjectionRaised: LaterObjectionArgs & { objector: string; profileId: number; reasonDigest: string };
  HolderInformed: LaterObjectionArgs & { registry: string; documentDigest: string };
  LaterObjectionAnswered: LaterObjectionArgs & { holder: string; agrees: boolean; documentDigest: string };
  LaterObjectionConcluded: LaterObjectionArgs & { registry: string; upheld: boolean; documentDigest: string };
  LaterObjectionMediated: LaterObjectionArgs & { registry: string; documentDigest: string };

  CalendarYearLoaded: ByAuthority & { year: number; version: number; workingDays: [string, string] };
  ProfileDefined: ByAuthority & { profileId: number; label: string; terms: ProfileTerms };
  ProfileGiven: ByAuthority & { registry: string; profileId: number };
  PublicProfileGiven: ByAuthority & { profileId: number };

  RecordSubmitted: { recordId: string; assetId: string; body: string; profileId: number; until: number };
  RecordPublished: { recordId: string; byParty: string };
  RecordAdmitted: { recordId: string; byParty: string; recordNumber: string };
  RecordRefused: { recordId: string; byParty: string };
  RecordRequested: {
    requestId: string;
    recordId: string;
    by: string;
    kind: string;
    profileId: number;
    ground: string;
    details: { name: string; descriptorDigest: string; bodyDigest: string };
    documentDigest: string;
  };
  CorrectionAnswered: { requestId: string; body: string; agrees: boolean; documentDigest: string };
  RecordRequestPublished: { requestId: string; byParty: string };
  RecordRequestGranted: {
    requestId: string;
    recordId: string;
    byParty: string;
    proofDigest: string;
    documentDigest: string;
  };
  RecordRequestRefused: { requestId: string; byParty: string; documentDigest: string };
  RecordRequestWithdrawn: { requestId: string; by: string };
  PublicDataDescribed: {
    assetId: string;
    requestId: string;
    name: string;
    descriptorBefore: string;
    descriptorAfter: string;
  };
  RecordBodyChanged: { recordId: string; requestId: string; bodyBefore: string; bodyAfter: string };
  RecordWasCancelled: { recordId: string; byParty: string; ground: string };
  OperationAuthorised: {
    authorisationId: string;
    recordId: string;
    operator: string;
    body: string;
    authorisation: AuthorisationArgs;
  };
  AuthorisationWasEnded: { authorisationId: string; byParty: string };
  OperationSafetyAssessed: { authorisationId: string; byParty: string; safety: SafetyArgs };
  OperationWasSuspended: { authorisationId: string; byParty: string };
  OperationWasResumed: { authorisationId: string; byParty: string };

  SeriesOpened: {
    seriesId: number;
    assetId: string;
    grantor: string;
    byParty: string;
    account: string;
    terms: TermsArgs;
  };
  SeriesWasClosed: { seriesId: number; grantor: string; account: string };
  SeriesSuspensionChanged: {
    seriesId: number;
    byParty: string;
    account: string;
    suspended: boolean;
    documentDigest: string;
  };
  LicenceEnded: { seriesId: number; voucherId: string; grantor: string; account: string; usedUnits: string };
  SeriesBasisChanged: { seriesId: number; kind: string; basisId: string; live: boolean };
  VoucherLockSet: LockArgs;
  VoucherLockLifted: LockArgs;
  VoucherIssued: {
    voucherId: string;
    seriesId: number;
    holder: string;
    account: string;
    units: string;
    digest: string;
  };
  VoucherTransferred: { voucherId: string; from: string; to: string; account: string };
  VoucherSplit: { parentId: string; voucherId: string; to: string; account: string; units: string };
  UnitsMoved: { fromId: string; toId: string; account: string; units: string };
  VoucherCancelled: {
    voucherId: string;
    seriesId: number;
    holder: string;
    account: string;
    units: string;
    reasonDigest: string;
  };
  UnitsUsed: {
    voucherId: string;
    holder: string;
    provider: string;
    account: string;
    accessPoint: string;
    purpose: number;
    analysis: string;
    units: string;
    usedUntil: number;
    logDigest: string;
  };
  AnalysesProhibited: ByAuthority & { analyses: string[] };
  VoucherExpired: { voucherId: string; seriesId: number; holder: string; account: string; units: string };
  VoucherApproved: { voucherId: string; operator: string; account: string; units: string };
  OperatorApproved: { party: string; operator: string; account: string; approved: boolean };
}

/** What an authority decided. */
interface ByAuthority {
  byParty: string;
  account: string;
  documentDigest: string;
}

/** What an authority decided on a party. */
interface Decision extends ByAuthority {
  party: string;
}

/** Which objection after registration. */
interface LaterObjectionArgs {
  certificateId: string;
  objectionId: string;
}

/** What every application about a certificate names. */
interface LaterArgs {
  caseId: string;
  certificateId: string;
  account: string;
  registry: string;
  profileId: number;
}

interface CancellationArgs {
  rights: string[];
  ground: string;
  evidenceDigest: string;
}

interface CertificateArgs {
  certificateId: string;
  holder: string;
  assetId: string;
  caseId: string;
  until: number;
  evidenceDigest: string;
  sample: boolean;
}

interface AdmissionArgs {
  partyId: string;
  roles: string[];
  jurisdiction: number;
  identityDigest: string;
  safeUseCommitment: string;
  account: string;
  powers: string[];
  name: string;
}

interface DeclarationArgs {
  name: string;
  fingerprint: string;
  descriptorDigest: string;
  source: string;
  category: string;
  sources: string[];
}

/** One right applied for or registered. */
export interface ClaimArgs {
  right: string;
  until: number;
  territory: number;
  resale: boolean;
  purposes: number[];
  limitsDigest: string;
}

interface ApplicationArgs {
  registry: string;
  evidenceDigest: string;
  publicRecordId: string;
  basis: { sourceCase: string; rights: string[]; documentDigest: string };
  claims: ClaimArgs[];
  others: { party: string; claims: ClaimArgs[] }[];
}

interface AuthorisationArgs {
  scene: string;
  purposes: number[];
  territory: number;
  start: number;
  until: number;
  resale: boolean;
  agreementDigest: string;
  safety: SafetyArgs;
}

/** Assessed safety of an operation. */
export interface SafetyArgs {
  level: number;
  until: number;
  documentDigest: string;
}

interface TermsArgs {
  basisKind: string;
  basisId: string;
  class: string;
  resale: boolean;
  territory: number;
  start: number;
  end: number;
  cap: string;
  purposes: number[];
  namedUser: string;
  priceRule: string;
  unitPrice: string;
  termsDigest: string;
  conditions: ConditionsArgs;
}

/** Conditions of use as an event names them; a frequency of 0 has the period `none`. */
export interface ConditionsArgs {
  users: string[];
  qualifications: string[];
  environments: string[];
  obligations: string[];
  open: string[];
  onward: number;
  period: string;
  frequency: number;
  durationHours: number;
  retentionDays: number;
}

interface LockArgs {
  voucherId: string;
  lockClass: string;
  controller: string;
  detailsDigest: string;
}
