import { readFile } from "node:fs/promises";

/** How a contract was compiled, from the metadata in its own bytecode's build. */
export interface Compiled {
  readonly solc: string;
  readonly optimizerRuns: number;
  readonly viaIR: boolean;
  readonly evmVersion: string;
}

interface BuildInfo {
  readonly solcVersion: string;
  readonly input: { readonly settings: { optimizer: { runs: number }; viaIR: boolean; evmVersion: string } };
}

/** Settings of the build that made the artifact at `path` below `artifacts`. */
export async function compiledAs(artifacts: URL, path: string): Promise<Compiled> {
  const read = async <T>(file: string) => JSON.parse(await readFile(new URL(file, artifacts), "utf8")) as T;
  const { buildInfoId } = await read<{ buildInfoId: string }>(path);
  const { solcVersion, input } = await read<BuildInfo>(`build-info/${buildInfoId}.json`);
  const { optimizer, viaIR, evmVersion } = input.settings;
  return { solc: solcVersion, optimizerRuns: optimizer.runs, viaIR, evmVersion };
}
