import type { Client } from "../auth/client.ts";
import { fileOfParty, isCaseFile } from "../inquiries/files.ts";
import type { GrantRow } from "./filing.ts";

/**
 * Who may read a document:
 * - public: everybody
 * - parties: the parties named, its owner, registry and regulator
 * - registry: its owner, registry and regulator
 * - personal: its owner, the parties named, and the registry, each stating a purpose; nobody else
 *
 * What was handed in for the file of a case is read by nobody but within an inquiry, which opens it to whom the file is
 * open, personal documents excepted (article 30); a party's own details it reads without one.
 */
export interface Access {
  readonly class: "public" | "parties" | "registry" | "personal";
  /** Party addresses, lower case; for the classes that name parties. */
  readonly parties: readonly string[];
}

/** Whether a client may read without an inquiry, for the reasons for which the document was handed in. */
export function mayRead(grants: readonly GrantRow[], client: Client): boolean {
  const onFile = grants.some(({ file }) => file !== undefined && isCaseFile(file));
  return grants.some((grant) => opensTo(grant, client, onFile));
}

function opensTo({ access, owner, file }: GrantRow, client: Client, onFile: boolean): boolean {
  if (access.class === "public") return true;
  if (file !== undefined) return client.party !== null && file === fileOfParty(client.party);
  if (client.role === "public" || client.role === "operator") return false;
  if (owner.keyId !== null && owner.keyId === client.keyId) return true;
  // Once it is on the file of a case, being a registry or an authority is not enough (article 30).
  if (!onFile && client.role === "registry") return true;
  if (!onFile && client.role === "regulator" && access.class !== "personal") return true;
  if (client.party === null) return false;
  if (client.party === owner.party) return true;
  return access.class !== "registry" && access.parties.includes(client.party);
}

/** Whether a client may ask at all to consult a file: nobody else is told that a document belongs to one. */
export function mayAsk(file: string | undefined, { role, party }: Client): boolean {
  if (file === undefined || role === "public" || role === "operator") return false;
  if (role === "registry" || role === "regulator") return true;
  return party !== null && isCaseFile(file);
}
