import closeWithGrace from "close-with-grace";
import { pino, type Logger } from "pino";
import { createApp } from "./app.ts";
import { ConfigError, type Config } from "./config.ts";
import { readDeployment } from "./deployment.ts";
import { openGateway, type Domain } from "./open.ts";

/** Paths in log lines that could hold a secret. */
const redact = [
  "req.headers.authorization",
  'req.headers["x-api-key"]',
  "headers.authorization",
  "password",
  "key",
  "secret",
  "privateKey",
];

/** The gateway's log: one JSON line each, without secrets. */
export function createLog(config: Config): Logger {
  return pino({ level: config.LOG_LEVEL, redact: { paths: redact, censor: "[redacted]" } });
}

/** A gateway that listens. */
export interface RunningGateway {
  /** Where it listens. */
  readonly url: string;
  /** Ends requests under way, stops following the chain, closes the stores. */
  stop(): Promise<void>;
  /** Settles when following the chain ends; fails when it cannot go on. */
  readonly done: Promise<void>;
}

/**
 * Starts a gateway in this process.
 * @throws {ConfigError | StoreError} as a sentence
 */
export async function startGateway(
  config: Config,
  domain: Domain,
  log: Logger = createLog(config),
): Promise<RunningGateway> {
  const abort = new AbortController();
  const deployment = await readDeployment(config.DEPLOYMENT);
  const gateway = await openGateway({ config, deployment, domain, log, signal: abort.signal });
  const app = await createApp(gateway.services, log).catch(async (error: unknown) => {
    await gateway.close();
    throw error;
  });
  let url: string;
  try {
    url = await app.listen({ host: config.HOST, port: config.PORT });
  } catch (error) {
    await app.close();
    await gateway.close();
    throw explainListen(error, config);
  }
  const done = gateway.run(abort.signal);
  done.catch(() => undefined);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    abort.abort();
    await app.close();
    await done.catch(() => undefined);
    await gateway.close();
  };
  return { url, done, stop: () => (stopping ??= stop()) };
}

/** Runs a gateway until a signal or a failure that it cannot survive. */
export async function serve(config: Config, domain: Domain): Promise<void> {
  const log = createLog(config);
  const gateway = await startGateway(config, domain, log);
  const grace = closeWithGrace({ delay: 10_000 }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, "stopping after a failure");
    else log.info({ signal }, "stopping");
    await gateway.stop();
  });
  gateway.done.catch((error: Error) => {
    log.fatal({ err: error }, error.message);
    process.exitCode = 1;
    void grace.close();
  });
}

function explainListen(error: unknown, { HOST, PORT }: Config): unknown {
  const { code } = error as { code?: string };
  if (code === "EADDRINUSE") return new ConfigError(`Port ${PORT} of ${HOST} is in use by another program: set PORT.`);
  if (code === "EACCES") return new ConfigError(`Port ${PORT} of ${HOST} may not be used by this user: set PORT.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new ConfigError(`HOST ${HOST} is not an address of this machine.`);
  return error;
}
