import { key, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import type { ClaimArgs } from "../args.ts";
import { caseTable } from "./case-row.ts";
import { count, countDay } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { keeperOf } from "./keeper.ts";
import { enlist, relist } from "./listed.ts";
import { tally } from "./tally.ts";

/** A registration certificate. */
export interface CertificateRow {
  /** Where lists sort it. */
  readonly order: string;
  readonly holder: string;
  readonly assetId: string;
  /** The case that issued it. */
  readonly issueCaseId: string;
  /** The case whose evidence it carries: of its issue, or what last changed it. */
  readonly caseId: string;
  readonly registry: string;
  readonly publicRecordId: string | null;
  readonly issuedAt: number;
  /** Number of the block in which it was issued or last adjusted: where the proof of what it carries is. */
  readonly block: number;
  readonly state: string;
  readonly adjustedAt: number | null;
  readonly endedAt: number | null;
  /** The latest renewal that was applied for. */
  readonly renewalCaseId: string | null;
  /** Salted digest of the holder's details since they last changed (article 35). */
  readonly identityDigest: string | null;
  readonly until: number;
  readonly evidenceDigest: string;
  readonly sample: boolean;
}

/** Certificates by token id. */
export const certificateTable = defineTable<CertificateRow>("certificate");

/** A registered right. */
export interface RightRow extends Omit<ClaimArgs, "right"> {
  readonly right: string;
  readonly holder: string;
  readonly certificateId: string;
  readonly since: number;
  /** When it passed to another or was cancelled; null before. */
  readonly endedAt: number | null;
  /** By which case. */
  readonly endedBy: string | null;
}

/** Registered rights: key asset, certificate, right. */
export const rightTable = defineTable<RightRow>("right");

const rightKey = (assetId: string, certificateId: string, right: string) => key(assetId, u64(certificateId), right);

function change(
  tx: Tx,
  event: LedgerEvent,
  { certificateId, caseId }: { certificateId: string; caseId: string },
  part: Partial<CertificateRow>,
): void {
  const before = known(tx.get(certificateTable, u64(certificateId)), event);
  const after = { ...before, ...part };
  tx.put(certificateTable, u64(certificateId), after);
  relist(tx, "certificate", [`state:${before.state}`], [`state:${after.state}`], after.order, certificateId);
  remember(tx, event, "case", caseId);
  remember(tx, event, "asset", after.assetId);
  remember(tx, event, "party", after.holder, after.registry, keeperOf(tx, after.registry));
}

/** Certificates and the rights they prove. */
export const certificateHandlers: Handlers = {
  RightRegistered({ assetId, holder, certificateId, ...claim }, event, tx) {
    const { right, until, territory, resale, purposes, limitsDigest } = claim;
    tx.put(rightTable, rightKey(assetId, certificateId, right), {
      right,
      holder,
      certificateId,
      since: event.time,
      until,
      territory,
      resale,
      purposes,
      limitsDigest,
      endedAt: null,
      endedBy: null,
    });
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", holder);
  },
  RightConfirmed({ assetId, holder, certificateId, ...claim }, event, tx) {
    const { right, until, territory, resale, purposes, limitsDigest } = claim;
    const at = rightKey(assetId, certificateId, right);
    const before = known(tx.get(rightTable, at), event);
    tx.put(rightTable, at, { ...before, until, territory, resale, purposes, limitsDigest });
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", holder);
  },
  RightEnded({ assetId, holder, certificateId, right, caseId }, event, tx) {
    const at = rightKey(assetId, certificateId, right);
    const before = known(tx.get(rightTable, at), event);
    tx.put(rightTable, at, { ...before, endedAt: event.time, endedBy: caseId });
    remember(tx, event, "case", caseId);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", holder);
  },
  CertificateIssued({ certificateId, holder, assetId, caseId, until, evidenceDigest, sample }, event, tx) {
    const { registry: filedAt, publicRecordId } = known(tx.get(caseTable, u64(caseId)), event);
    // A case that was taken over is certified under the number of the registry that keeps it (annex 6).
    const registry = keeperOf(tx, filedAt);
    // Numbers are not issued in order across registries, so lists go by time.
    const order = u64(event.block) + u64(certificateId);
    tx.put(certificateTable, u64(certificateId), {
      order,
      holder,
      assetId,
      issueCaseId: caseId,
      caseId,
      registry,
      publicRecordId,
      issuedAt: event.time,
      block: event.block,
      state: "valid",
      adjustedAt: null,
      endedAt: null,
      renewalCaseId: null,
      identityDigest: null,
      until,
      evidenceDigest,
      sample,
    });
    const values = ["all", "state:valid", `asset:${assetId}`, `holder:${holder}`, `registry:${registry}`];
    enlist(tx, "certificate", values, order, certificateId);
    remember(tx, event, "case", caseId);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", holder, registry);
    tally(tx, holder, "certificates", 1);
    count(tx, "certificates");
    countDay(tx, event.time, { certificates: 1 });
  },
  CertificateAdjusted({ certificateId, caseId, until, evidenceDigest, sample }, event, tx) {
    const { block, time: adjustedAt } = event;
    change(tx, event, { certificateId, caseId }, { caseId, until, evidenceDigest, sample, block, adjustedAt });
  },
  CertificateEnded({ certificateId, caseId, state, evidenceDigest }, event, tx) {
    const ended = { caseId, state, evidenceDigest, endedAt: event.time };
    change(tx, event, { certificateId, caseId }, ended);
  },
  HolderDetailsChanged({ certificateId, caseId, identityDigest }, event, tx) {
    change(tx, event, { certificateId, caseId }, { identityDigest });
  },
};
