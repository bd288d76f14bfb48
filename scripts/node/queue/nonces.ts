/** The next nonce of every sender as of the last block; asked of the chain once a sender, then kept up. */
export interface Nonces {
  /** The nonce, asking the chain when it is not known. */
  fetch(from: string): Promise<number>;
  /** The nonce of a sender that was fetched before. */
  known(from: string): number;
  /** A block holds a transaction of this sender with this nonce. */
  mined(from: string, nonce: number): void;
}

/** Keeps nonces; `ask` reads one from the chain's last block. */
export function createNonces(ask: (from: string) => Promise<number>): Nonces {
  const nonces = new Map<string, number>();
  const asking = new Map<string, Promise<number>>();

  async function askOnce(from: string): Promise<number> {
    try {
      const nonce = await ask(from);
      const next = Math.max(nonce, nonces.get(from) ?? 0);
      nonces.set(from, next);
      return next;
    } finally {
      asking.delete(from);
    }
  }

  return {
    async fetch(from) {
      const nonce = nonces.get(from);
      if (nonce !== undefined) return nonce;
      let answer = asking.get(from);
      if (!answer) asking.set(from, (answer = askOnce(from)));
      return answer;
    },
    known: (from) => nonces.get(from) ?? 0,
    mined: (from, nonce) => void nonces.set(from, Math.max(nonce + 1, nonces.get(from) ?? 0)),
  };
}
