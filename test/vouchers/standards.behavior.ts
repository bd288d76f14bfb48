import { expect } from "chai";
import { ethers } from "../fixture.ts";
import { refused, type SeriesLedger, zeroAddress } from "./support.ts";

/** What the standard logs alone tell of every token. */
interface Replayed {
  readonly owners: Map<bigint, string>;
  readonly units: Map<bigint, bigint>;
  readonly slots: Map<bigint, bigint>;
  readonly seen: Set<bigint>;
}

/** Replays Transfer, TransferValue and SlotChanged from the first block on. */
export async function replay({ ledger }: SeriesLedger): Promise<Replayed> {
  const state: Replayed = { owners: new Map(), units: new Map(), slots: new Map(), seen: new Set() };
  const logs = await ethers.provider.getLogs({ address: await ledger.getAddress(), fromBlock: 0, toBlock: "latest" });
  for (const log of logs) apply(state, ledger.interface.parseLog(log));
  return state;
}

function apply(state: Replayed, event: { name: string; args: unknown } | null): void {
  if (event?.name === "Transfer") {
    const [from, to, id] = event.args as [string, string, bigint];
    expect(state.owners.get(id) ?? zeroAddress, `Transfer of ${id} from its holder`).to.equal(from);
    // A minted id must be new: ids are never used twice.
    if (from === zeroAddress) expect(state.seen.has(id), `id ${id} minted twice`).to.equal(false);
    state.seen.add(id);
    if (to === zeroAddress) state.owners.delete(id);
    else state.owners.set(id, to);
  } else if (event?.name === "TransferValue") {
    const [from, to, units] = event.args as [bigint, bigint, bigint];
    if (from !== 0n) state.units.set(from, (state.units.get(from) ?? 0n) - units);
    if (to !== 0n) state.units.set(to, (state.units.get(to) ?? 0n) + units);
    for (const id of [from, to]) expect(state.units.get(id) ?? 0n, `units of ${id}`).to.satisfy((n: bigint) => n >= 0n);
  } else if (event?.name === "SlotChanged") {
    const [id, from, to] = event.args as [bigint, bigint, bigint];
    expect(state.slots.get(id) ?? 0n, `slot of ${id}`).to.equal(from);
    state.slots.set(id, to);
  }
}

/** ERC-721: the Transfer log, replayed, is ownerOf and balanceOf; and the interface ids are answered. */
export function behavesAsErc721(history: () => Promise<SeriesLedger>): void {
  describe("ERC-721", () => {
    it("its Transfer log replayed gives every owner and every count", async () => {
      const l = await history();
      const { owners, seen } = await replay(l);
      expect(seen.size).to.be.greaterThan(owners.size);
      const counts = new Map<string, bigint>();
      for (const id of seen) {
        const owner = owners.get(id);
        if (!owner) {
          await refused(l.ledger, l.ledger.ownerOf(id), "VoucherUnknown", id);
          continue;
        }
        expect(await l.ledger.ownerOf(id)).to.equal(owner);
        counts.set(owner, (counts.get(owner) ?? 0n) + 1n);
      }
      for (const { address } of Object.values(l.parties)) {
        expect(await l.ledger["balanceOf(address)"](address)).to.equal(counts.get(address) ?? 0n);
      }
    });

    it("refuses to count the vouchers of the zero address, as the standard asks", async () => {
      const { ledger } = await history();
      const errors = await ethers.getContractAt(["error ERC721InvalidOwner(address)"], await ledger.getAddress());
      await expect(ledger["balanceOf(address)"](zeroAddress))
        .to.be.revertedWithCustomError(errors, "ERC721InvalidOwner")
        .withArgs(zeroAddress);
    });

    for (const [standard, id] of Object.entries({
      "ERC-165": "0x01ffc9a7",
      "ERC-721": "0x80ac58cd",
      "ERC-721 metadata": "0x5b5e139f",
      "ERC-4906": "0x49064906",
    })) {
      it(`says that it speaks ${standard}`, async () => {
        expect(await (await history()).ledger.supportsInterface(id)).to.equal(true);
      });
    }

    it("says of nothing else that it speaks it", async () => {
      const { ledger } = await history();
      // The invalid id, ERC-721 enumerable, ERC-1155.
      for (const id of ["0xffffffff", "0x780e9d63", "0xd9b67a26"]) {
        expect(await ledger.supportsInterface(id)).to.equal(false);
      }
    });
  });
}

/** ERC-3525: the TransferValue log, replayed, is balanceOf(tokenId); SlotChanged is slotOf. */
export function behavesAsErc3525(history: () => Promise<SeriesLedger>): void {
  describe("ERC-3525", () => {
    it("its TransferValue log replayed gives the units of every voucher, and none of what is gone", async () => {
      const l = await history();
      const { owners, units, seen } = await replay(l);
      for (const id of seen) {
        if (owners.has(id)) expect(await l.ledger["balanceOf(uint256)"](id)).to.equal(units.get(id));
        else expect(units.get(id), `units left in ${id}`).to.equal(0n);
      }
    });

    it("its SlotChanged log replayed gives the series of every voucher", async () => {
      const l = await history();
      const { owners, slots, seen } = await replay(l);
      for (const id of seen) {
        if (owners.has(id)) expect(await l.ledger.slotOf(id)).to.equal(slots.get(id));
        else expect(slots.get(id)).to.equal(0n);
      }
    });

    it("keeps the units of a series together", async () => {
      const l = await history();
      const { owners, units, slots } = await replay(l);
      for (let seriesId = 1n; seriesId <= (await l.ledger.seriesCount()); ++seriesId) {
        const held = [...owners.keys()].filter((id) => slots.get(id) === seriesId);
        const sum = held.reduce((total, id) => total + units.get(id)!, 0n);
        expect((await l.ledger.seriesOf(seriesId)).totals.live).to.equal(sum);
      }
    });

    it("says that it speaks it, with the id that the functions give", async () => {
      const { ledger } = await history();
      const functions = [
        "valueDecimals()",
        "balanceOf(uint256)",
        "slotOf(uint256)",
        "approve(uint256,address,uint256)",
        "allowance(uint256,address)",
        "transferFrom(uint256,uint256,uint256)",
        "transferFrom(uint256,address,uint256)",
      ] as const;
      const id = functions.reduce(
        (sum, name) => sum ^ BigInt(ledger.interface.getFunction(name as "symbol").selector),
        0n,
      );
      expect(`0x${id.toString(16).padStart(8, "0")}`).to.equal("0xd5358140");
      expect(await ledger.supportsInterface("0xd5358140")).to.equal(true);
    });
  });
}
