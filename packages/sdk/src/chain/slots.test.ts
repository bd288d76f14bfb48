import { expect } from "chai";
import { LedgerError } from "../errors/ledger-error.ts";
import { createSlots } from "./slots.ts";

describe("createSlots", () => {
  it("lets in as many as there are places, the others in the order in which they came", async () => {
    const slots = createSlots(2);
    const entered: number[] = [];
    const all = [0, 1, 2, 3].map((n) => slots.take().then(() => entered.push(n)));
    await Promise.all(all.slice(0, 2));
    expect(entered).to.deep.equal([0, 1]);
    slots.give();
    slots.give();
    await Promise.all(all);
    expect(entered).to.deep.equal([0, 1, 2, 3]);
  });

  it("forgets who gave up, and loses no place over it", async () => {
    const slots = createSlots(1);
    await slots.take();
    const controller = new AbortController();
    const tired = slots.take(controller.signal).catch((error) => error.code);
    const patient = slots.take();
    controller.abort();
    expect(await tired).to.equal("ABORTED");
    slots.give();
    await patient;
    expect(await slots.take(AbortSignal.abort()).catch((error) => error.code)).to.equal("ABORTED");
  });

  it("turns away who waits and who comes once it is closed", async () => {
    const slots = createSlots(1);
    await slots.take();
    const waiting = slots.take().catch((error) => error.code);
    slots.close(new LedgerError("QUEUE_CLOSED"));
    expect(await waiting).to.equal("QUEUE_CLOSED");
    expect(await slots.take().catch((error) => error.code)).to.equal("QUEUE_CLOSED");
  });
});
