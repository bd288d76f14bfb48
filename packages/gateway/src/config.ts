import { parseArgs } from "node:util";
import { Ajv } from "ajv";
import Type, { type Static } from "typebox";

const count = (description: string, fallback: number, minimum: number, maximum: number) =>
  Type.Integer({ description, default: fallback, minimum, maximum });
const text = (description: string, fallback: string) => Type.String({ description, default: fallback, minLength: 1 });
const optional = (description: string) => Type.Optional(Type.String({ description }));

/** Every setting of the gateway, with its default. Each is an environment variable, or an option `--like-this`. */
export const ConfigSchema = Type.Object(
  {
    HOST: text("address to listen on", "127.0.0.1"),
    PORT: count("port to listen on; 0 for any free one", 8080, 0, 65_535),
    RPC_URL: text("addresses of nodes of the ledger's chain, separated by commas", "http://127.0.0.1:8545"),
    DATA_DIR: text("folder of index, home records and documents", "./data/gateway"),
    DEPLOYMENT: text("file that records the deployed contracts", "./data/deployment.json"),
    EXPLORER_DIR: optional("folder of the explorer's static files"),
    PUBLIC_URL: optional("address at which others reach this gateway, for papers to print and sign"),
    KEYSTORE_DIR: optional("folder of encrypted keys that the gateway signs with"),
    KEYSTORE_PASSWORD_FILE: optional("file with the password of these keys"),
    NATIONAL_URL: optional("address of the national service system, or of its stand-in"),
    NATIONAL_TOKEN_FILE: optional("file with the token by which it knows this gateway"),
    LOG_LEVEL: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { default: "info" }),
    FINALITY_DEPTH: count("blocks on top of a block after which it is final", 0, 0, 1_000),
    UNDO_DEPTH: count("blocks that the index can take back", 64, 1, 10_000),
    POLL_MS: count("pause between two questions for a new block", 500, 5, 60_000),
    LOG_RANGE: count("widest range of blocks in one question for logs", 2_000, 1, 1_000_000),
    MAX_AHEAD: count("how far a nonce may be ahead of the chain when it is sent", 64, 1, 10_000),
    GAS_PRICE: count("highest gas price of transactions", 0, 0, Number.MAX_SAFE_INTEGER),
    MAX_TRANSACTION_BYTES: count("largest raw transaction", 131_072, 1_024, 1_048_576),
    BODY_BYTES: count("largest JSON body", 1_048_576, 1_024, 67_108_864),
    DOCUMENT_BYTES: count("largest document", 268_435_456, 1_024, Number.MAX_SAFE_INTEGER),
    RATE_PER_MINUTE: count("requests of one client in a minute; 0 for no limit", 6_000, 0, 10_000_000),
    MAX_OPEN_PUBLIC: count("unfinished operations of clients without an API key", 10_000, 0, 10_000_000),
    MAX_DELAY_MS: count("delay of the event loop above which requests are turned away; 0 for never", 2_000, 0, 60_000),
    HEARTBEAT_MS: count("longest silence of an event stream", 15_000, 10, 600_000),
    TRUST_PROXY: Type.Boolean({ description: "believe X-Forwarded-For", default: false }),
  },
  { additionalProperties: false },
);

/** The settings, validated. */
export type Config = Static<typeof ConfigSchema>;

/** A setting that cannot be used; the message has one sentence a line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the settings once, from the environment and from options, which win.
 * @throws {ConfigError} naming every wrong setting, its value and what it must be
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, args: readonly string[] = []): Config {
  const names = Object.keys(ConfigSchema.properties);
  const optionOf = (name: string) => name.toLowerCase().replaceAll("_", "-");
  const options = Object.fromEntries(names.map((name) => [optionOf(name), { type: "string" as const }]));
  let given: Record<string, unknown>;
  try {
    given = parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new ConfigError((error as Error).message.split("\n")[0]);
  }
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const value = given[optionOf(name)] ?? env[name];
    if (value !== undefined && value !== "") values[name] = value;
  }
  const raw = { ...values };
  const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
  const validate = ajv.compile<Config>(ConfigSchema);
  if (validate(values)) return checkTogether(values);
  const sentences = (validate.errors ?? []).map(({ instancePath, message, keyword, params }) => {
    const name = instancePath.slice(1);
    const what = keyword === "enum" ? `must be one of ${(params["allowedValues"] as string[]).join(", ")}` : message;
    return `${name} is ${JSON.stringify(raw[name])} but ${what}.`;
  });
  throw new ConfigError(sentences.join("\n"));
}

function checkTogether(config: Config): Config {
  const wrong: string[] = [];
  for (const url of config.RPC_URL.split(",")) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      wrong.push(`RPC_URL holds ${JSON.stringify(url)}, which is not an http or https address.`);
    }
  }
  for (const name of ["PUBLIC_URL", "NATIONAL_URL"] as const) {
    const { [name]: url } = config;
    if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      wrong.push(`${name} is ${JSON.stringify(url)}, which is not an http or https address.`);
    }
  }
  if ((config.KEYSTORE_DIR === undefined) !== (config.KEYSTORE_PASSWORD_FILE === undefined)) {
    wrong.push("KEYSTORE_DIR and KEYSTORE_PASSWORD_FILE must be set together.");
  }
  if ((config.NATIONAL_URL === undefined) !== (config.NATIONAL_TOKEN_FILE === undefined)) {
    wrong.push("NATIONAL_URL and NATIONAL_TOKEN_FILE must be set together.");
  }
  if (config.UNDO_DEPTH < config.FINALITY_DEPTH) {
    wrong.push(
      `UNDO_DEPTH is ${config.UNDO_DEPTH} but must be at least FINALITY_DEPTH, which is ${config.FINALITY_DEPTH}.`,
    );
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  return Object.freeze(config);
}
