import { expect } from "chai";
import { encodeRlp, id, keccak256 } from "ethers";
import { encodeHeader, readHeader, type RawHeader } from "./header.ts";

describe("the header of a block", () => {
  /** Ethereum's own first block, whose hash everybody knows. */
  const genesis: RawHeader = {
    hash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
    number: "0x0",
    parentHash: `0x${"00".repeat(32)}`,
    sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
    miner: `0x${"00".repeat(20)}`,
    stateRoot: "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544",
    transactionsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
    receiptsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
    logsBloom: `0x${"00".repeat(256)}`,
    difficulty: "0x400000000",
    gasLimit: "0x1388",
    gasUsed: "0x0",
    timestamp: "0x0",
    extraData: "0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa",
    mixHash: `0x${"00".repeat(32)}`,
    nonce: "0x0000000000000042",
  };

  it("is rebuilt to its hash", () => {
    expect(readHeader(encodeHeader(genesis))).to.deep.equal({
      hash: genesis.hash,
      number: 0,
      time: 0,
      receiptsRoot: genesis["receiptsRoot"],
    });
  });

  it("is rebuilt without commit seals and round for Besu QBFT", () => {
    const validators = [`0x${"11".repeat(20)}`, `0x${"22".repeat(20)}`];
    const vanity = `0x${"00".repeat(32)}`;
    const members = ["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom"];
    const hashed = [
      ...members.map((name) => genesis[name] as string),
      ...["0x01", "0x07", "0x1388", "0x", "0x01"],
      encodeRlp([vanity, validators, [], "0x", []]),
      genesis["mixHash"] as string,
      genesis["nonce"] as string,
      "0x",
    ];
    const block: RawHeader = {
      ...genesis,
      difficulty: "0x1",
      number: "0x7",
      timestamp: "0x1",
      baseFeePerGas: "0x0",
      extraData: encodeRlp([vanity, validators, [], "0x02", [`0x${"33".repeat(65)}`]]),
      hash: keccak256(encodeRlp(hashed)),
    };
    expect(readHeader(encodeHeader(block))).to.include({ hash: block.hash, number: 7 });
  });

  it("of an engine that hashes otherwise is refused with the names of the known ones", () => {
    expect(() => encodeHeader({ ...genesis, hash: id("other") })).to.throw(/no known engine profile.*besu-qbft/);
  });
});
