import type { LedgerDeployment as SdkDeployment } from "@data-voucher/sdk";
import type { Config } from "../config.ts";
import type { LedgerDeployment } from "../deployment.ts";

/** The address that papers print and sign; never taken from a request, whose headers anybody can write. */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Config): string {
  const url = PUBLIC_URL ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
  return url.replace(/\/+$/, "");
}

/** The deployment as the SDK takes it. */
export function sdkDeployment({ chainId, contracts }: LedgerDeployment): SdkDeployment {
  const places = Object.entries(contracts).map(([name, address]) => [name, { address }] as const);
  return { chainId, contracts: Object.fromEntries(places) };
}
