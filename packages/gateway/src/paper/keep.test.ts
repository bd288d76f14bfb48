import { expect } from "chai";
import { createKeep } from "./keep.ts";

describe("things that are kept", () => {
  it("are made once, until others took their place", async () => {
    const keep = createKeep<number>(2);
    let made = 0;
    const make = () => Promise.resolve((made += 1));
    expect(await Promise.all([keep("a", make), keep("a", make), keep("b", make)])).to.deep.equal([1, 1, 2]);
    expect(await keep("a", make)).to.equal(1);
    expect(await keep("c", make)).to.equal(3);
    expect(await keep("a", make)).to.equal(1);
    expect(await keep("b", make)).to.equal(4);
  });

  it("are tried again when they failed", async () => {
    const keep = createKeep<string>(2);
    const failed = await keep("a", () => Promise.reject(new Error("no"))).catch((error: Error) => error.message);
    expect(failed).to.equal("no");
    expect(await keep("a", () => Promise.resolve("yes"))).to.equal("yes");
  });
});
