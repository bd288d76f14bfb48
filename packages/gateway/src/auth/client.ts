/** What a client may be. */
export const roles = ["public", "party", "registry", "exchange", "regulator", "operator"] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** Who makes a request. */
export interface Client {
  readonly role: Role;
  /** Address of the party the client acts for, lower case. */
  readonly party: string | null;
  /** The only account that signs for it, lower case; any of the party's when left out. */
  readonly account?: string;
  /** The API key's id; null for the public. */
  readonly keyId: string | null;
}

/** A client without a key. */
export const publicClient: Client = Object.freeze({ role: "public", party: null, keyId: null });
