import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { roles, type Role } from "../auth/client.ts";
import { createKeys, type KeyRow, type Keys } from "../auth/keys.ts";
import { ConfigError, readConfig } from "../config.ts";
import { rfc3339ms } from "../http/time.ts";
import { folders } from "../open.ts";
import { openHomeStore } from "../store/home.ts";
import { StoreError } from "../store/level.ts";

const options = {
  role: { type: "string" },
  party: { type: "string" },
  account: { type: "string" },
  label: { type: "string" },
  days: { type: "string", default: "365" },
  id: { type: "string" },
  "data-dir": { type: "string" },
} as const;

/** Adds, lists and revokes API keys while no gateway runs; a running one takes `/v1/keys`. Returns what to print. */
export async function keysCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const [action, ...rest] = args;
  let values;
  try {
    ({ values } = parseArgs({ args: rest, options, strict: true }));
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
  const config = readConfig(env, values["data-dir"] === undefined ? [] : ["--data-dir", values["data-dir"]]);
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  const home = await openHomeStore({ folder: join(config.DATA_DIR, folders.home) }).catch((error: unknown) => {
    if (!(error instanceof StoreError) || error.code !== "STORE_IN_USE") throw error;
    throw new StoreError(
      error.code,
      "The gateway is running: stop it first, or use GET or DELETE /v1/keys with an operator's key; a party asks for a key of its own at POST /v1/parties/{party}/keys.",
    );
  });
  try {
    return await act(createKeys(home), action, values);
  } finally {
    await home.close();
  }
}

type Values = { role?: string; party?: string; account?: string; label?: string; days: string; id?: string };

async function act(keys: Keys, action: string | undefined, values: Values): Promise<string> {
  if (action === "add") return add(keys, values);
  if (action === "list") return (await keys.list()).map(({ key, row }) => line(key, row)).join("");
  if (action === "revoke") {
    if (values.id === undefined) throw new ConfigError("keys revoke needs --id.");
    await keys.revoke(values.id).catch(() => {
      throw new ConfigError(`There is no API key ${values.id}.`);
    });
    return `${values.id} is revoked.\n`;
  }
  throw new ConfigError("keys takes add, list or revoke.");
}

async function add(keys: Keys, { role, party, account, label, days }: Values): Promise<string> {
  const allowed = roles.filter((each) => each !== "public");
  if (!allowed.includes(role as Exclude<Role, "public">)) {
    throw new ConfigError(`keys add needs --role, one of ${allowed.join(", ")}.`);
  }
  if (label === undefined || label === "") throw new ConfigError("keys add needs --label: who or what the key is for.");
  if (party !== undefined && !/^0x[0-9a-fA-F]{40}$/.test(party)) throw new ConfigError("--party is not an address.");
  if (account !== undefined && !/^0x[0-9a-fA-F]{40}$/.test(account))
    throw new ConfigError("--account is not an address.");
  if (account !== undefined && party === undefined)
    throw new ConfigError("--account needs --party, whose account it is.");
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new ConfigError("--days is not a number from 1 to 9999.");
  const expiresAt = Date.now() + Number(days) * 86_400_000;
  const added = await keys.add({
    role: role as KeyRow["role"],
    party: party?.toLowerCase() ?? null,
    account: account?.toLowerCase(),
    label,
    expiresAt,
  });
  return `${added.text}\n`;
}

function line(id: string, { role, party, account, label, expiresAt, revokedAt }: KeyRow): string {
  const state = revokedAt === null ? `until ${rfc3339ms(expiresAt)}` : `revoked ${rfc3339ms(revokedAt)}`;
  return `${id} ${role} ${party ?? "-"} ${account === undefined ? "" : `${account} `}${state} ${label}\n`;
}
