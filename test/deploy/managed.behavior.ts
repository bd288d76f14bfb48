import { expect } from "chai";
import { PartyRegistry__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectRefusal } from "../expectations.ts";
import { day, freshKey, ledgerFixture, networkHelpers, type TestLedger } from "../fixture.ts";
import { announce, make, makeInTime, type ManagedCall, operationOf } from "./managed.ts";

/** After the delay an announced call may be made for this long. */
const expiration = 7 * day;

/** What every call through the AccessManager with a delay shares; `delay` in seconds. */
export function waitsForItsDelay(delay: number, callOf: (ledger: TestLedger) => Promise<ManagedCall>): void {
  it("is refused to strangers and to every domain role, directly and by announcement", async () => {
    const ledger = await ledgerFixture();
    const call = await callOf(ledger);
    const managed = PartyRegistry__factory.connect(call.target);
    const { authority, registry, alpha } = ledger.parties;
    for (const key of [freshKey(), authority.key, registry.key, alpha.key]) {
      await expectRefusal(make(key, call), managed, "AccessManagedUnauthorized", [key.address]);
      await expectRefusal(announce(ledger, key, call), ledger.manager, "AccessManagerUnauthorizedCall", [
        key.address,
        call.target,
        call.data.slice(0, 10),
      ]);
    }
  });

  it("is refused to governance without an announcement", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const call = await callOf(ledger);
    const operation = await operationOf(ledger, key, call);
    await expectRefusal(make(key, call), ledger.manager, "AccessManagerNotScheduled", [operation]);
  });

  it("is refused to the second before its delay is over", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const call = await callOf(ledger);
    await announce(ledger, key, call);
    const operation = await operationOf(ledger, key, call);
    const ready = await ledger.manager.getSchedule(operation);
    expect(ready).to.equal(BigInt((await networkHelpers.time.latest()) + delay));
    await networkHelpers.time.increaseTo(ready - 2n);
    const early = key.sendTransaction({ to: call.target, data: call.data, gasLimit: 2_000_000 });
    await expectRefusal(early, ledger.manager, "AccessManagerNotReady", [operation]);
    expect((await make(key, call)).hash).to.match(/^0x/);
  });

  it("is refused when its time has passed, and when it was cancelled", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const call = await callOf(ledger);
    const operation = await operationOf(ledger, key, call);
    await announce(ledger, key, call);
    await networkHelpers.time.increase(delay + expiration);
    await expectRefusal(make(key, call), ledger.manager, "AccessManagerExpired", [operation]);
    await announce(ledger, key, call);
    await ledger.manager.connect(key).cancel(key.address, call.target, call.data);
    await networkHelpers.time.increase(delay);
    await expectRefusal(make(key, call), ledger.manager, "AccessManagerNotScheduled", [operation]);
  });

  it("counts once for each announcement", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.governance;
    const call = await callOf(ledger);
    await makeInTime(ledger, call, delay);
    const operation = await operationOf(ledger, key, call);
    await expectRefusal(make(key, call), ledger.manager, "AccessManagerNotScheduled", [operation]);
  });
}
