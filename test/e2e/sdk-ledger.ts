import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLedger, type ClientOptions, type Ledger, type LedgerDeployment } from "@data-voucher/sdk";
import { Wallet } from "ethers";
import { createBench } from "./launch.ts";

/** A member of the first-start history. */
export interface Desk {
  readonly party: string;
  readonly key: Wallet;
}

/** Starts a ledger with its history, and opens it for keys of the desks. */
export async function startLedger() {
  const bench = createBench();
  const dataDir = await bench.told();
  const { gateway, rpc } = await bench.launch({ dataDir }).ready();
  const deployment = JSON.parse(await readFile(join(dataDir, "deployment.json"), "utf8")) as LedgerDeployment;
  const opened: Ledger[] = [];

  /** Opens the ledger; close it before the same key is opened again. */
  async function open(options: Partial<ClientOptions> = {}): Promise<Ledger> {
    const ledger = await createLedger({ rpcUrl: rpc, deployment, ...options });
    opened.push(ledger);
    return ledger;
  }
  const reader = await open();

  /** A desk of the history, by the name of its key file. */
  async function desk(name: string): Promise<Desk> {
    const content = JSON.parse(await readFile(join(dataDir, "keys", `${name}.json`), "utf8")) as {
      partyId: string;
      privateKey: string;
    };
    return { party: reader.parties.addressOf(content.partyId), key: new Wallet(content.privateKey) };
  }

  /** An answer of the gateway. */
  async function ask<T>(path: string): Promise<T> {
    const answer = await fetch(`${gateway}${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Every item of a list of the gateway. */
  async function askAll<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor = ""; ;) {
      const joint = path.includes("?") ? "&" : "?";
      const page = await ask<{ items: T[]; nextCursor: string | null }>(`${path}${joint}limit=200${cursor}`);
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  /** Waits until the gateway has read the ledger up to a block. */
  async function indexed(block: number): Promise<void> {
    for (;;) {
      const status = await ask<{ indexed: { number: number } | null }>("/v1/status");
      if ((status.indexed?.number ?? 0) >= block) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return {
    dataDir,
    gateway,
    rpc,
    deployment,
    reader,
    open,
    desk,
    ask,
    askAll,
    indexed,
    async stop() {
      for (const ledger of opened) ledger.close();
      await bench.clean();
    },
  };
}

/** A ledger that was really started. */
export type StartedLedger = Awaited<ReturnType<typeof startLedger>>;

/** A voucher as the gateway lists it, as far as tests look at it. */
export interface ListedVoucher {
  readonly voucherId: string;
  readonly seriesId: number;
  readonly holder: string;
  readonly units: string;
  readonly state: "live" | "expired" | "cancelled" | "merged" | "writtenExpired";
  readonly locks: readonly object[];
}

/** The voucher of a party with the most units, of those that it may pass on: what is licensed onward is locked. */
export async function largestOf({ askAll }: StartedLedger, party: string): Promise<ListedVoucher> {
  const held = await askAll<ListedVoucher>(`/v1/vouchers?holder=${party}`);
  const free = held.filter(({ state, locks }) => state === "live" && locks.length === 0);
  const [largest] = free.sort((a, b) => Number(b.units) - Number(a.units));
  if (!largest) throw new Error(`${party} holds no voucher`);
  return largest;
}
