import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { NationalError } from "./national-error.ts";
import { startStandIn } from "./stand-in.ts";

const usage = `npm run national:stand-in -- --folder <folder> --token-file <file> [--port <port>]
  --folder      where it keeps what it receives
  --token-file  the token by which it knows the gateway; the gateway's NATIONAL_TOKEN_FILE
  --port        8090 unless given; 0 for any free one`;

async function readSettings(args: readonly string[]) {
  const text = { type: "string" } as const;
  let values: { folder?: string; "token-file"?: string; port?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { folder: text, "token-file": text, port: text } }));
  } catch (cause) {
    throw new NationalError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
  const { folder, "token-file": file, port = "8090" } = values;
  if (folder === undefined || file === undefined) {
    throw new NationalError(`--folder and --token-file are needed.\n\n${usage}`);
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new NationalError(`--port is ${port}; it must be 0 to 65535.\n\n${usage}`);
  }
  const token = (
    await readFile(file, "utf8").catch((cause: unknown) => {
      throw new NationalError(`The token file ${file} cannot be read.`, { cause });
    })
  ).trim();
  if (token === "") throw new NationalError(`The token file ${file} is empty.`);
  return { folder, token, port: Number(port) };
}

try {
  const standIn = await startStandIn(await readSettings(process.argv.slice(2)));
  process.stdout.write(`国家系统演示端（演示） Stand-in of the national service system: ${standIn.url}\n`);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => void standIn.stop());
} catch (error) {
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: { code?: string } };
  if (error instanceof NationalError) process.stderr.write(`${error.message}\n`);
  else if (code === "EADDRINUSE") process.stderr.write("The port is in use by another program: name another --port.\n");
  else if (cause?.code === "LEVEL_LOCKED") process.stderr.write("Another process has the folder: stop it first.\n");
  else throw error;
  process.exitCode = 1;
}
