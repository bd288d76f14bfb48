import { expect } from "chai";
import { expectEvent, eventsOf, expectRefusal } from "../expectations.ts";
import { day, freshKey, ledgerFixture, type TestLedger } from "../fixture.ts";
import { waitsForItsDelay } from "./managed.behavior.ts";
import { makeInTime } from "./managed.ts";

const delay = day;
const somewhere = `0x${"00".repeat(18)}c0de`;

/** A configuring call on the Ledger. */
async function callOf({ ledger }: TestLedger, method: string, args: unknown[]) {
  const data = ledger.interface.encodeFunctionData(method as never, args as never);
  return { target: await ledger.getAddress(), data };
}

describe("setBasisSource", () => {
  waitsForItsDelay(delay, (ledger) => callOf(ledger, "setBasisSource", [1, somewhere]));

  it("sets the source of that kind and says who set it", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const other = await ledger.ledger.basisSource(2);
    const sent = await makeInTime(ledger, await callOf(ledger, "setBasisSource", [1, key.address]), delay);
    await expectEvent(sent, ledger.ledger, "BasisSourceSet", [1, key.address, key.address]);
    expect(await ledger.ledger.basisSource(1)).to.equal(key.address);
    expect(await ledger.ledger.basisSource(2)).to.equal(other);
  });
});

describe("setLockController", () => {
  waitsForItsDelay(delay, (ledger) => callOf(ledger, "setLockController", [0, somewhere]));

  it("is refused for a class that does not exist, also after the delay", async () => {
    const ledger = await ledgerFixture();
    for (const lockClass of [12, 255]) {
      const sent = makeInTime(ledger, await callOf(ledger, "setLockController", [lockClass, somewhere]), delay);
      await expectRefusal(sent, ledger.ledger, "LockClassUnknown", [lockClass]);
    }
  });

  it("sets the controller of that class and says who set it", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const controller = freshKey().address;
    const sent = await makeInTime(ledger, await callOf(ledger, "setLockController", [11, controller]), delay);
    await expectEvent(sent, ledger.ledger, "LockControllerSet", [11, controller, key.address]);
    expect(await ledger.ledger.lockController(11)).to.equal(controller);
    expect(await ledger.ledger.lockController(10)).to.equal(`0x${"00".repeat(20)}`);
  });
});

describe("setRenderer", () => {
  waitsForItsDelay(delay, (ledger) => callOf(ledger, "setRenderer", [somewhere]));

  it("sets the renderer and says that every token's metadata changed (ERC-4906, ERC-7572)", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const renderer = freshKey().address;
    const sent = await makeInTime(ledger, await callOf(ledger, "setRenderer", [renderer]), delay);
    await expectEvent(sent, ledger.ledger, "RendererSet", [renderer, key.address]);
    expect(await eventsOf(sent, ledger.ledger, "BatchMetadataUpdate")).to.deep.equal([[0n, 2n ** 256n - 1n]]);
    await expectEvent(sent, ledger.ledger, "ContractURIUpdated", []);
    expect(await ledger.ledger.renderer()).to.equal(renderer);
  });
});
