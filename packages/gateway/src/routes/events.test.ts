import { expect } from "chai";
import { createSender, emission } from "../testing/emitter.ts";
import { startTestGateway, type TestGateway } from "../testing/gateway.ts";

type Emitted = { args: { value: string } };

describe("the event stream", function () {
  this.timeout(30_000);
  let gateway: TestGateway;
  let base: string;

  beforeEach(async () => {
    gateway = await startTestGateway({ FINALITY_DEPTH: "2", HEARTBEAT_MS: "50" });
    await gateway.indexed();
    base = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterEach(() => gateway.stop());

  /** Opens a stream and reads event ids and values until it has this many. */
  const read = async (count: number, headers: Record<string, string>, query = "") => {
    const response = await fetch(`${base}/v1/events${query}`, { headers });
    expect(response.headers.get("content-type")).to.equal("text/event-stream; charset=utf-8");
    const events: { id: string; value: string }[] = [];
    let text = "";
    // Leaving the loop closes the connection.
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const messages = (text + chunk).split("\n\n");
      text = messages.pop()!;
      for (const message of messages) {
        const [, id, data] = /^id: (.*)\nevent: .*\ndata: (.*)$/.exec(message) ?? [];
        if (data !== undefined) events.push({ id: id!, value: (JSON.parse(data) as Emitted).args.value });
      }
      if (events.length >= count) break;
    }
    return events.slice(0, count);
  };

  /**
   * Listens as a browser's EventSource does (HTML standard): the id of every block of lines is kept, with data or
   * without, and is what it asks with when the connection broke.
   */
  const listen = async (lastEventId: string, until: (id: string, values: string[]) => boolean, query = "") => {
    const headers: Record<string, string> = lastEventId === "" ? {} : { "last-event-id": lastEventId };
    const response = await fetch(`${base}/v1/events${query}`, { headers });
    const values: string[] = [];
    let id = lastEventId;
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) {
        id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        if (data !== undefined) values.push((JSON.parse(data) as Emitted).args.value);
      }
      if (until(id, values)) break;
    }
    return { id, values };
  };

  const blockNumber = async () => Number(await gateway.anvil.rpc.call("eth_blockNumber"));
  const emit = async (value: number) => {
    await gateway.anvil.rpc.call("eth_sendRawTransaction", gateway.sender.sign(gateway.emitter, emission(1, value)));
    await gateway.anvil.mine();
  };

  it("goes on after Last-Event-ID without gap or double, over live and past events", async () => {
    const live = read(250, {}, "?after=0");
    for (let i = 0; i < 252; i++) await emit(i);
    const first = await live;
    expect(first.map((event) => event.value)).to.eql(Array.from({ length: 250 }, (_, i) => String(i)));
    for (let i = 252; i < 272; i++) await emit(i);
    const rest = await read(20, { "last-event-id": first.at(-1)!.id });
    expect(rest.map((event) => event.value)).to.eql(Array.from({ length: 20 }, (_, i) => String(250 + i)));
  });

  it("shows an event only when its block is final, so that none is ever taken back", async () => {
    await emit(1);
    await gateway.indexed();
    const snapshot = await gateway.anvil.rpc.call("evm_snapshot");
    const stream = read(2, {}, "?after=0");
    await emit(2);
    await gateway.indexed();
    await gateway.anvil.rpc.call("evm_revert", snapshot);
    const sender = createSender(gateway.anvil);
    await gateway.anvil.rpc.call("eth_sendRawTransaction", sender.sign(gateway.emitter, emission(1, 3)));
    await gateway.anvil.mine(4);
    expect((await stream).map((event) => event.value)).to.eql(["1", "3"]);
  });

  it("leaves no gap for a browser whose connection breaks before the first event", async () => {
    for (let i = 0; i < 5; i++) await emit(i);
    await gateway.indexed();
    // The first bytes, and the connection breaks.
    const { id, values } = await listen("", () => true);
    expect([id, values]).to.eql([String((await blockNumber()) - 2), []]);
    for (let i = 5; i < 8; i++) await emit(i);
    await gateway.anvil.mine(2);
    await gateway.indexed();
    expect((await listen(id, (_, all) => all.length >= 5)).values).to.eql(["3", "4", "5", "6", "7"]);
  });

  it("tells in silence how far it has looked, also while blocks come that hold nothing for the client", async () => {
    for (let i = 0; i < 5; i++) await emit(i);
    const quiet = listen("0", (id) => Number(id) >= 20, "?name=NeverEmitted");
    const mining = setInterval(() => void gateway.anvil.mine(), 10);
    const { id, values } = await quiet.finally(() => clearInterval(mining));
    expect(values).to.eql([]);
    expect(id).to.match(/^\d+$/);
  });

  it("takes the place of an event, the end of a block or the beginning, and nothing else", async () => {
    for (const id of ["0", "7", "7-0", "123456789012345-999999999"]) {
      const { id: told } = await listen(id, () => true);
      expect(told).to.equal(id);
    }
    for (const id of ["", "-1", "7-", "x", "1-1-1", "1234567890123456"]) {
      const answer = await fetch(`${base}/v1/events?after=${id}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code], id).to.eql([
        400,
        "LAST_EVENT_ID_INVALID",
      ]);
    }
  });
});
