/**
 * When what happens, in working days after the day of genesis. The ledger computes every period itself, so these
 * numbers must leave it room: 3 working days to answer, 5 of notice (10 on the public track), 10 to finish.
 */
export const days = {
  rules: 0,
  publicData: { declare: 1, submit: 2, publish: 2, admitTooEarly: 10, admit: 13, authorise: 14 },
  /** What happens to recorded public data afterwards, from its first registration to its cancellation. */
  provinces: {
    declare: 15,
    submit: 16,
    publish: 17,
    admit: 28,
    authorise: 29,
    requestChange: 30,
    suspend: 31,
    publishChange: 32,
    resume: 34,
    assess: 35,
    grantTooEarly: 40,
    grantChange: 43,
    requestCorrection: 44,
    grantUnproved: 45,
    answer: 46,
    grantCorrection: 47,
    requestCancellation: 50,
    grantCancellation: 55,
  },
  deadlines: {
    declare: 15,
    publishRecord: 16,
    applyTooEarly: 20,
    admitRecord: 27,
    apply: 28,
    askSupplement: 29,
    giveSupplement: 31,
    supplementUntil: 34,
    accept: 33,
    examine: 35,
    publish: 36,
    object: 38,
    certifyInNotice: 39,
    certifyUnderObjection: 42,
    dismiss: 44,
    certify: 45,
  },
  trade: { open: 46, mint: 48, requestUntil: 50 },
  /** Conditions of use and sub-licences: granted before circulation begins, counted up at the end. */
  licences: { grant: 49, end: 58 },
  /** The safe-use commitment is published and signed, and asked for by a series. */
  commitments: { sign: 49 },
  circulation: { split: 50, foreignKey: 51, resale: 52, overseas: 54 },
  use: { keys: 54, first: 55, second: 56, third: 57 },
  /** Nobody answers the application of day 16: on day 20 it counts as accepted (article 17). */
  precipitation: {
    declare: 15,
    apply: 16,
    deemed: 20,
    extend: 22,
    extendAgain: 23,
    extension: 5,
    examine: 31,
    publish: 32,
    certify: 38,
  },
  zonalModel: {
    declare: 39,
    apply: 40,
    accept: 41,
    askSupplement: 42,
    giveSupplement: 44,
    supplementUntil: 45,
    askAgain: 45,
    examine: 46,
    publish: 47,
    certify: 53,
  },
  solarTerms: { declare: 17, apply: 17, accept: 18, examine: 19, waive: 20, certify: 21 },
  renewal: { tooEarly: 22, apply: 40, accept: 41, examine: 42, publish: 43, certify: 49 },
  lunarDates: { declare: 18, apply: 19, askSupplement: 20, supplementUntil: 25, lapsed: 26 },
  trial: { giveProfile: 30, apply: 31, accept: 32, examine: 33, certify: 34 },
  exOfficio: { profile: 36, open: 47, issue: 48, begin: 51, alone: 52, certify: 53, afterwards: 54 },
  remarks: {
    open: 50,
    issue: 50,
    seize: 51,
    refused: 52,
    object: 52,
    inform: 53,
    contest: 54,
    conclude: 55,
    lift: 56,
    afterwards: 57,
    /** These stand when the history ends. */
    control: 58,
    again: 58,
  },
  loading: { declare: 15, apply: 15, unconsented: 16, consent: 17, accept: 18, examine: 19, publish: 20, certify: 26 },
  loadingTransfer: { apply: 27, consent: 28, accept: 29, examine: 30, publish: 31, certify: 37, again: 38 },
  loadingChange: { apply: 39, consent: 40, accept: 41, examine: 42, publish: 43, certify: 49 },
  loadingCancellation: { apply: 50, accept: 51, examine: 52, publish: 53, certify: 54 },
  harvest: { declare: 16, apply: 17, accept: 18, examine: 19, publish: 21, certify: 27 },
  harvestTransfer: { apply: 30, consent: 31, accept: 32, examine: 33, publish: 34, certify: 40 },
  members: { disclose: 16, report: 36 },
  /** These still run when the history ends: a notice, an application without answer, a transfer without consent. */
  daylight: { declare: 50, apply: 51, accept: 52, examine: 54, publish: 57 },
  hemispheres: { apply: 58 },
  lastTransfer: { apply: 58 },
} as const;

/**
 * How many days the solar terms are registered for: whatever holidays lie between, more than six months of them are left
 * on the day of the renewal that comes too early, and less on the day of the other.
 */
export const shortTerm = 204;

/**
 * How many working days before its start a new ledger begins: one more than the history fills, since a start on a
 * weekend has one day less.
 */
export const historyWorkingDays = 60;
