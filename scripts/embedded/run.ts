import { access } from "node:fs/promises";
import { join } from "node:path";
import { ILedger__factory } from "@data-voucher/sdk/contracts";
import { createLog, domain, readConfig, rebuild, startGateway } from "@data-voucher/gateway";
import { JsonRpcProvider } from "ethers";
import { stderrLog } from "../node/index.ts";
import type { CastName } from "../story/cast.ts";
import { settleCustody } from "./custody.ts";
import { custodians, settleDeskKeys } from "./desks.ts";
import { takeFolder } from "./folder.ts";
import { type Home, openHome } from "./home.ts";
import { tellInquiries } from "./inquiries.ts";
import { type EmbeddedLedger, openLedger } from "./ledger.ts";
import { type NationalPlace, settleNational, tellNational } from "./national.ts";
import { storePapers } from "./papers.ts";
import { checkPorts } from "./ports.ts";
import { handInRefusals } from "./refusals.ts";
import { createReport, type Report } from "./report.ts";
import type { Settings } from "./settings.ts";
import { untilSignalled } from "./signals.ts";

/** Starts ledger, gateway and explorer in this process and keeps them until a signal. */
export async function runEmbedded(settings: Settings, explorerDir: string): Promise<void> {
  const report = createReport(process.stdout);
  const signal = untilSignalled();
  const folder = await takeFolder(settings.dataDir);
  try {
    await checkPorts(settings);
    const home = await openHome(folder, settings.empty);
    report.opened(home, settings);
    const ledger = await openUnlessInterrupted(home, settings, report, signal);
    if (ledger === undefined) return report.interrupted();
    try {
      const national = await settleNational(home, settings);
      try {
        await serve({ home, ledger, national, settings, explorerDir, report, signal });
      } finally {
        await national.stop();
      }
    } finally {
      await ledger.node.stop();
    }
    report.stopped();
  } finally {
    folder.release();
  }
}

async function openUnlessInterrupted(
  home: Home,
  { rpcPort }: Settings,
  report: Report,
  signal: AbortSignal,
): Promise<EmbeddedLedger | undefined> {
  try {
    return await openLedger(home, rpcPort, stderrLog, report, signal);
  } catch (error) {
    if (error !== signal.reason) throw error;
    return undefined;
  }
}

/** Gateway and explorer over a ledger, until a signal. */
async function serve(served: {
  home: Home;
  ledger: EmbeddedLedger;
  national: NationalPlace;
  settings: Settings;
  explorerDir: string;
  report: Report;
  signal: AbortSignal;
}): Promise<void> {
  const { home, ledger, national, settings, explorerDir, report, signal } = served;
  const explorer = await isThere(join(explorerDir, "index.html"));
  const custody = await settleCustody(home, custodians(home));
  const config = readConfig({
    PORT: String(settings.port),
    RPC_URL: ledger.node.url,
    DATA_DIR: home.folders.gateway,
    DEPLOYMENT: home.deploymentFile,
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn",
    FINALITY_DEPTH: "0",
    KEYSTORE_DIR: custody.folder,
    KEYSTORE_PASSWORD_FILE: custody.passwordFile,
    NATIONAL_URL: national.url,
    NATIONAL_TOKEN_FILE: national.tokenFile,
    ...(explorer && { EXPLORER_DIR: explorerDir }),
  });
  const keys = await settleDeskKeys(home, (name) => partyOf(home, ledger, name));
  await handInRefusals(home, ledger.told);
  const log = createLog(config);
  if (settings.rebuild) report.rebuilt(await rebuild(config, domain, log));
  const gateway = await startGateway(config, domain, log);
  try {
    await storePapers(home, gateway.url, keys, signal);
    await tellInquiries({ home, ledger, gatewayUrl: gateway.url, keys, signal }, report.onHomeRecord);
    await tellNational({ home, gatewayUrl: gateway.url, keys, signal }, report.onHomeRecord);
    if (!signal.aborted) {
      report.ready({ home, ledger, gatewayUrl: gateway.url, explorer, took: performance.now() });
    }
    await untilAborted(signal, gateway.done);
  } finally {
    report.stopping();
    await gateway.stop();
  }
}

/** The address of a member of the cast, as the ledger has it. */
async function partyOf(home: Home, { node, deployment }: EmbeddedLedger, name: CastName): Promise<string> {
  const provider = new JsonRpcProvider(node.url, home.chainId, { staticNetwork: true });
  try {
    const ledger = ILedger__factory.connect(deployment.contracts["Ledger"]!.address, provider);
    return await ledger.partyAddress(home.players[name].partyId);
  } finally {
    provider.destroy();
  }
}

/** Waits for a signal; fails when the gateway can no longer follow the chain. */
async function untilAborted(signal: AbortSignal, failure: Promise<void>): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([aborted, failure]);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
