import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pino } from "pino";
import { keysCommand } from "./commands/keys.ts";
import { rebuild } from "./commands/rebuild.ts";
import { readConfig, type Config } from "./config.ts";
import { folders } from "./open.ts";
import { startGateway, type RunningGateway } from "./server.ts";
import { digestOf } from "./store/dump.ts";
import { openLedgerStore } from "./store/ledger.ts";
import { startAnvil, type Anvil } from "./testing/anvil.ts";
import { countingTables } from "./testing/counting.ts";
import { createSender, deployEmitter, emission } from "./testing/emitter.ts";
import { countingDomain } from "./testing/gateway.ts";

const silent = pino({ level: "silent" });

describe("the gateway as a process", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let emitter: string;
  let folder: string;
  let started: RunningGateway[];

  beforeEach(async () => {
    started = [];
    anvil = await startAnvil();
    emitter = await deployEmitter(anvil);
    folder = await mkdtemp(join(tmpdir(), "server-"));
    const contracts = { Emitter: { address: emitter, block: 1 } };
    await writeFile(join(folder, "deployment.json"), JSON.stringify({ chainId: anvil.chainId, contracts }));
  });

  afterEach(async () => {
    for (const each of started) await each.stop();
    await anvil.stop();
    await rm(folder, { recursive: true });
  });

  const settings = (env: Record<string, string> = {}): Config =>
    readConfig({
      DATA_DIR: join(folder, "data"),
      DEPLOYMENT: join(folder, "deployment.json"),
      RPC_URL: anvil.url,
      PORT: "0",
      POLL_MS: "10",
      LOG_LEVEL: "silent",
      ...env,
    });
  const start = async (config: Config) => {
    const gateway = await startGateway(config, countingDomain, silent);
    started.push(gateway);
    return gateway;
  };
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => "none",
      (error: Error) => error.message,
    );
  const emit = async (sender: ReturnType<typeof createSender>, count: number) => {
    for (let i = 0; i < count; i++) {
      await anvil.rpc.call("eth_sendRawTransaction", sender.sign(emitter, emission(i % 3, i)));
      await anvil.mine();
    }
  };
  const ready = async ({ url }: RunningGateway, head: number) => {
    for (;;) {
      const status = (await (await fetch(`${url}/v1/status`)).json()) as { indexed: { number: number } | null };
      if (status.indexed?.number === head) return;
    }
  };
  const digest = async () => {
    const store = await openLedgerStore({ folder: join(folder, "data", folders.index), undoDepth: 64 });
    const view = store.view();
    const value = await digestOf(view, countingTables);
    view.release();
    await store.close();
    return value;
  };

  it("starts, answers, stops, and starts again where it was", async () => {
    await emit(createSender(anvil), 5);
    const first = await start(settings());
    await ready(first, 6);
    await first.stop();
    const second = await start(settings());
    await ready(second, 6);
  });

  it("rebuilds an index that is equal to the byte, also over a damaged one, and keeps home records", async () => {
    await emit(createSender(anvil), 20);
    const key = (
      await keysCommand(["add", "--role", "operator", "--label", "x"], { DATA_DIR: join(folder, "data") })
    ).trim();
    const gateway = await start(settings());
    await ready(gateway, 21);
    await gateway.stop();
    const before = await digest();
    expect(await rebuild(settings(), countingDomain, silent)).to.equal(21);
    expect(await digest()).to.equal(before);

    await writeFile(join(folder, "data", folders.index, "CURRENT"), "broken\n");
    const damaged = await refusal(startGateway(settings(), countingDomain, silent));
    expect(damaged).to.match(/is damaged: .*run `data-voucher-gateway rebuild`/);
    await rebuild(settings(), countingDomain, silent);
    expect(await digest()).to.equal(before);
    const again = await start(settings());
    // Until its index has the head, a gateway that was just started answers 503.
    await ready(again, 21);
    const answer = await fetch(`${again.url}/v1/keys`, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).to.equal(200);
  });

  it("builds the index anew by itself when its projections changed", async () => {
    await emit(createSender(anvil), 3);
    const first = await start(settings());
    await ready(first, 4);
    await first.stop();
    const changed = { ...countingDomain, schema: 2 };
    const second = await startGateway(settings(), changed, silent);
    started.push(second);
    await ready(second, 4);
    await second.stop();
    const store = await openLedgerStore({ folder: join(folder, "data", folders.index), undoDepth: 64 });
    expect(store.identity?.schema).to.equal(2);
    await store.close();
  });

  it("says in one sentence why it cannot start", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const busy = await refusal(startGateway(settings({ PORT: String(port) }), countingDomain, silent));
    expect(busy).to.equal(`Port ${port} of 127.0.0.1 is in use by another program: set PORT.`);
    taken.close();

    await start(settings());
    const inUse = /^The data folder .* is in use by another gateway\.$/;
    expect(await refusal(startGateway(settings(), countingDomain, silent))).to.match(inUse);
    expect(await refusal(keysCommand(["list"], { DATA_DIR: join(folder, "data") }))).to.match(
      /^The gateway is running/,
    );

    const missing = settings({ DEPLOYMENT: join(folder, "nothing.json") });
    expect(await refusal(startGateway(missing, countingDomain, silent))).to.match(
      /does not exist: deploy the ledger first\.$/,
    );
    await writeFile(join(folder, "file"), "");
    const noFolder = settings({ DATA_DIR: join(folder, "file") });
    expect(await refusal(startGateway(noFolder, countingDomain, silent))).to.match(
      /^The data folder .* cannot be written\.$/,
    );
  });

  it("stops with a sentence when the node is on another chain", async () => {
    const contracts = { Emitter: { address: emitter, block: 1 } };
    await writeFile(join(folder, "deployment.json"), JSON.stringify({ chainId: 7, contracts }));
    const gateway = await start(settings());
    expect(await refusal(gateway.done)).to.equal("The node is on chain 31338, the deployment on chain 7.");
  });

  it("answers, not ready, while the node is away", async () => {
    // On a busy machine it would rather say that it is too busy.
    const gateway = await start(settings({ RPC_URL: "http://127.0.0.1:9", MAX_DELAY_MS: "0" }));
    const answer = await fetch(`${gateway.url}/readyz`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.eql([503, "INDEX_NOT_READY"]);
    expect((await fetch(`${gateway.url}/livez`)).status).to.equal(200);
  });

  it("answers what is not HTTP with a problem", async () => {
    const { url } = await start(settings());
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("nonsense\r\n\r\n");
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text)
      .to.match(/^HTTP\/1.1 400 /)
      .and.to.include('"code":"REQUEST_MALFORMED"');
  });

  it("makes, lists and revokes API keys from the command line", async () => {
    const env = { DATA_DIR: join(folder, "data") };
    const text = (await keysCommand(["add", "--role", "registry", "--label", "desk one", "--days", "2"], env)).trim();
    expect(text).to.match(/^dvk_[0-9a-f]{16}_[\w-]{43}$/);
    const id = text.slice(4, 20);
    expect(await keysCommand(["list"], env)).to.match(new RegExp(`^${id} registry - until .* desk one\n$`));
    expect(await keysCommand(["revoke", "--id", id], env)).to.equal(`${id} is revoked.\n`);
    expect(await keysCommand(["list"], env)).to.match(/ revoked /);
    expect(await refusal(keysCommand(["add", "--role", "king", "--label", "x"], env))).to.match(
      /needs --role, one of party/,
    );
    const [party, account] = [`0x${"AB".repeat(20)}`, `0x${"CD".repeat(20)}`];
    const bound = ["add", "--role", "registry", "--label", "clerk"];
    await keysCommand([...bound, "--party", party, "--account", account], env);
    expect(await keysCommand(["list"], env)).to.include(`registry 0x${"ab".repeat(20)} 0x${"cd".repeat(20)} until`);
    expect(await refusal(keysCommand([...bound, "--account", account], env))).to.match(/--account needs --party/);
    const malformed = keysCommand([...bound, "--party", party, "--account", "0x1"], env);
    expect(await refusal(malformed)).to.equal("--account is not an address.");
    expect(await refusal(keysCommand(["revoke", "--id", "0"], env))).to.equal("There is no API key 0.");
  });
});
