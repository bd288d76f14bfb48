/** Codes of every request that carries an API key. */
export const keyCodes = [
  "API_KEY_EXPIRED",
  "API_KEY_MALFORMED",
  "API_KEY_REVOKED",
  "API_KEY_UNKNOWN",
  "AUTHENTICATION_REQUIRED",
  "RATE_EXCEEDED",
  "ROLE_NOT_ALLOWED",
  "OVERLOADED",
  "INTERNAL",
] as const;

/** Codes of every JSON body. */
export const bodyCodes = [
  "BODY_EMPTY",
  "BODY_LENGTH_WRONG",
  "BODY_OVERSIZED",
  "JSON_MALFORMED",
  "MEDIA_TYPE_NOT_SUPPORTED",
  "NUMBER_UNSAFE",
  "PROPERTY_NAME_REFUSED",
  "REQUEST_INVALID",
  "TEXT_BIDI_CONTROL",
  "TEXT_CONTROL_CHARACTER",
  "TEXT_LONE_SURROGATE",
  "TEXT_NUL",
  "URL_MALFORMED",
] as const;

/** Codes of every write that needs a request id. */
export const requestIdCodes = [
  "IDEMPOTENCY_KEY_MALFORMED",
  "IDEMPOTENCY_KEY_MISSING",
  "IDEMPOTENCY_KEY_REUSED",
] as const;

/** Codes of every write that a desk makes. */
export const writeCodes = [
  ...keyCodes,
  ...bodyCodes,
  ...requestIdCodes,
  "API_KEY_WITHOUT_PARTY",
  "CONTRACT_NOT_DEPLOYED",
  "CUSTODY_NOT_FOR_TRADERS",
  "NODE_UNREACHABLE",
  "NONCE_TAKEN",
  "NONCE_TOO_LOW",
  "NUMBER_MALFORMED",
  "NUMBER_OUT_OF_RANGE",
  "SIGNER_NOT_FOUND",
] as const;

/** Codes with which the ledger refuses any act of a party's key. */
export const actorCodes = [
  "ACCOUNT_EXPIRED",
  "ACCOUNT_LACKS_POWER",
  "ACCOUNT_REVOKED",
  "ACCOUNT_UNKNOWN",
  "PARTY_NOT_IN_STANDING",
  "PARTY_UNKNOWN",
  "ROLE_MISSING",
  "SCOPE_PAUSED",
] as const;

/** Codes of a step of a registration case. */
export const caseCodes = ["CASE_NOT_IN_STATE", "CASE_OF_ANOTHER_REGISTRY", "CASE_UNKNOWN", "DOCUMENT_MISSING"] as const;

/** Codes of vouchers that reach a party. */
export const receiverCodes = [
  "LICENCE_CIRCULAR",
  "LICENCE_SUSPENDED",
  "NOT_NAMED_USER",
  "OUTSIDE_TERRITORY",
  "PARTY_MAY_NOT_HOLD",
  "QUALIFICATION_MISSING",
  "SERIES_BASIS_LOST",
  "SERIES_EXPIRED",
  "SERIES_SUSPENDED",
  "UNITS_ZERO",
  "USER_KIND_NOT_ALLOWED",
] as const;

/** Codes of a grantor's signed request. */
export const requestCodes = ["REQUEST_EXPIRED", "REQUEST_SIGNATURE_INVALID", "REQUEST_USED"] as const;
