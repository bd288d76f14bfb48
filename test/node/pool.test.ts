import { expect } from "chai";
import { createPool } from "../../scripts/node/queue/pool.ts";
import type { SignedTransaction } from "../../scripts/node/queue/transaction.ts";

let counter = 0;
function transaction(from: string, nonce: number, gas = 21_000n): SignedTransaction {
  return { hash: `${from}${nonce}-${counter++}`, from, nonce, raw: Buffer.alloc(9), gasLimit: gas, cost: 0n };
}

describe("The pool", () => {
  const GAS = 1_000_000n;
  const zero = () => 0;
  const make = (limits = { total: 100, ahead: 4 }) => {
    const pool = createPool(limits);
    const add = (from: string, nonce: number, gas?: bigint) => {
      const pending = pool.add(transaction(from, nonce, gas), 0);
      pending.onDisk = true;
      return pending;
    };
    const names = (gas = GAS, mined: (from: string) => number = zero) =>
      pool.pick(gas, mined).map(({ from, nonce }) => `${from}${nonce}`);
    return { pool, add, names };
  };

  it("refuses the same hash, a taken nonce, a low nonce, a distant one, and one too many", () => {
    const { pool } = make({ total: 3, ahead: 2 });
    const first = transaction("a", 5);
    pool.add(first, 5);
    expect(() => pool.add(first, 5)).to.throw(/^already known$/);
    expect(() => pool.add(transaction("a", 5), 5)).to.throw(/^replacement transaction underpriced/);
    expect(() => pool.add(transaction("a", 4), 5)).to.throw(/^nonce too low: next nonce 5, transaction nonce 4$/);
    expect(() => pool.add(transaction("a", 9), 5)).to.throw(/^nonce too distant: next nonce 6.*at most 2 ahead/);
    pool.add(transaction("a", 8), 5);
    pool.add(transaction("b", 0), 0);
    expect(() => pool.add(transaction("c", 0), 0)).to.throw(/the queue is full/);
  });

  it("picks in order of arrival, each sender's nonces in order, and leaves what waits for a gap", () => {
    const { add, names } = make();
    add("a", 1);
    add("b", 0);
    add("a", 0);
    add("b", 2);
    add("c", 0);
    expect(names()).to.deep.equal(["b0", "a0", "a1", "c0"]);
    add("b", 1);
    expect(names()).to.deep.equal(["b0", "a0", "a1", "c0", "b1", "b2"]);
  });

  it("leaves what is not on disk, and what follows it", () => {
    const { add, names } = make();
    add("a", 0).onDisk = false;
    add("a", 1);
    add("b", 0);
    expect(names()).to.deep.equal(["b0"]);
  });

  it("fills a block up to its gas and no further", () => {
    const { add, names } = make();
    add("a", 0, 400_000n);
    add("b", 0, 500_000n);
    add("c", 0, 100_001n);
    add("d", 0, 1n);
    expect(names()).to.deep.equal(["a0", "b0"]);
  });

  it("counts from the mined nonce on, and says the next free one behind what waits", () => {
    const { pool, add, names } = make();
    add("a", 1);
    add("a", 2);
    add("a", 4);
    expect(names(GAS, () => 1)).to.deep.equal(["a1", "a2"]);
    expect(pool.nextNonce("a", 1)).to.equal(3);
    expect(pool.nextNonce("a", 0)).to.equal(0);
    expect(pool.nextNonce("z", 6)).to.equal(6);
  });
});
