import { setTimeout as delay } from "node:timers/promises";
import { getCreateAddress, toBeHex, Wallet } from "ethers";
import { CHAIN_ID, startBare, startEmbedded, type Chain } from "./chains.ts";
import { inTurn, median, type Pair } from "./pair.ts";
import { createCaller } from "./rpc.ts";

const KEYS = 50;
const EACH = 160;
const COUNT = KEYS * EACH;
const CONNECTIONS = 50;
const PATIENCE_MS = 60_000;

/** Creation code of a contract that sets the word named by the call data: one new storage word a transaction. */
const WRITER = "0x6007600c60003960076000f360016000355500";

interface Load {
  readonly deploy: string;
  readonly writer: string;
  readonly senders: readonly { readonly address: string; readonly raws: readonly string[] }[];
}

/** Signs everything beforehand; every run starts an empty chain, so the same bytes serve all of them. */
async function prepare(): Promise<Load> {
  const free = { type: 0, chainId: CHAIN_ID, gasPrice: 0 };
  const deployer = Wallet.createRandom();
  const writer = getCreateAddress({ from: deployer.address, nonce: 0 });
  const deploy = await deployer.signTransaction({ ...free, nonce: 0, gasLimit: 200_000, data: WRITER });
  const senders: { address: string; raws: string[] }[] = [];
  for (let key = 0; key < KEYS; key++) {
    const wallet = new Wallet(Wallet.createRandom().privateKey);
    const raws: string[] = [];
    for (let nonce = 0; nonce < EACH; nonce++) {
      const data = toBeHex(key * EACH + nonce, 32);
      raws.push(await wallet.signTransaction({ ...free, nonce, to: writer, gasLimit: 50_000, data }));
    }
    senders.push({ address: wallet.address, raws });
  }
  return { deploy, writer, senders };
}

/**
 * Transactions a second on a fresh chain, one call each from 50 connections: until all were accepted, and until all
 * were in blocks.
 */
async function run(
  start: () => Promise<Chain>,
  { deploy, writer, senders }: Load,
): Promise<{ accepted: number; mined: number }> {
  const chain = await start();
  const { call, close } = createCaller(chain.url, CONNECTIONS);
  const until = async (done: () => Promise<boolean>) => {
    const end = performance.now() + PATIENCE_MS;
    while (!(await done())) {
      if (performance.now() > end) throw new Error("The chain did not mine what it had accepted.");
      await delay(25);
    }
  };
  const perSecond = (since: number) => (COUNT / (performance.now() - since)) * 1000;
  const nonceIs = async (address: string, nonce: number) =>
    Number(await call("eth_getTransactionCount", address, "latest")) === nonce;
  try {
    await call("eth_sendRawTransaction", deploy);
    await until(async () => (await call("eth_getCode", writer, "latest")) !== "0x");
    const begin = performance.now();
    await Promise.all(
      senders.map(async ({ raws }) => {
        for (const raw of raws) await call("eth_sendRawTransaction", raw);
      }),
    );
    const accepted = perSecond(begin);
    for (const { address } of senders) await until(() => nonceIs(address, EACH));
    return { accepted, mined: perSecond(begin) };
  } finally {
    close();
    await chain.stop();
  }
}

/** The embedded node, which puts everything on disk first, against the bare engine with a block a second. */
export async function measureNode(): Promise<Pair[]> {
  const load = await prepare();
  const mined = { floor: [] as number[], ours: [] as number[] };
  const runOn = async (start: () => Promise<Chain>, minedRates: number[]) => {
    const rates = await run(start, load);
    minedRates.push(rates.mined);
    return rates.accepted;
  };
  const accepted = await inTurn(
    () => runOn(startBare, mined.floor),
    () => runOn(startEmbedded, mined.ours),
  );
  const floorIs = "the bare engine with a block a second, nothing on disk";
  const unit = "transactions";
  return [
    { name: "embedded node, accepted", floorIs, unit, ...accepted },
    { name: "embedded node, mined", floorIs, unit, floor: median(mined.floor), ours: median(mined.ours) },
  ];
}
