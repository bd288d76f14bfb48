import { expect } from "chai";
import { createPublicClient, defineChain, type Hex, http, isAddressEqual, parseAbi, zeroAddress } from "viem";
import { type ListedVoucher, type StartedLedger, startLedger } from "./sdk-ledger.ts";

const abi = parseAbi([
  "function ownerOf(uint256 tokenId) view returns (address)",
  "function balanceOf(address owner) view returns (uint256)",
  "function balanceOf(uint256 tokenId) view returns (uint256)",
  "function slotOf(uint256 tokenId) view returns (uint256)",
  "function tokenURI(uint256 tokenId) view returns (string)",
  "function supportsInterface(bytes4 id) view returns (bool)",
]);
const transfer = parseAbi(["event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)"])[0];

describe("A client that knows the token standards only", function () {
  this.timeout(60_000);
  let started: StartedLedger;
  let vouchers: ListedVoucher[];
  let address: Hex;
  const connect = () => {
    const { rpc, deployment } = started;
    const nativeCurrency = { name: "none", symbol: "NONE", decimals: 18 };
    const rpcUrls = { default: { http: [rpc] } };
    const chain = defineChain({ id: Number(deployment.chainId), name: "ledger", nativeCurrency, rpcUrls });
    return createPublicClient({ chain, transport: http(rpc) });
  };
  let client: ReturnType<typeof connect>;

  before(async () => {
    started = await startLedger();
    client = connect();
    address = started.deployment.contracts["Ledger"]!.address as Hex;
    await started.indexed(Number(await client.getBlockNumber()));
    vouchers = await started.askAll<ListedVoucher>("/v1/vouchers");
  });
  after(() => started?.stop());

  it("sees ERC-165, ERC-721 with metadata, ERC-3525 and ERC-4906, and no other", async () => {
    const supports = (id: Hex) => client.readContract({ address, abi, functionName: "supportsInterface", args: [id] });
    for (const id of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f", "0xd5358140", "0x49064906"] as const) {
      expect(await supports(id), id).to.equal(true);
    }
    expect(await supports("0xffffffff")).to.equal(false);
    expect(await supports("0xd9b67a26")).to.equal(false);
  });

  it("reads holder, units, series and metadata of each voucher as the gateway lists them", async () => {
    const live = vouchers.filter(({ state }) => state === "live");
    expect(live.length).to.be.above(2);
    for (const { voucherId, holder, units, seriesId } of live) {
      const voucher = { address, abi, args: [BigInt(voucherId)] } as const;
      const owner = await client.readContract({ ...voucher, functionName: "ownerOf" });
      expect(isAddressEqual(owner, holder as Hex)).to.equal(true);
      expect(await client.readContract({ ...voucher, functionName: "balanceOf" })).to.equal(BigInt(units));
      expect(await client.readContract({ ...voucher, functionName: "slotOf" })).to.equal(BigInt(seriesId));
      const uri = await client.readContract({ ...voucher, functionName: "tokenURI" });
      expect(uri).to.match(/^data:application\/json;base64,/);
      const metadata = JSON.parse(Buffer.from(uri.split(",")[1]!, "base64").toString("utf8")) as { name: string };
      expect(metadata.name).to.be.a("string").and.not.equal("");
    }
  });

  it("replays every Transfer to the same holders and counts", async () => {
    const logs = await client.getLogs({ address, event: transfer, fromBlock: 0n, toBlock: "latest" });
    const holders = new Map<string, Hex>();
    for (const { args } of logs) {
      const id = String(args.tokenId);
      expect(isAddressEqual(holders.get(id) ?? zeroAddress, args.from!), `from of ${id}`).to.equal(true);
      if (args.to === zeroAddress) holders.delete(id);
      else holders.set(id, args.to!);
    }
    // A voucher whose series is over is still held until that is written down.
    const held = vouchers.filter(({ state }) => state === "live" || state === "expired");
    const listed = new Map(held.map(({ voucherId, holder }) => [voucherId, holder.toLowerCase()]));
    const replayed = [...holders].map(([id, holder]) => [id, holder.toLowerCase()] as const);
    expect(new Map(replayed)).to.deep.equal(listed);
    for (const holder of new Set(holders.values())) {
      const count = [...holders.values()].filter((other) => other === holder).length;
      const balance = await client.readContract({ address, abi, functionName: "balanceOf", args: [holder] });
      expect(balance).to.equal(BigInt(count));
    }
  });
});
