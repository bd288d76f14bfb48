#!/usr/bin/env node
import { ConfigError, readConfig } from "./config.ts";
import { keysCommand } from "./commands/keys.ts";
import { rebuild } from "./commands/rebuild.ts";
import { domain } from "./domain.ts";
import { createLog, serve } from "./server.ts";
import { StoreError } from "./store/level.ts";

const usage = `data-voucher-gateway [serve]            answer requests
data-voucher-gateway rebuild            build the index anew from the chain; home records stay
data-voucher-gateway keys add --role ROLE --label TEXT [--party 0x…] [--days N]
data-voucher-gateway keys list
data-voucher-gateway keys revoke --id ID

Settings are environment variables or options (--port 8080): see docs.`;

const [command, ...rest] = process.argv.slice(2);

try {
  if (command === undefined || command === "serve" || (command.startsWith("--") && command !== "--help")) {
    await serve(readConfig(process.env, command === "serve" ? rest : process.argv.slice(2)), domain);
  } else if (command === "rebuild") {
    const config = readConfig(process.env, rest);
    await rebuild(config, domain, createLog(config));
  } else if (command === "keys") {
    process.stdout.write(await keysCommand(rest, process.env));
  } else if (command === "--help" || command === "help") {
    process.stdout.write(`${usage}\n`);
  } else {
    throw new ConfigError(`There is no command ${command}.\n\n${usage}`);
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
