import { keccak256, toUtf8Bytes } from "ethers";
import type { ApplyForRegistrationParams } from "../actions/cases/apply-for-registration.ts";
import type { DeclareAssetParams } from "../actions/assets/declare-asset.ts";
import { canonicalJson, digestOf, type JsonValue } from "../codec/canonical.ts";
import { timeText } from "../input/time.ts";
import { endOfDate } from "./check-form.ts";
import type { IntakeForm } from "./form.ts";

/** A line that may be sent: its form, with the digests that its files were found to have. */
export type ReadyLine = {
  readonly line: number;
  readonly form: IntakeForm;
  readonly fingerprint: string;
  readonly evidenceDigest: string;
  /** Party of the registry. */
  readonly registry: string;
};

/** A document whose digest goes on the ledger; the document itself stays at home. */
export type IntakeDocument = { readonly digest: string; readonly text: string };

/** What a line becomes: a declaration, an application without its asset, and the documents behind their digests. */
export type LineApplication = {
  readonly declaration: DeclareAssetParams;
  readonly application: Omit<ApplyForRegistrationParams, "assetId">;
  readonly documents: readonly IntakeDocument[];
};

/**
 * Turns a line into its application for initial registration (article 32, annex 1). The same line and seed give the same
 * bytes in every run, so that a run after a crash continues the one before.
 *
 * @param seed 32 random bytes of the import. Keys and salts follow from it, so nobody can guess an asset's id from its
 *   line, nor a document from its digest.
 */
export async function applicationOf(ready: ReadyLine, seed: string): Promise<LineApplication> {
  const { line, form, fingerprint, evidenceDigest, registry } = ready;
  const derive = (what: string) => keccak256(toUtf8Bytes(`${seed} ${what} ${line}`));
  const description = await documentOf({
    title: "数据描述（附件1）",
    salt: derive("description"),
    name: form.name,
    summary: form.summary,
    industry: form.industry,
    source: form.source,
    sources: form.sourceAssets,
    category: form.category,
    grade: form.grade,
    region: form.region,
    timeSpan: { from: form.spanFrom, to: form.spanTo },
    updateFrequency: form.frequency,
    volume: { amount: form.volume, unit: form.volumeUnit },
    form: form.form,
    structure: form.structure,
    limits: { ...form.limits, resale: form.resale },
    rights: form.rights,
    territory: form.territory,
    purposes: form.purposes,
  });
  const limits = await limitsOf(form, derive("limits"));
  const claim = {
    territory: form.territory,
    resale: form.resale,
    purposes: form.purposes,
    limitsDigest: limits?.digest ?? null,
  };
  return {
    declaration: {
      key: derive("asset"),
      name: form.name,
      fingerprint,
      descriptorDigest: description.digest,
      source: form.source,
      category: form.category,
      grade: form.grade,
      sources: form.sourceAssets,
    },
    application: {
      registry,
      evidenceDigest,
      claims: form.rights.map(({ right, lastDay }) => ({ right, until: timeText(endOfDate(lastDay)), ...claim })),
    },
    documents: limits ? [description, limits] : [description],
  };
}

/** The limits in words (annex 1); none where the form has none and export is allowed. */
async function limitsOf({ limits }: IntakeForm, salt: string): Promise<IntakeDocument | undefined> {
  const { users, buyers, environment, region } = limits;
  const none = [users, buyers, environment, region].every((text) => text === null) && limits.export;
  return none ? undefined : documentOf({ title: "权利限制（附件1）", salt, ...limits });
}

async function documentOf(content: { readonly [key: string]: JsonValue }): Promise<IntakeDocument> {
  const { sha256 } = await digestOf(content);
  return { digest: sha256, text: canonicalJson(content) };
}
