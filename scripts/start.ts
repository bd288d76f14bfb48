import { fileURLToPath } from "node:url";

const explorerDir = fileURLToPath(new URL("../packages/explorer/dist", import.meta.url));

/** Errors whose message is a sentence for the person at the keyboard. */
const explained = ["StartError", "NodeError", "StoryError", "ConfigError", "StoreError", "BuildError"];

try {
  // Loaded here and not above, so that a missing build is a sentence too.
  const { runEmbedded } = await import("./embedded/run.ts");
  const { readSettings } = await import("./embedded/settings.ts");
  await runEmbedded(readSettings(process.env, process.argv.slice(2)), explorerDir);
} catch (error) {
  const { code, message, name } = error as Error & { code?: string };
  if (code === "ERR_MODULE_NOT_FOUND") {
    process.stderr.write(
      `\nBUILD_MISSING: The ledger is not built. Run "npm ci" and "npm run build" first.\n${message}\n`,
    );
  } else if (explained.includes(name)) {
    process.stderr.write(`\n${code ? `${code}: ` : ""}${message}\n`);
  } else {
    throw error;
  }
  process.exitCode = 1;
}
