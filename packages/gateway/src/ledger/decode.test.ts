import { AbiCoder, EventFragment, hexlify, id, randomBytes, zeroPadValue } from "ethers";
import { expect } from "chai";
import fc from "fast-check";
import { contractAbis } from "./abi.ts";
import { createDecoder } from "./decode.ts";
import { hotDecoders } from "./hot.ts";

const address = `0x${"1".repeat(40)}`;
const contracts = { Ledger: address };
const sized = (size: number) => fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => hexlify(bytes));

describe("the decoder of logs", () => {
  const hot = createDecoder(contracts);
  const general = createDecoder(contracts, {});
  const abi = contractAbis.Ledger as readonly {
    type: string;
    name: string;
    inputs: { type: string; indexed: boolean }[];
  }[];

  for (const signature of Object.keys(hotDecoders)) {
    it(`slices ${signature} as the general decoder reads it`, () => {
      const entry = abi.find((one) => one.type === "event" && EventFragment.from(one).format("sighash") === signature)!;
      const word = (type: string) => {
        if (type === "address") return sized(20).map((value) => zeroPadValue(value, 32));
        if (type === "bytes32") return sized(32);
        return sized(Number(type.slice(4)) / 8).map((value) => zeroPadValue(value, 32));
      };
      const words = fc.tuple(...entry.inputs.map((input) => word(input.type)));
      fc.assert(
        fc.property(words, (values) => {
          const topics = [id(signature), ...values.filter((_, i) => entry.inputs[i]!.indexed)];
          const data = `0x${values
            .filter((_, i) => !entry.inputs[i]!.indexed)
            .map((value) => value.slice(2))
            .join("")}`;
          const log = { address, topics, data };
          expect(hot(log)).to.eql(general(log)).and.not.equal(undefined);
        }),
      );
    });
  }

  it("reads every event of every contract", () => {
    for (const [name, events] of Object.entries(contractAbis)) {
      const decode = createDecoder({ [name]: address });
      for (const entry of events as typeof abi) {
        if (entry.type !== "event") continue;
        const fragment = EventFragment.from(entry);
        const zeroOf = (type: string) => AbiCoder.defaultAbiCoder().getDefaultValue([type])[0] as unknown;
        const types = fragment.inputs.filter((input) => !input.indexed).map((input) => input.format("sighash"));
        const data = AbiCoder.defaultAbiCoder().encode(types, types.map(zeroOf));
        const topics = [
          fragment.topicHash,
          ...fragment.inputs.filter((input) => input.indexed).map(() => `0x${"0".repeat(64)}`),
        ];
        const decoded = decode({ address, topics, data });
        expect(decoded?.name).to.equal(entry.name);
        expect(Object.keys(decoded!.args)).to.have.length(entry.inputs.length);
      }
    }
  });

  it("leaves what is no event of the ledger: another address, topic, shape or broken data", () => {
    const topics = [id("TransferValue(uint256,uint256,uint256)"), hexlify(randomBytes(32)), hexlify(randomBytes(32))];
    const data = hexlify(randomBytes(32));
    expect(hot({ address, topics, data })).to.not.equal(undefined);
    expect(hot({ address: address.replace("1", "2"), topics, data })).to.equal(undefined);
    expect(hot({ address, topics: topics.slice(0, 2), data })).to.equal(undefined);
    expect(hot({ address, topics, data: "0x" })).to.equal(undefined);
    expect(hot({ address, topics: [], data })).to.equal(undefined);
    expect(hot({ address, topics: [hexlify(randomBytes(32))], data })).to.equal(undefined);
    const admitted = id(
      "PartyAdmitted(address,address,address,uint32,(bytes32,uint16,uint16,bytes32,bytes32,address,uint8,string))",
    );
    const junk = { address, topics: [admitted, data, data], data: `0x${"ff".repeat(96)}` };
    expect(hot(junk)).to.equal(undefined);
  });
});
