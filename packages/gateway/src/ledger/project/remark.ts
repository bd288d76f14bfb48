import { annotationRestrains, annotationStands } from "@data-voucher/sdk";
import { u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { certificateTable } from "./certificate.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { keeperOf } from "./keeper.ts";
import { placeObjection } from "./objection-queue.ts";
import {
  annotationTable,
  laterObjectionTable,
  remarkKey,
  remarksTable,
  type LaterObjectionRow,
  type ObjectionStep,
  type RemarksRow,
} from "./remark-row.ts";

const noRemarks: RemarksRow = { annotations: 0, objections: 0, restraints: [] };

function note(tx: Tx, certificateId: string, change: (before: RemarksRow) => RemarksRow): void {
  tx.put(remarksTable, u64(certificateId), change(tx.get(remarksTable, u64(certificateId)) ?? noRemarks));
}

/** Enters an event into the histories of the certificate's asset, holder and registry, and of others. */
function rememberRemark(tx: Tx, event: LedgerEvent, certificateId: string, ...others: readonly string[]): void {
  const { assetId, holder, registry } = known(tx.get(certificateTable, u64(certificateId)), event);
  remember(tx, event, "asset", assetId);
  remember(tx, event, "party", holder, registry, keeperOf(tx, registry), ...others);
}

/** What an act makes of an objection: its step, and what else changes. */
function step(
  tx: Tx,
  event: LedgerEvent,
  { certificateId, objectionId }: { certificateId: string; objectionId: string },
  { state, party, documentDigest }: Pick<ObjectionStep, "state" | "party" | "documentDigest">,
  part: Partial<LaterObjectionRow> = {},
): void {
  const at = remarkKey(certificateId, objectionId);
  const before = known(tx.get(laterObjectionTable, at), event);
  const made = { state, at: event.time, party, documentDigest, transaction: event.tx };
  const after = { ...before, ...part, state, steps: [...before.steps, made] };
  tx.put(laterObjectionTable, at, after);
  placeObjection(tx, certificateId, Number(objectionId), after);
  rememberRemark(tx, event, certificateId, before.objector, party);
}

/** Annotations of certificates, and objections after registration (articles 23 and 29). */
export const remarkHandlers: Handlers = {
  CertificateAnnotated({ certificateId, annotationId, byParty, kind, until, documentDigest }, event, tx) {
    tx.put(annotationTable, remarkKey(certificateId, annotationId), {
      kind,
      madeAt: event.time,
      until: until === 0 ? null : until,
      byParty,
      documentDigest,
      liftedAt: null,
      liftedBy: null,
      liftDigest: null,
    });
    note(tx, certificateId, (before) => {
      const annotations = before.annotations + 1;
      if (!annotationRestrains(kind)) return { ...before, annotations };
      // As on the ledger, what ended by its term makes room.
      const standing = before.restraints.filter((one) => annotationStands({ ...one, liftedAt: 0 }, event.time));
      return { ...before, annotations, restraints: [...standing, { annotationId: Number(annotationId), until }] };
    });
    rememberRemark(tx, event, certificateId, byParty);
  },
  AnnotationLifted({ certificateId, annotationId, byParty, documentDigest }, event, tx) {
    const at = remarkKey(certificateId, annotationId);
    const before = known(tx.get(annotationTable, at), event);
    const lifted = { liftedAt: event.time, liftedBy: byParty, liftDigest: documentDigest };
    tx.put(annotationTable, at, { ...before, ...lifted });
    note(tx, certificateId, (noted) => ({
      ...noted,
      restraints: noted.restraints.filter((one) => one.annotationId !== Number(annotationId)),
    }));
    rememberRemark(tx, event, certificateId, before.byParty, byParty);
  },
  LaterObjectionRaised({ certificateId, objectionId, objector, profileId, reasonDigest }, event, tx) {
    tx.put(laterObjectionTable, remarkKey(certificateId, objectionId), {
      objector,
      state: "raised",
      profileId,
      raisedAt: event.time,
      informedAt: null,
      answeredAt: null,
      concludedAt: null,
      reasonDigest,
      steps: [],
    });
    note(tx, certificateId, (before) => ({ ...before, objections: before.objections + 1 }));
    const raised = { state: "raised", party: objector, documentDigest: reasonDigest } as const;
    step(tx, event, { certificateId, objectionId }, raised);
  },
  HolderInformed({ registry: party, documentDigest, ...objection }, event, tx) {
    step(tx, event, objection, { state: "informed", party, documentDigest }, { informedAt: event.time });
  },
  LaterObjectionAnswered({ holder: party, agrees, documentDigest, ...objection }, event, tx) {
    const state = agrees ? "agreed" : "contested";
    step(tx, event, objection, { state, party, documentDigest }, { answeredAt: event.time });
  },
  LaterObjectionConcluded({ registry: party, upheld, documentDigest, ...objection }, event, tx) {
    const state = upheld ? "upheld" : "dismissed";
    step(tx, event, objection, { state, party, documentDigest }, { concludedAt: event.time });
  },
  LaterObjectionMediated({ registry: party, documentDigest, ...objection }, event, tx) {
    step(tx, event, objection, { state: "mediated", party, documentDigest });
  },
};
