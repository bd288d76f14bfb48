import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLedger, profiles, type Ledger, type LedgerDeployment } from "@data-voucher/sdk";
import { columns, csvTemplate, type ColumnKey } from "@data-voucher/sdk/intake";
import { hexlify, JsonRpcProvider, Wallet } from "ethers";
import { deployLedger } from "../../scripts/deploy/deploy.ts";

const random = () => hexlify(randomBytes(32));

/** A ledger with a registry and a firm, to which lists are sent. */
export interface IntakeLedger {
  readonly registry: string;
  readonly applicant: string;
  /** Acts with the firm's key, and reads. */
  readonly ledger: Ledger;
  /** Arguments of the command that name the ledger, the firm's key and the registry. */
  readonly where: readonly string[];
  close(): void;
}

/** Deploys the ledger on a node, admits both, and leaves deployment and key in the folder. */
export async function createIntakeLedger(url: string, folder: string): Promise<IntakeLedger> {
  const provider = new JsonRpcProvider(url, undefined, { batchMaxCount: 1, cacheTimeout: -1 });
  const [governance, authority, registryKey, firmKey] = [random(), random(), random(), random()];
  const founder = (name: string, roles: number, key: string) => ({
    partyId: random(),
    roles,
    jurisdiction: 156,
    identityDigest: random(),
    safeUseCommitment: random(),
    account: new Wallet(key).address,
    powers: 15,
    name,
  });
  const choices = {
    governance: founder("governance", 1, governance),
    authority: founder("authority", 2, authority),
    upgradeDelay: 0,
    configurationDelay: 0,
  };
  const deployed = await deployLedger({ provider, deployerKey: random(), choices });
  provider.destroy();
  const deployment: LedgerDeployment = deployed;
  const desk = await createLedger({ rpcUrl: url, deployment, signer: new Wallet(authority) });
  const admit = async (name: string, role: "registry" | "trader", key: string) => {
    const handle = await desk.parties.admit({
      partyId: random(),
      roles: [role],
      jurisdiction: 156,
      identityDigest: random(),
      safeUseCommitment: role === "trader" ? random() : null,
      account: new Wallet(key).address,
      powers: ["operate", "approve", "view", "manage"],
      name,
    });
    return (await handle.wait()).party;
  };
  const registry = await admit("登记机构", "registry", registryKey);
  const applicant = await admit("数据企业", "trader", firmKey);
  await (await desk.registries.setCode({ registry, region: 45, digit: 1 })).wait();
  const rules = await (await desk.profiles.define({ ...profiles.nationalGuide, documentDigest: random() })).wait();
  await (await desk.profiles.give({ registry, profileId: rules.profileId, documentDigest: random() })).wait();
  desk.close();

  const files = { deployment: join(folder, "deployment.json"), key: join(folder, "firm.json") };
  await writeFile(files.deployment, JSON.stringify(deployed));
  await writeFile(files.key, JSON.stringify({ privateKey: firmKey }), { mode: 0o600 });
  const ledger = await createLedger({ rpcUrl: url, deployment, signer: new Wallet(firmKey) });
  const options = { "--rpc-url": url, "--deployment": files.deployment, "--key-file": files.key };
  return {
    registry,
    applicant,
    ledger,
    where: [...Object.entries(options).flat(), "--registry", registry],
    close: () => ledger.close(),
  };
}

/** The cells of line `n`, all of them good under the national guide, with terms of about two years from a moment. */
export function cellsOf(n: number, now: number): Partial<Record<ColumnKey, string>> {
  const lastDay = new Date((now + 700 * 86_400) * 1000).toISOString().slice(0, 10);
  return {
    lineKey: `L${n}`,
    name: `广西货运时效数据 第${n}线`,
    summary: `第 ${n} 条货运线路的逐日时效与延误原因，由本企业在经营中采集。`,
    industry: "G54",
    source: "采集生成",
    category: "企业数据",
    grade: "一般",
    region: "省级",
    spanFrom: "2022-01-01",
    spanTo: "2022-12-31",
    frequency: "不更新",
    volume: String(1_000 + n),
    volumeUnit: "条",
    form: "表格",
    structure: "结构化",
    resale: "是",
    export: "否",
    holdUntil: lastDay,
    useUntil: lastDay,
    operateUntil: lastDay,
    purposes: "物流调度",
    data: `0x${n.toString(16).padStart(64, "0")}`,
    evidence: `0x${(n + 1_000_000).toString(16).padStart(64, "0")}`,
  };
}

/** Lines below the headings of the CSV template. */
export function listOf(lines: readonly Partial<Record<ColumnKey, string>>[]): string {
  const row = (line: Partial<Record<ColumnKey, string>>) => columns.map(({ key }) => `"${line[key] ?? ""}"`).join(",");
  return `${new TextDecoder().decode(csvTemplate())}${lines.map(row).join("\r\n")}\r\n`;
}

/** The columns of a report by line key. */
export function readReport(text: string): Map<string, { caseId: string; assetId: string; refusalCode: string }> {
  const rows = text.replace("\ufeff", "").trim().split("\r\n").slice(1);
  return new Map(
    rows.map((row) => {
      const [, lineKey = "", caseId = "", assetId = "", , refusalCode = ""] = row.slice(1, -1).split('","');
      return [lineKey, { caseId, assetId, refusalCode }];
    }),
  );
}

/** How many cases the ledger has of each asset of a party; each application makes one. */
export async function casesByAsset({ ledger, applicant }: IntakeLedger): Promise<Map<string, string[]>> {
  const { assets } = ledger.client.contracts;
  const found = new Map<string, string[]>();
  const count = Number(await assets.caseCount());
  const events = await assets.queryFilter(assets.filters.RegistrationApplied(undefined, undefined, applicant), 0);
  for (const { args } of events) found.set(args.assetId, [...(found.get(args.assetId) ?? []), String(args.caseId)]);
  if (events.length !== count) throw new Error(`${count} cases on the ledger, ${events.length} in its logs`);
  return found;
}

/** How many assets the party has declared. */
export async function declaredCount({ ledger, applicant }: IntakeLedger): Promise<number> {
  const { assets } = ledger.client.contracts;
  return (await assets.queryFilter(assets.filters.AssetDeclared(undefined, applicant), 0)).length;
}
