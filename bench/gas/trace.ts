import { connection } from "../../test/fixture.ts";

/** One executed instruction. */
interface Step {
  readonly op: string;
  readonly gas: number;
  readonly depth: number;
  readonly stack: readonly string[];
}

/** One executed instruction with what it cost itself, without what a called contract spent. */
export interface CostedStep {
  readonly op: string;
  readonly cost: number;
  /** The topmost values of the stack before it, the top first. */
  readonly top: readonly bigint[];
}

/** The instructions of a transaction in order, with the gas that each used itself. */
export async function traceCosts(hash: string): Promise<CostedStep[]> {
  const options = { disableStorage: true, disableMemory: true };
  const trace = (await connection.provider.request({
    method: "debug_traceTransaction",
    params: [hash, options],
  })) as { structLogs: Step[] };
  const steps = trace.structLogs;
  const costed: CostedStep[] = [];

  /** Costs one frame from `start`; returns the index after it and the gas spent in it. */
  function frame(start: number): { end: number; spent: number } {
    const { depth } = steps[start]!;
    let spent = 0;
    let at = start;
    while (at < steps.length && steps[at]!.depth === depth) {
      const { op, gas, stack } = steps[at]!;
      const place = costed.push({ op, cost: 0, top: stack.slice(-4).reverse().map(BigInt) }) - 1;
      let inside = 0;
      let next = at + 1;
      if (next < steps.length && steps[next]!.depth > depth) ({ end: next, spent: inside } = frame(next));
      // The last instruction of a frame returns; what that costs is memory at most, which grew before.
      const after = next < steps.length && steps[next]!.depth === depth ? steps[next]!.gas : gas;
      const cost = gas - after - inside;
      costed[place] = { ...costed[place]!, cost };
      spent += gas - after;
      at = next;
    }
    return { end: at, spent };
  }
  frame(0);
  return costed;
}
