import { expect } from "chai";
import { deadlineText, showClock } from "./show-clock.ts";

describe("a clock in words", () => {
  const registry = "0x00000000000000000000000000000000000000A1";

  it("writes moments as RFC 3339 text, pending as such, and null where no period runs", () => {
    expect(deadlineText("pending")).to.equal("pending");
    const shown = showClock({
      state: "accepted",
      acceptBy: 1_767_887_999,
      acceptedAt: 1_767_888_000,
      deemed: true,
      noticeUntil: null,
      finishBy: "pending",
      due: { act: "examine", by: registry, until: "pending" },
    });
    expect(shown).to.deep.equal({
      state: "accepted",
      acceptBy: "2026-01-08T15:59:59Z",
      acceptedAt: "2026-01-08T16:00:00Z",
      deemed: true,
      noticeUntil: null,
      finishBy: "pending",
      due: { act: "examine", by: registry, until: "pending" },
    });
  });

  it("has nothing due where nothing is", () => {
    const closed = { acceptBy: null, acceptedAt: null, deemed: false, noticeUntil: null, finishBy: null, due: null };
    expect(showClock({ state: "lapsed", ...closed })).to.deep.equal({ state: "lapsed", ...closed });
  });
});
