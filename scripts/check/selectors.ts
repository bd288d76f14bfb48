import { ErrorFragment, EventFragment, FunctionFragment, Interface } from "ethers";
import { type Artifact, pickArtifacts, readArtifacts } from "./artifacts.ts";
import { Problem, runCheck } from "./problem.ts";

/** A proxy whose code is several contracts. */
interface ProxyPlan {
  /** The interface with everything that the proxy answers. */
  readonly surface: string;
  /** The contracts behind the proxy, in the order in which the fallback reaches them. */
  readonly chain: readonly string[];
  /** Functions that several of them have, and why that is right. The first in the chain answers. */
  readonly shared: Readonly<Record<string, string>>;
}

const forwarded = "forwarded to the UsageDesk at once, because uses are many";
const receipt = "(uint64,uint32,uint48,uint48,uint8,uint8,uint40,bytes32)";
const signature = "(bytes32,bytes32)";
const oneStorage = "inherited from AccessManaged by each, over one storage";

const PROXIES: readonly ProxyPlan[] = [
  {
    surface: "ILedger",
    chain: ["DataVoucher", "SeriesDesk", "PartyRegistry", "SeriesOpening", "UsageDesk"],
    shared: {
      "authority()": oneStorage,
      "setAuthority(address)": oneStorage,
      "isConsumingScheduledOp()": oneStorage,
      [`settleUse(${receipt},${signature},${signature})`]: forwarded,
      [`settleUses(${receipt}[],${signature}[],${signature})`]: forwarded,
    },
  },
  {
    surface: "IAssetRegistry",
    chain: [
      "AssetRegistry",
      "RegistrationCases",
      "RegistrationApplications",
      "Certification",
      "CertificateRemarks",
      "RegistryMembers",
    ],
    shared: {},
  },
  { surface: "IPublicRecords", chain: ["PublicRecords", "RecordRequests", "AuthorisedOperation"], shared: {} },
];

const functionsOf = (artifact: Artifact) =>
  new Interface(artifact.abi).fragments.filter((fragment) => FunctionFragment.isFragment(fragment));

/** Selectors of the chain: which contracts have each, under which signatures. */
function ownersOf(chain: readonly Artifact[]): Map<string, { contract: string; signature: string }[]> {
  const owners = new Map<string, { contract: string; signature: string }[]>();
  for (const artifact of chain) {
    for (const fragment of functionsOf(artifact)) {
      const entry = { contract: artifact.contractName, signature: fragment.format("sighash") };
      owners.set(fragment.selector, [...(owners.get(fragment.selector) ?? []), entry]);
    }
  }
  return owners;
}

/** Selectors in two contracts of the chain, unless listed; and listed ones that are shared no longer. */
function clashes(owners: ReturnType<typeof ownersOf>, listed: ProxyPlan["shared"]): string[] {
  const several = [...owners].filter(([, entries]) => entries.length > 1);
  const shared = new Set(several.flatMap(([, entries]) => entries.map(({ signature }) => signature)));
  return [
    ...several
      .filter(
        ([, entries]) =>
          new Set(entries.map(({ signature }) => signature)).size > 1 || !(entries[0]!.signature in listed),
      )
      .map(
        ([selector, entries]) =>
          `${selector} is in ${entries.map((e) => `${e.contract}.${e.signature}`).join(" and ")}`,
      ),
    ...Object.keys(listed)
      .filter((signature) => !shared.has(signature))
      .map((signature) => `${signature} is listed as shared, but is not`),
  ];
}

/** Functions of the surface that no contract of the chain answers. */
function unanswered(surface: Artifact, owners: ReturnType<typeof ownersOf>): string[] {
  return functionsOf(surface)
    .filter(({ selector }) => !owners.has(selector))
    .map((fragment) => `${surface.contractName}.${fragment.format("sighash")} is answered by nobody`);
}

/** What is wrong with a proxy, and how many functions its chain has. */
function checkProxy(artifacts: ReturnType<typeof readArtifacts>, { surface, chain, shared }: ProxyPlan) {
  const [whole, ...contracts] = pickArtifacts(artifacts, [surface, ...chain]);
  const owners = ownersOf(contracts);
  return { functions: owners.size, problems: [...clashes(owners, shared), ...unanswered(whole!, owners)] };
}

/** Events and errors of one name that differ between contracts: one name is one idea and one code everywhere. */
function differingNames(artifacts: Iterable<Artifact>): string[] {
  const seen = new Map<string, { contract: string; text: string }>();
  const problems: string[] = [];
  for (const artifact of artifacts) {
    for (const fragment of new Interface(artifact.abi).fragments) {
      if (!EventFragment.isFragment(fragment) && !ErrorFragment.isFragment(fragment)) continue;
      // "minimal" keeps `indexed`, which decides how a log is read, and drops the names of arguments.
      const key = `${fragment.type} ${fragment.name}`;
      const text = fragment.format("minimal");
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { contract: artifact.contractName, text });
      else if (first.text !== text) {
        problems.push(`${key} differs: ${first.contract} has ${first.text}, ${artifact.contractName} has ${text}`);
      }
    }
  }
  return problems;
}

runCheck("Selectors", () => {
  const artifacts = readArtifacts();
  const checked = PROXIES.map((plan) => ({ ...plan, ...checkProxy(artifacts, plan) }));
  const problems = [...checked.flatMap((proxy) => proxy.problems), ...differingNames(artifacts.values())];
  if (problems.length > 0) throw new Problem(`${problems.length} found\n${problems.map((p) => `  ${p}`).join("\n")}`);
  return checked
    .map(({ surface, functions, shared }) => {
      const count = Object.keys(shared).length;
      return `${surface} is answered in full, by ${functions} functions, ${count} of them shared on purpose`;
    })
    .join("; ");
});
