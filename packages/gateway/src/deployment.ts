import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import Type, { type Static } from "typebox";
import { ConfigError } from "./config.ts";
import type { Deployment } from "./index/identity.ts";
import { checksum } from "./ledger/checksum.ts";

const Address = Type.String({ pattern: "^0x[0-9a-fA-F]{40}$" });

/** The file that the deployment command writes. Further members are allowed. */
export const DeploymentFile = Type.Object({
  chainId: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: "^[1-9]\\d*$" })]),
  contracts: Type.Record(
    Type.String(),
    Type.Object({ address: Address, block: Type.Integer({ minimum: 0 }), version: Type.Optional(Type.String()) }),
    { minProperties: 1 },
  ),
});

/** Where each contract of the ledger is. */
export interface LedgerDeployment extends Deployment {
  /** Contract name to address, lower case. */
  readonly contracts: Readonly<Record<string, string>>;
  /** Where, when and in which version each contract was deployed, by name. */
  readonly details: Readonly<Record<string, ContractDetails>>;
}

/** What the deployment file tells of one contract. */
export interface ContractDetails {
  /** Checksummed. */
  readonly address: string;
  readonly block: number;
  /** Null where the file does not tell. */
  readonly version: string | null;
}

/** Reads the deployment file. @throws {ConfigError} as a sentence */
export async function readDeployment(file: string): Promise<LedgerDeployment> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    const missing = (cause as { code?: string }).code === "ENOENT";
    const what = missing ? "does not exist: deploy the ledger first" : "cannot be read as JSON";
    throw new ConfigError(`The deployment file ${file} ${what}.`, { cause });
  }
  const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile<Static<typeof DeploymentFile>>(
    DeploymentFile,
  );
  if (!validate(content)) {
    const [error] = validate.errors!;
    throw new ConfigError(`The deployment file ${file} is not usable: ${error!.instancePath} ${error!.message}.`);
  }
  return deploymentOf(content);
}

/** The deployment that a file's content describes. */
export function deploymentOf({ chainId, contracts }: Static<typeof DeploymentFile>): LedgerDeployment {
  const list = Object.entries(contracts);
  const byName = Object.fromEntries(list.map(([name, { address }]) => [name, address.toLowerCase()]));
  const details = list.map(([name, { address, block, version = null }]) => [
    name,
    { address: checksum(address), block, version },
  ]);
  return {
    chainId: String(chainId),
    startBlock: Math.min(...list.map(([, { block }]) => block)),
    addresses: Object.values(byName).sort(),
    contracts: byName,
    details: Object.fromEntries(details) as LedgerDeployment["details"],
  };
}
