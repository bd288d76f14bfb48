import { AbiCoder, EventFragment, id } from "ethers";
import type { RawLog } from "../chain/types.ts";
import type { DecodedEvent, Json } from "../index/rows.ts";
import { contractAbis, type LedgerContract } from "./abi.ts";

export type { LedgerContract };
import { converterOf, type AbiParam } from "./convert.ts";
import { hotDecoders, type EventDecoder } from "./hot.ts";

/** An event in a contract's JSON interface. */
interface AbiEvent {
  readonly type: "event";
  readonly name: string;
  readonly inputs: readonly AbiParam[];
}

/** Decodes logs by the address and first topic; undefined for what is no event of the ledger. */
export type LogDecoder = (log: Pick<RawLog, "address" | "topics" | "data">) => DecodedEvent | undefined;

/**
 * Creates the decoder of a deployment's logs.
 * @param contracts contract name to address; contracts without events of ours are left out
 * @param hot decoders to prefer, by signature
 */
export function createDecoder(
  contracts: Readonly<Record<string, string>>,
  hot: Readonly<Record<string, EventDecoder>> = hotDecoders,
): LogDecoder {
  const byAddress = new Map<string, Map<string, Known>>();
  for (const [name, abi] of Object.entries(contractAbis)) {
    const address = contracts[name]?.toLowerCase();
    if (address !== undefined) byAddress.set(address, decodersOf(abi, hot));
  }
  return ({ address, topics, data }) => {
    const topic = topics[0];
    const events = byAddress.get(address) ?? byAddress.get(address.toLowerCase());
    const known = topic === undefined ? undefined : events?.get(topic);
    if (known === undefined || topics.length !== known.topics || data.length < known.shortest) return undefined;
    try {
      return known.decode(topics, data);
    } catch {
      return undefined;
    }
  };
}

/** The ledger's contract at each address, lower case. */
export function contractNames(contracts: Readonly<Record<string, string>>): ReadonlyMap<string, LedgerContract> {
  const names = Object.keys(contractAbis) as LedgerContract[];
  return new Map(names.flatMap((name) => (contracts[name] ? [[contracts[name].toLowerCase(), name] as const] : [])));
}

interface Known {
  /** How many topics the log has. */
  readonly topics: number;
  /** Fewest characters of its data. */
  readonly shortest: number;
  readonly decode: EventDecoder;
}

function decodersOf(abi: readonly unknown[], hot: Readonly<Record<string, EventDecoder>>): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const entry of abi as readonly AbiEvent[]) {
    if (entry.type !== "event") continue;
    const signature = EventFragment.from(entry).format("sighash");
    const indexed = entry.inputs.filter((input) => input.indexed).length;
    const words = entry.inputs.length - indexed;
    known.set(id(signature), {
      topics: 1 + indexed,
      shortest: 2 + 64 * words,
      decode: hot[signature] ?? generalDecoder(entry),
    });
  }
  return known;
}

function generalDecoder({ name, inputs }: AbiEvent): EventDecoder {
  const coder = AbiCoder.defaultAbiCoder();
  const fragment = EventFragment.from({ type: "event", name, inputs });
  const fields = inputs.map((input, i) => ({
    name: input.name || String(i),
    indexed: input.indexed === true,
    // What has no fixed size is only a hash in a topic.
    type: input.indexed && !/^(u?int\d+|address|bool|bytes\d+)$/.test(input.type) ? "bytes32" : fragment.inputs[i]!,
    convert: converterOf(input),
  }));
  const dataTypes = fields.filter((field) => !field.indexed).map((field) => field.type);
  return (topics, data) => {
    const values = coder.decode(dataTypes, data);
    const args: Record<string, Json> = {};
    let topic = 1;
    let value = 0;
    for (const field of fields) {
      const decoded: unknown = field.indexed ? coder.decode([field.type], topics[topic++]!)[0] : values[value++];
      args[field.name] = field.convert(decoded);
    }
    return { name, args };
  };
}
