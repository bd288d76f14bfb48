import type { ProvenanceJson, StepJson } from "../../schemas/voucher.ts";

type Records = Record<string, Record<string, unknown>>;

const time = (value: string) => ({ $: value, type: "xsd:dateTime" });
const reference = (value: string) => ({ $: value, type: "prov:QUALIFIED_NAME" });

/** Kinds of step that leave another state of the voucher behind. */
const changing = new Set<StepJson["kind"]>([
  "issued",
  "transferred",
  "splitFrom",
  "splitOff",
  "unitsIn",
  "unitsOut",
  "locked",
  "unlocked",
  "cancelled",
  "expired",
]);

/**
 * The life of a voucher as a PROV-JSON document (W3C submission of 2013): every step is an activity, every state it
 * leaves an entity derived from the one before, parties are agents for whom accounts acted.
 */
export function provenanceAsProv(
  { voucher, asset, certificate, steps }: ProvenanceJson,
  names: Readonly<Record<string, string>>,
) {
  const entity: Records = {};
  const activity: Records = {};
  const agent: Records = {};
  const used: Records = {};
  const wasGeneratedBy: Records = {};
  const wasDerivedFrom: Records = {};
  const wasAttributedTo: Records = {};
  const wasAssociatedWith: Records = {};
  const actedOnBehalfOf: Records = {};

  const party = (address: string) => {
    const name = names[address];
    agent[`dv:party/${address}`] ??= {
      "prov:type": reference(name === undefined ? "prov:Agent" : "prov:Organization"),
      ...(name === undefined ? {} : { "prov:label": name }),
    };
    return `dv:party/${address}`;
  };
  const account = (address: string) => {
    agent[`dv:account/${address}`] ??= { "prov:type": reference("dv:AccountJson") };
    return `dv:account/${address}`;
  };

  const assetId = `dv:asset/${asset.assetId}`;
  entity[assetId] = {
    "prov:type": reference("dv:AssetJson"),
    "prov:label": asset.name,
    "dv:fingerprint": asset.fingerprint,
  };
  wasAttributedTo["_:asset"] = { "prov:entity": assetId, "prov:agent": party(asset.declarant) };
  if (certificate) {
    entity[`dv:certificate/${certificate.number}`] = { "prov:type": reference("dv:CertificateJson") };
    wasDerivedFrom["_:certificate"] = {
      "prov:generatedEntity": `dv:certificate/${certificate.number}`,
      "prov:usedEntity": assetId,
    };
  }
  const basis = certificate ? `dv:certificate/${certificate.number}` : assetId;

  let before: string | undefined;
  for (const step of steps) {
    const id = `dv:event/${step.event}`;
    activity[id] = {
      "prov:startTime": step.time,
      "prov:endTime": step.time,
      "prov:type": reference(`dv:${step.kind}`),
      "dv:transaction": step.transaction,
      "dv:units": step.units,
      ...(step.lockClass === null ? {} : { "dv:lockClass": step.lockClass }),
      ...(step.digest === null ? {} : { "dv:digest": step.digest }),
    };
    if (step.account !== null) {
      wasAssociatedWith[`_:by${step.seq}`] = { "prov:activity": id, "prov:agent": account(step.account) };
      if (step.party !== null) {
        const behalf = {
          "prov:delegate": account(step.account),
          "prov:responsible": party(step.party),
          "prov:activity": id,
        };
        actedOnBehalfOf[`_:for${step.seq}`] = behalf;
      }
    }
    if (!changing.has(step.kind)) continue;
    const state = `dv:voucher/${voucher.voucherId}/${step.seq}`;
    entity[state] = {
      "prov:type": reference("dv:VoucherState"),
      "dv:units": step.unitsAfter,
      "prov:generatedAtTime": time(step.time),
    };
    wasGeneratedBy[`_:made${step.seq}`] = { "prov:entity": state, "prov:activity": id, "prov:time": step.time };
    const source = before ?? basis;
    used[`_:used${step.seq}`] = { "prov:activity": id, "prov:entity": source, "prov:time": step.time };
    wasDerivedFrom[`_:from${step.seq}`] = {
      "prov:generatedEntity": state,
      "prov:usedEntity": source,
      "prov:activity": id,
    };
    if (step.holderAfter !== null) {
      wasAttributedTo[`_:held${step.seq}`] = { "prov:entity": state, "prov:agent": party(step.holderAfter) };
    }
    before = state;
  }

  const prefix = { dv: "urn:data-voucher:", xsd: "http://www.w3.org/2001/XMLSchema#" };
  return {
    prefix,
    entity,
    activity,
    agent,
    used,
    wasGeneratedBy,
    wasDerivedFrom,
    wasAttributedTo,
    wasAssociatedWith,
    actedOnBehalfOf,
  };
}
