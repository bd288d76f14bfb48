import { Transaction, type Provider } from "ethers";
import { deliver, type Delivery, type Submit } from "./delivery.ts";
import { pause } from "./pause.ts";

/** Longest time for which a node may say "not now". */
const patienceMs = 15_000;
const retriesOfUnknown = 2;

/**
 * Hands signed bytes to a node until it is clear what became of them, as far as that can be found out: repeats are
 * harmless, they are the same bytes. Once a try ended unknown, only `accepted` and `unknown` remain: a later refusal
 * may come from another node than the one that took them.
 *
 * @param submit hands them to somebody else instead
 */
export async function handOver(provider: Provider, raw: string, submit?: Submit): Promise<Delivery> {
  const patientUntil = Date.now() + patienceMs;
  let unknown: Delivery | undefined;
  for (let tries = 1, unknowns = 0; ; tries += 1) {
    const delivery = await deliver(provider, raw, submit);
    if (delivery.outcome === "accepted") return delivery;
    if (delivery.outcome === "taken") return (await known(provider, raw)) ?? unknown ?? delivery;
    if (delivery.outcome === "unknown") {
      unknown = delivery;
      if ((unknowns += 1) > retriesOfUnknown) return unknown;
    } else if (delivery.outcome !== "later" || Date.now() > patientUntil) {
      return unknown ?? delivery;
    }
    await pause(Math.min(50 * 2 ** tries, 2_000));
  }
}

/** The nonce may be taken by these very bytes, when something on the way sent them twice. */
async function known(provider: Provider, raw: string): Promise<Delivery | undefined> {
  const found = await provider.getTransaction(Transaction.from(raw).hash as string).catch(() => null);
  return found ? { outcome: "accepted" } : undefined;
}
