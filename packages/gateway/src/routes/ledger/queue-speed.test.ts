import { once } from "node:events";
import http, { Agent } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { profiles } from "@data-voucher/sdk";
import { expect } from "chai";
import type { RegistrationJson } from "../../schemas/registration.ts";
import { openSyntheticGateway } from "../../testing/synthetic-gateway.ts";
import { madeUp, partyAt, type MadeUpEvent } from "../../testing/synthetic-ledger.ts";

const agent = new Agent({ keepAlive: true });
const day = 86_400;
/** Monday, 2026-03-02, 9 o'clock in Shanghai. */
const start = Date.UTC(2026, 2, 2, 1) / 1000;
const [cases, perBlock, registries, applicants, assets] = [100_000, 2_500, 11, 41, 200];
const at = (kind: string, n: number, of: number) => partyAt(kind, n % of);

async function textOf(url: string): Promise<string> {
  const request = http.get(url, { agent });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  expect(response.statusCode).to.equal(200);
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk as string;
  return text;
}

/** What becomes of every fifth case on the day after it was applied for. */
function stepsOf(caseId: number, time: number): MadeUpEvent[] {
  const step = (name: string, args = {}) => madeUp.step(name, caseId, args);
  const [accepted, examined] = [step("RegistrationAccepted"), step("RegistrationExamined")];
  switch (Math.floor(caseId / 5) % 4) {
    case 0:
      return [step("SupplementAsked", { deadline: time + 20 * day + (caseId % 60) * 7_200, inExamination: false })];
    case 1:
      return [accepted, step("ExaminationExtended", { workingDays: 1 + (caseId % 10) })];
    case 2:
      return [accepted, examined];
    default:
      return [accepted, examined, step("RegistrationPublished")];
  }
}

describe("the queue with 100 000 cases", function () {
  this.timeout(900_000);
  let gateway: Awaited<ReturnType<typeof openSyntheticGateway>>;
  let base: string;
  let number = 0;

  before(async () => {
    gateway = await openSyntheticGateway();
    const parties = (kind: string, count: number, role: string) =>
      Array.from({ length: count }, (_, n) => madeUp.admitted(partyAt(kind, n), number++, `${kind} ${n}`, [role]));
    const names = Array.from({ length: assets }, (_, n) =>
      madeUp.declared(n, at("applicant", n, applicants), `数据 ${n}`),
    );
    const first = [
      madeUp.yearLoaded({ year: 2026, holidays: [], makeUpDays: [] }, 1),
      madeUp.profileDefined(1, profiles.nationalGuide),
      ...parties("registry", registries, "registry"),
      ...parties("applicant", applicants, "trader"),
      ...names,
    ];
    await gateway.read([gateway.ledger.block(start - day, first)]);
    for (let done = 0; done < cases; done += perBlock) {
      const ids = Array.from({ length: perBlock }, (_, i) => done + i + 1);
      const applied = ids.map((id) =>
        madeUp.applied(id, id % assets, at("applicant", id, applicants), at("registry", id, registries), 1),
      );
      await gateway.read([gateway.ledger.block(start + done / perBlock, applied)]);
    }
    for (let done = 0; done < cases; done += 5 * perBlock) {
      const time = start + day + done / perBlock;
      const ids = Array.from({ length: perBlock }, (_, i) => done + 5 * i + 1);
      await gateway.read([
        gateway.ledger.block(
          time,
          ids.flatMap((id) => stepsOf(id, time)),
        ),
      ]);
    }
    // A block without events, on which all that nobody answered is accepted by law at once.
    await gateway.follow(gateway.ledger.block(start + 4 * day, []));
    base = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
  });
  after(async () => {
    agent.destroy();
    await gateway.stop();
  });

  const read = async (url: string) => JSON.parse(await textOf(`${base}${url}`)) as { items: RegistrationJson[] };

  it("holds what it says: states, order and clocks", async () => {
    const registry = partyAt("registry", 5);
    const { items } = await read(`/v1/registrations?order=due&registry=${registry}&limit=200`);
    expect(items).to.have.length(200);
    const dues = items.map(({ clock }) => clock.due!.until);
    expect(dues).to.eql([...dues].sort());
    for (const one of items) expect(one.registry).to.equal(registry);
    for (const state of ["supplementAsked", "accepted", "examined", "published"]) {
      const [first] = (await read(`/v1/registrations?order=due&registry=${registry}&state=${state}`)).items;
      expect(first).to.include({ state, registry });
    }
    const deemed = JSON.parse(await textOf(`${base}/v1/registrations/2`)) as RegistrationJson;
    expect(deemed).to.include({ state: "accepted", written: false, acceptedAt: "2026-03-05T16:00:00Z" });
    // Ten working days after Friday 6 March, the day of acceptance.
    expect(deemed.clock.finishBy).to.equal("2026-03-20T15:59:59Z");
  });

  it("answers in under 50 ms at the 95th percentile, whichever part of it is asked for", async () => {
    const [registry, applicant] = [partyAt("registry", 5), partyAt("applicant", 7)];
    const queries = [
      "",
      `&registry=${registry}`,
      `&registry=${registry}&state=accepted`,
      "&state=published",
      `&applicant=${applicant}`,
      `&applicant=${applicant}&registry=${partyAt("registry", 7)}`,
      `&registry=${registry}&due=2026-03-16T15:59:59Z`,
    ].map((query) => `/v1/registrations?order=due${query}`);
    // The clock counts the turns of other programs too: a machine that others use gets further tries.
    for (let tries = 2; ; tries--) {
      const walls: number[] = [];
      const works: number[] = [];
      for (let i = 0; i < 280; i++) {
        const started = performance.now();
        const before = process.cpuUsage();
        await textOf(`${base}${queries[i % queries.length]}`);
        const { user, system } = process.cpuUsage(before);
        // The first ones warm up.
        if (i < 140) continue;
        walls.push(performance.now() - started);
        works.push((user + system) / 1000);
      }
      const p95 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
      const quiet = loadavg()[0]! < availableParallelism() / 2;
      const told = `p95: wall ${p95(walls).toFixed(1)} ms, processor ${p95(works).toFixed(1)} ms`;
      if (process.env["SHOW_TIMES"]) console.info(told);
      if (p95(walls) < 50) break;
      if (tries === 0) {
        expect(p95(quiet ? walls : works)).to.be.lessThan(50);
        break;
      }
    }
  });
});
