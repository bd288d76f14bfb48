import { ownParty, resolve } from "../client/resolve.ts";
import { read } from "../client/reading.ts";
import { getAsset } from "../actions/assets/get-asset.ts";
import { getRight } from "../actions/cases/get-right.ts";
import { getParty } from "../actions/parties/get-party.ts";
import { getProfile } from "../actions/profiles/get-profile.ts";
import { profileOf } from "../actions/profiles/profile-of.ts";
import type { LedgerClient } from "../client/client.ts";
import { isLedgerError } from "../errors/ledger-error.ts";
import type { ProfileTerms } from "../vocabulary/profiles.ts";
import type { IntakeRules } from "./check-form.ts";
import { inParallel } from "./in-parallel.ts";
import { problem, type IntakeProblem, type ProblemCode, type ProblemValues } from "./problems.ts";
import { guideRules, previewIntake, withProblems, type IntakePreview, type PreviewLine } from "./preview.ts";

/** What the ledger says of one registry. */
type FoundRegistry = {
  readonly party?: string | undefined;
  readonly terms?: ProfileTerms | undefined;
  /** Why no application can be made there now. */
  readonly refused?: ProblemCode | undefined;
};

/** Reads that are on their way at once. */
const atOnce = 16;

/**
 * Checks a file by the ledger that it is meant for: the clock of the newest block, each registry's own profile, the
 * applicant's standing, and for derived data a live right to use every source (article 21). Reads only.
 *
 * @param registry party address of the registry for lines that name none; null for none
 * @returns the preview, and the party of each registry by the address that the file gives
 * @throws LedgerError SIGNER_MISSING, ACCOUNT_UNKNOWN, codes of the node
 */
export async function previewOnLedger(
  client: LedgerClient,
  bytes: Uint8Array,
  registry: string | null,
): Promise<{
  readonly preview: IntakePreview;
  readonly applicant: string;
  readonly registries: ReadonlyMap<string, string>;
}> {
  const applicant = await ownParty(client);
  const now = (await client.provider.getBlock("latest"))?.timestamp ?? Math.floor(Date.now() / 1000);
  // Once to learn which registries the file names, and once by their rules.
  const first = previewIntake(bytes, guideRules(now, registry));
  const named = new Set(first.lines.flatMap(({ form }) => form?.registry ?? registry ?? []));
  const found = new Map<string, FoundRegistry>();
  await inParallel([...named], atOnce, async (given) => {
    found.set(given, await findRegistry(client, given, applicant));
  });
  const guide = guideRules(now, registry);
  const termsOf: IntakeRules["termsOf"] = (given) => {
    const known = found.get(given ?? "");
    return known?.terms ?? guide.termsOf(given);
  };
  const preview = withProblems(previewIntake(bytes, { ...guide, termsOf }), [
    ...(await applicantProblems(client, applicant)),
    ...registryProblems(first.lines, registry, found),
    ...(await sourceProblems(client, first.lines, applicant)),
  ]);
  const registries = new Map([...found].flatMap(([given, { party }]) => (party === undefined ? [] : [[given, party]])));
  return { preview, applicant, registries };
}

async function findRegistry(client: LedgerClient, given: string, applicant: string): Promise<FoundRegistry> {
  let party: string | undefined;
  try {
    ({ party } = await resolve(client, given, "registry"));
    if (party === applicant) return { refused: "OWN_REGISTRY" };
    const { roles, standing } = await getParty(client, party);
    if (!roles.includes("registry")) return { refused: "REGISTRY_INVALID" };
    const terms = await getProfile(client, await profileOf(client, party));
    const works = terms.kinds.includes("initial") && ["good", "warned"].includes(standing);
    return { party, terms, refused: works ? undefined : "REGISTRY_CLOSED" };
  } catch (error) {
    if (isLedgerError(error, "PROFILE_MISSING")) return { party, refused: "REGISTRY_CLOSED" };
    if (isLedgerError(error, "PARTY_UNKNOWN") || isLedgerError(error, "ADDRESS_MALFORMED")) {
      return { refused: "REGISTRY_INVALID" };
    }
    throw error;
  }
}

async function applicantProblems(client: LedgerClient, applicant: string): Promise<IntakeProblem[]> {
  const { roles, standing } = await getParty(client, applicant);
  const refuse = (en: string, zh: string) => [problem("APPLICANT_NOT_ALLOWED", 0, null, { why: [en, zh] })];
  if (!roles.includes("trader")) return refuse("it is no trader", "不是交易主体");
  return ["good", "warned"].includes(standing) ? [] : refuse(`its standing is ${standing}`, `主体状态为 ${standing}`);
}

function registryProblems(
  lines: readonly PreviewLine[],
  registry: string | null,
  found: ReadonlyMap<string, FoundRegistry>,
): IntakeProblem[] {
  return lines.flatMap(({ line, form }) => {
    const value = form?.registry ?? registry ?? "";
    const known = form === null ? undefined : found.get(value);
    return known?.refused === undefined ? [] : [problem(known.refused, line, "registry", { value })];
  });
}

/** Article 21: each source of derived data exists, and the applicant may use it; the grade of a source is inherited. */
async function sourceProblems(
  client: LedgerClient,
  lines: readonly PreviewLine[],
  party: string,
): Promise<IntakeProblem[]> {
  const sources = new Set(lines.flatMap(({ form }) => form?.sourceAssets ?? []));
  const faults = new Map<string, readonly [ProblemCode, ProblemValues]>();
  await inParallel([...sources], atOnce, async (value) => {
    const code = await faultOfSource(client, value, party);
    if (code) faults.set(value, [code, { value }]);
  });
  return lines.flatMap(({ line, form }) =>
    (form?.sourceAssets ?? []).flatMap((source) => {
      const [code, values] = faults.get(source) ?? [];
      return code ? [problem(code, line, "sourceAssets", values)] : [];
    }),
  );
}

async function faultOfSource(client: LedgerClient, assetId: string, party: string): Promise<ProblemCode | undefined> {
  try {
    if ((await getAsset(client, assetId)).grade === "core") return "CORE_DATA";
  } catch (error) {
    if (isLedgerError(error, "ASSET_UNKNOWN")) return "SOURCE_UNKNOWN";
    throw error;
  }
  if (await getRight(client, { assetId, right: "use", party })) return undefined;
  return (await read(client, () => client.contracts.records.mayUse(assetId, party))) ? undefined : "USE_RIGHT_MISSING";
}
