import { expect } from "chai";
import {
  day,
  digest,
  startLedgerChain,
  type LedgerChain,
  type TestParty,
} from "../../../gateway/src/testing/ledger-chain.ts";
import { apply, declare } from "../../../gateway/src/testing/ledger-history.ts";
import { openLedgerGateway, type LedgerGateway } from "../../../gateway/src/testing/ledger-gateway.ts";
import type { CaseDetail, Profile } from "../api/shapes.ts";
import { language } from "../i18n/language.ts";
import { caseActs } from "./case-acts.ts";

const document = digest("document");
const accountsOf = (...accounts: string[]) =>
  accounts.map((account) => ({ account, powers: ["operate" as const, "approve" as const] }));

describe("What the desk offers in a case", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: LedgerGateway;
  let registry: TestParty;
  let firm: TestParty;
  let other: TestParty;
  let assets: string;
  const spoken = language.value;

  before(async () => {
    language.value = "en";
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    firm = await chain.admit({ name: "甲公司" });
    other = await chain.admit({ name: "乙公司" });
    assets = chain.addresses["AssetRegistry"]!;
    gateway = await openLedgerGateway(chain);
  });
  after(async () => {
    language.value = spoken;
    await gateway.stop();
    await chain.stop();
  });

  const fresh = async (name: string) => apply(chain, firm, registry, await declare(chain, firm, { name }));
  const does = (method: string, caseId: bigint, ...args: unknown[]) =>
    chain.call("assets", registry.key, method, caseId, ...args);
  const settingOf = async (caseId: bigint) => {
    await gateway.indexed();
    const found = (await gateway.get(`/v1/registrations/${caseId}`)) as CaseDetail;
    const { terms } = (await gateway.get(`/v1/profiles/${found.profileId}`)) as Profile;
    return { found, terms, accounts: accountsOf(registry.key.address) };
  };

  /** Every act that there is, as the ledger takes it. */
  const every = async (caseId: bigint, objections: number): Promise<Record<string, [string, ...unknown[]]>> => ({
    accept: ["acceptRegistration", document],
    supplement: ["askSupplement", (await chain.now()) + 10 * day, document],
    examine: ["examineRegistration", document],
    extend: ["extendExamination", 1, document],
    publish: ["publishRegistration", document],
    "waive-notice": ["waiveNotice", document],
    certify: ["certifyRegistration", document, true],
    refuse: ["refuseRegistration", 1, document],
    settle: ["settleClock"],
    ...Object.fromEntries(
      Array.from({ length: objections }, (_, n) => [`resolve-${n}`, ["resolveObjection", n, false, document]]),
    ),
  });

  /** The acts that the ledger would do now. */
  async function lawful(caseId: bigint, objections: number): Promise<string[]> {
    const acts = Object.entries(await every(caseId, objections));
    const done = await Promise.all(
      acts.map(async ([name, [method, ...args]]) => {
        const data = chain.encode("assets", method, caseId, ...args);
        const call = chain.anvil.rpc.call("eth_call", { from: registry.key.address, to: assets, data }, "latest");
        return (await call.then(
          () => true,
          () => false,
        ))
          ? [name]
          : [];
      }),
    );
    return done.flat().sort();
  }

  const ways: Record<string, () => Promise<bigint>> = {
    "that was just applied for": () => fresh("一"),
    "whose supplement is asked for": async () => {
      const caseId = await fresh("二");
      await does("askSupplement", caseId, (await chain.now()) + 3 * day, document);
      return caseId;
    },
    "whose supplement was given": async () => {
      const caseId = await fresh("三");
      await does("askSupplement", caseId, (await chain.now()) + 3 * day, document);
      await chain.call("assets", firm.key, "giveSupplement", caseId, document);
      return caseId;
    },
    "that was accepted": async () => {
      const caseId = await fresh("四");
      await does("acceptRegistration", caseId, document);
      return caseId;
    },
    "that was extended once": async () => {
      const caseId = await fresh("五");
      await does("acceptRegistration", caseId, document);
      await does("extendExamination", caseId, 2, document);
      return caseId;
    },
    "that was examined": async () => {
      const caseId = await fresh("六");
      await does("acceptRegistration", caseId, document);
      await does("examineRegistration", caseId, document);
      return caseId;
    },
    "under notice": async () => {
      const caseId = await published("七");
      return caseId;
    },
    "with objections, one of them decided": async () => {
      const caseId = await published("八");
      await chain.call("assets", other.key, "objectToRegistration", caseId, document);
      await does("resolveObjection", caseId, 0, false, document);
      await chain.call("assets", other.key, "objectToRegistration", caseId, document);
      return caseId;
    },
    "whose notice is over": async () => {
      const caseId = await published("九");
      await chain.passNotice(caseId);
      return caseId;
    },
    "whose notice was waived": async () => {
      const caseId = await fresh("十");
      await does("acceptRegistration", caseId, document);
      await does("examineRegistration", caseId, document);
      await does("waiveNotice", caseId, document);
      return caseId;
    },
    "that was certified": async () => certified("十一"),
    "that was refused": async () => {
      const caseId = await fresh("十二");
      await does("refuseRegistration", caseId, 1, document);
      return caseId;
    },
    "that time has accepted": async () => {
      const caseId = await fresh("十三");
      await chain.pass(12 * day);
      return caseId;
    },
    "that time has ended": async () => {
      const caseId = await fresh("十四");
      await does("askSupplement", caseId, (await chain.now()) + day, document);
      await chain.pass(2 * day);
      return caseId;
    },
    "of a cancellation that it began itself": async () => {
      const { certificateId } = await chain.view("assets", "caseOf", await certified("十五"));
      const cancellation = { certificateId, rights: 14, ground: 4, evidenceDigest: document };
      await chain.call("assets", registry.key, "beginCancellation", cancellation);
      return chain.view("assets", "caseCount");
    },
    "that waits for a consent": async () => {
      const { certificateId } = await chain.view("assets", "caseOf", await certified("十六"));
      const transfer = { certificateId, rights: 14, transferee: other.address, evidenceDigest: document };
      await chain.call("assets", firm.key, "applyForTransfer", transfer);
      return chain.view("assets", "caseCount");
    },
  };

  async function published(name: string): Promise<bigint> {
    const caseId = await fresh(name);
    await does("acceptRegistration", caseId, document);
    await does("examineRegistration", caseId, document);
    await does("publishRegistration", caseId, document);
    return caseId;
  }

  async function certified(name: string): Promise<bigint> {
    const caseId = await fresh(name);
    await does("acceptRegistration", caseId, document);
    await does("examineRegistration", caseId, document);
    await does("waiveNotice", caseId, document);
    await does("certifyRegistration", caseId, document, true);
    return caseId;
  }

  for (const [name, make] of Object.entries(ways)) {
    it(`${name} is what the ledger would do, no less and no more`, async () => {
      const caseId = await make();
      const setting = await settingOf(caseId);
      const offered = caseActs(setting).open.map(({ id }) => id);
      expect([...offered].sort()).to.deep.equal(await lawful(caseId, setting.found.objections.length));
    });
  }

  it("has what is due first, refusal last, and says why the rest must wait", async () => {
    const under = caseActs(await settingOf(await published("十七")));
    expect(under.open.map(({ id }) => id).at(-1)).to.equal("refuse");
    expect(under.closed.map(({ id, why }) => `${id}: ${why}`).join()).to.match(/^certify: The notice ends with \d{4}-/);
    const accepted = await fresh("十八");
    await does("acceptRegistration", accepted, document);
    expect(caseActs(await settingOf(accepted)).open[0]!.id).to.equal("examine");
  });

  it("leaves out what no account of the registry may do, and says so", async () => {
    const setting = await settingOf(await fresh("十九"));
    const clerk = [{ account: registry.key.address, powers: ["operate" as const] }];
    const { open, closed } = caseActs({ ...setting, accounts: clerk });
    expect(open.map(({ id }) => id)).to.deep.equal(["accept", "supplement"]);
    expect(closed.map(({ id }) => id)).to.deep.equal(["refuse"]);
    expect(closed[0]!.why).to.match(/no account of the registry with the power to approve/);
  });

  it("asks for another account than the examiner's where the profile wants four eyes", async () => {
    const caseId = await fresh("二十");
    await does("acceptRegistration", caseId, document);
    await does("examineRegistration", caseId, document);
    await does("waiveNotice", caseId, document);
    const { found, terms } = await settingOf(caseId);
    const eyes = { found, terms: { ...terms, fourEyes: true } };
    const alone = caseActs({ ...eyes, accounts: accountsOf(registry.key.address) });
    expect(alone.open.map(({ id }) => id)).not.to.include("certify");
    expect(alone.closed.map(({ id }) => id)).to.deep.equal(["certify"]);
    const two = caseActs({ ...eyes, accounts: accountsOf(registry.key.address, other.key.address) });
    expect(two.open[0]!.id).to.equal("certify");
  });
});
