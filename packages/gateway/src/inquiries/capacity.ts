import type { InquiryCapacity } from "@data-voucher/sdk";
import type { Client } from "../auth/client.ts";
import { fault } from "../errors.ts";
import { checksum } from "../ledger/checksum.ts";
import type { View } from "../store/view.ts";
import { isAbout, keeperNow, type CaseParties } from "./standing.ts";

/** Why a client does not have a capacity, and what to do; undefined when it has it (article 30). */
function objectionTo(capacity: InquiryCapacity, parties: CaseParties, { role, party }: Client): string | undefined {
  const { applicant, holder, registry } = parties;
  switch (capacity) {
    case "applicant":
      return party === applicant ? undefined : "Only the case's applicant asks as applicant.";
    case "holder":
      return party !== null && party === holder
        ? undefined
        : "Only the holder of the case's certificate asks as holder.";
    case "stateOrgan":
      return role === "regulator" ? undefined : "State organs ask through the regulator.";
    case "registry":
      return role === "registry" && party === registry
        ? undefined
        : "Only the registry that keeps the case's file asks as registry.";
    case "interestedParty":
      if (party === null) return "An interested party asks with an API key of its own party.";
      if (isAbout(parties, party)) return "The file is the client's own: ask as applicant or holder.";
      return party === registry ? "The file is at this registry: ask as registry." : undefined;
  }
}

/** @throws LedgerError INQUIRY_CAPACITY_DIFFERS */
export function requireCapacity(capacity: InquiryCapacity, parties: CaseParties, client: Client): void {
  const objection = objectionTo(capacity, parties, client);
  if (objection !== undefined) {
    throw fault("INQUIRY_CAPACITY_DIFFERS", `${objection} ${capacity} is not what this client is to the case.`, {
      capacity,
    });
  }
}

/**
 * Contact details of a party are for registries in their work, until another takes it over, and for state organs.
 * @throws LedgerError INQUIRY_CAPACITY_DIFFERS
 */
export function requireDetailsCapacity(view: View, capacity: InquiryCapacity, { role, party }: Client): void {
  if (role === "registry" && party !== null && keeperNow(view, party) !== party) {
    throw fault(
      "INQUIRY_CAPACITY_DIFFERS",
      `Another registry took over the work of this one (articles 13 and 38): ${checksum(keeperNow(view, party))} asks.`,
      { capacity },
    );
  }
  if (capacity === (role === "regulator" ? "stateOrgan" : "registry")) return;
  throw fault(
    "INQUIRY_CAPACITY_DIFFERS",
    `Contact details are consulted by a registry as registry and by the regulator as stateOrgan, not as ${capacity}.`,
    { capacity },
  );
}
