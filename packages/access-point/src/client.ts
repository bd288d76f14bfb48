import type { AnalysisInput, Ledger, PurposeInput, UseReceipt } from "@data-voucher/sdk";

/** What a holder's client is made of. */
export interface UseClientOptions {
  /** A ledger with a key of the holder that may `use`. */
  readonly ledger: Ledger;
  /** Where the access point's data is, such as `https://data.example.cn`. */
  readonly url: string;
  /** Path of the access point's own routes. */
  readonly prefix?: string;
  readonly voucherId: string;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
  /** Units that an earlier client received and did not sign for, by the caller's own record; none unless given. */
  readonly owed?: number;
}

/** An access point asked to have signed what it did not serve, or something else than what is used. */
export class ReceiptDisputed extends Error {
  override readonly name = "ReceiptDisputed";
  readonly receipt: UseReceipt;

  constructor(message: string, receipt: UseReceipt) {
    super(message);
    this.receipt = receipt;
  }
}

interface Open {
  readonly token: string;
  readonly signed: { readonly receipt: UseReceipt; readonly signature: string } | null;
}

/**
 * Uses data at an access point: opens sessions, counts what it received, and signs receipts for no more than that. What
 * the access point says of earlier uses counts only where the ledger or this key's own signature says the same.
 *
 * @example
 * const data = createUseClient({ ledger, url, voucherId, purpose: "logistics", analysis: "lookup" });
 * const answer = await data.fetch("/deadlines/2026-09-01");
 */
export function createUseClient(options: UseClientOptions) {
  const { ledger, url, prefix = "/uses", voucherId, purpose, analysis, owed = 0 } = options;
  const base = url.replace(/\/+$/, "");
  // How long it lasts is for the access point to say, by its own clock.
  let session: Open | undefined;
  let opening: Promise<Open> | undefined;
  let received = 0;
  let unsigned = owed;
  /** The voucher's epoch, and the fewest units that this key has agreed to leave of it by receipts and by the ledger. */
  let agreed: { readonly epoch: number; left: number } | undefined;

  const ask = async (path: string, body: object, token?: string): Promise<unknown> => {
    const answer = await fetch(`${base}${prefix}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token !== undefined && { authorization: `Use ${token}` }) },
      body: JSON.stringify(body),
    });
    const content = answer.status === 204 ? undefined : await answer.json();
    if (answer.ok) return content;
    const { code, title } = content as { code?: string; title?: string };
    throw new Error(`The access point refused: ${code ?? answer.status}. ${title ?? ""}`.trim());
  };

  const isSame = (receipt: UseReceipt) =>
    receipt.voucherId === voucherId && receipt.purpose === purpose && receipt.analysis === analysis;

  const open = async (): Promise<Open> => {
    const challenge = (await ask("/challenges", { voucherId, purpose, analysis })) as UseReceipt;
    if (!isSame(challenge) || challenge.usedUnits !== "0") {
      throw new ReceiptDisputed("The challenge is about another use, or of units", challenge);
    }
    const signature = await ledger.usage.sign(challenge);
    const opened = (await ask("/sessions", { receipt: challenge, signature })) as Open;
    const { epoch, units } = await ledger.vouchers.get(voucherId);
    if (agreed?.epoch !== epoch) {
      // What was received in an ended epoch can no longer be signed for.
      if (agreed !== undefined) unsigned = 0;
      agreed = { epoch, left: Number(units) };
    }
    if (opened.signed !== null && opened.signed.receipt.epoch === epoch) {
      const { receipt, signature: earlier } = opened.signed;
      const own = await ledger.client.signer().getAddress();
      if (ledger.usage.signerOf(receipt, earlier) === own) agreed.left = Math.min(agreed.left, leftBy(receipt));
    }
    session = opened;
    return opened;
  };
  const current = async (): Promise<Open> => {
    if (session !== undefined) return session;
    opening ??= open().finally(() => (opening = undefined));
    return opening;
  };

  const sign = async (receipt: UseReceipt, token: string): Promise<void> => {
    if (!isSame(receipt) || receipt.epoch !== agreed?.epoch) {
      throw new ReceiptDisputed("The receipt is about another use", receipt);
    }
    // By what is left, not by what is said to be used: the ledger counts what a receipt leaves, whatever it began with.
    const counted = agreed.left - leftBy(receipt);
    if (!(counted <= unsigned)) {
      throw new ReceiptDisputed(`The receipt counts ${counted} units more, ${unsigned} were received`, receipt);
    }
    await ask("/receipts", { receipt, signature: await ledger.usage.sign(receipt) }, token);
    if (counted <= 0) return;
    agreed.left -= counted;
    unsigned -= counted;
  };

  return {
    /** Units that this client received. */
    get received() {
      return received;
    },

    /** Units that were received and are not signed for: what another client that goes on is `owed`. */
    get unsigned() {
      return unsigned;
    },

    /**
     * Fetches data within the voucher; signs for what was received when the access point asks, and goes on.
     *
     * @param units how many units the request uses
     * @throws ReceiptDisputed; Error where the access point refuses a session or a receipt
     */
    async fetch(path: string, init: RequestInit = {}, units = 1): Promise<Response> {
      for (let attempt = 0; ; attempt++) {
        const { token } = await current();
        const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Use ${token}` };
        const answer = await fetch(`${base}${path}`, { ...init, headers });
        if (answer.ok) {
          received += units;
          unsigned += units;
        }
        if (attempt === 3 || (answer.status !== 401 && answer.status !== 402)) return answer;
        const { receipt } = (await answer.clone().json()) as { receipt?: UseReceipt };
        if (answer.status === 401) session = undefined;
        else if (receipt === undefined) return answer;
        else await sign(receipt, token);
      }
    },

    /** Signs for everything that was received: before the client ends. */
    async close(): Promise<void> {
      if (session === undefined) return;
      const { token } = session;
      const answer = await fetch(`${base}${prefix}/receipts`, { headers: { authorization: `Use ${token}` } });
      const receipt = (await answer.json()) as UseReceipt;
      if (answer.ok && receipt.usedUnits !== "0") await sign(receipt, token);
    },
  };
}

/** Units of the voucher that a receipt leaves. */
const leftBy = ({ openingUnits, usedUnits }: UseReceipt): number => Number(openingUnits) - Number(usedUnits);
