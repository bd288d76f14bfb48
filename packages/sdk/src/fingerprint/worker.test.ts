import { expect } from "chai";
import { MessageChannel, Worker } from "node:worker_threads";
import { fingerprint } from "./fingerprint.ts";
import { createFingerprintClient, type FingerprintPort } from "./worker.ts";

const workerSource = `
  const { workerData } = require("node:worker_threads");
  import(workerData.module).then(({ serveFingerprints }) => serveFingerprints(workerData.port));
`;

describe("fingerprints in a worker", function () {
  this.timeout(30_000);
  let worker: Worker;
  let client: ReturnType<typeof createFingerprintClient>;
  let close: () => void;

  before(() => {
    const { port1, port2 } = new MessageChannel();
    const module = new URL("./index.ts", import.meta.url).href;
    worker = new Worker(workerSource, { eval: true, workerData: { module, port: port2 }, transferList: [port2] });
    client = createFingerprintClient(port1 as unknown as FingerprintPort);
    close = () => port1.close();
  });
  after(async () => {
    close();
    await worker.terminate();
  });

  it("are those of the page's own thread, many at a time", async () => {
    const sources = [1, 2_000_000, 3_500_001].map((size) => new Uint8Array(size).map((_, i) => i % 253));
    const here = await Promise.all(sources.map((source) => fingerprint(source)));
    const seen: number[] = [];
    const onProgress = ({ doneBytes }: { doneBytes: number }) => seen.push(doneBytes);
    const there = await Promise.all(sources.map((source) => client.fingerprint(new Blob([source]), { onProgress })));
    expect(there).to.deep.equal(here);
    expect(seen).to.include.members([1, 1 << 20, 2_000_000, 3_500_001]);
  });

  it("take options and hand errors back with their code", async () => {
    const bytes = new Uint8Array(50);
    const options = { leafSize: 8, algorithm: "sm3" } as const;
    expect(await client.fingerprint(bytes, options)).to.deep.equal(await fingerprint(bytes, options));
    const failed = await client.fingerprint(bytes, { leafSize: 0 }).catch((error) => error);
    expect(failed).to.include({ name: "LedgerError", code: "FINGERPRINT_OPTIONS_INVALID" });
  });

  it("end when the page gives up", async () => {
    const controller = new AbortController();
    const running = client.fingerprint(new Blob([new Uint8Array(1 << 28)]), {
      algorithm: "sm3",
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(await running.catch((error) => error.code)).to.equal("ABORTED");
    expect(await client.fingerprint(new Uint8Array(9), { signal: AbortSignal.abort() }).catch((e) => e.code)).to.equal(
      "ABORTED",
    );
  });
});
