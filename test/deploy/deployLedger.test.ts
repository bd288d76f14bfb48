import { expect } from "chai";
import { hexlify, keccak256, randomBytes, Wallet } from "ethers";
import { deployLedger, type RpcProvider } from "../../scripts/deploy/deploy.ts";
import { type DeploymentChoices, managerRoles, planDeployment } from "../../scripts/deploy/plan.ts";
import { AccessManager__factory, ILedger__factory } from "../../packages/sdk/src/generated/index.ts";
import { admission, day, ethers, freshKey, ledgerFixture, networkHelpers, roles } from "../fixture.ts";

const provider: RpcProvider = ethers.provider;

const choose = (over: Partial<DeploymentChoices> = {}): DeploymentChoices => ({
  governance: admission(freshKey().address, { roles: roles.governance }),
  authority: admission(freshKey().address, { roles: roles.authority }),
  upgradeDelay: 2 * day,
  configurationDelay: day,
  ...over,
});

const freshDeployer = () => hexlify(randomBytes(32));

/** What a promise was rejected with. */
async function failureOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "nothing",
    (error: unknown) => (error as Error).message,
  );
}

describe("planDeployment", () => {
  it("is the same for the same deployer and choices, and differs for others", async () => {
    const choices = choose();
    const deployer = Wallet.createRandom().address;
    const plan = await planDeployment(deployer, choices);
    expect(await planDeployment(deployer, choices)).to.deep.equal(plan);
    expect(await planDeployment(Wallet.createRandom().address, choices)).not.to.deep.equal(plan);
    expect(await planDeployment(deployer, { ...choices, upgradeDelay: 1 })).not.to.deep.equal(plan);
  });
});

describe("deployLedger", () => {
  it("records address, block, version and code of each contract", async () => {
    const { deployment } = await ledgerFixture();
    const { chainId } = await provider.getNetwork();
    expect(deployment.chainId).to.equal(chainId.toString());
    expect(Object.keys(deployment.contracts)).to.have.members([
      ..."AccessManager PartyTemplate UsageDeskCode PartyRegistryCode SeriesOpeningCode SeriesDeskCode DataVoucherCode".split(
        " ",
      ),
      "VoucherRenderer",
      ..."WorkingCalendarCode RegistrationProfilesCode CertificatesCode RegistrationCasesCode".split(" "),
      ..."CertificateRemarksCode RegistryMembersCode".split(" "),
      ..."RegistrationApplicationsCode CertificationCode".split(" "),
      ..."AssetRegistryCode AuthorisedOperationCode RecordRequestsCode PublicRecordsCode Ledger WorkingCalendar RegistrationProfiles".split(
        " ",
      ),
      ..."Certificates AssetRegistry PublicRecords LedgerLens".split(" "),
    ]);
    for (const { address, block, version, codeHash } of Object.values(deployment.contracts)) {
      const code = await provider.getCode(address);
      expect(code.length).to.be.greaterThan(2);
      expect(codeHash).to.equal(keccak256(code));
      expect(await provider.getCode(address, block - 1)).to.equal("0x");
      expect(version).to.match(/^\d+\.\d+\.\d+/);
      expect(block).to.be.gte(deployment.startBlock);
    }
  });

  it("leaves the deployer nothing, and governance each role with its delay", async () => {
    const choices = choose();
    const deployerKey = freshDeployer();
    const { contracts } = await deployLedger({ provider, deployerKey, choices });
    const manager = AccessManager__factory.connect(contracts["AccessManager"]!.address, provider);
    const member = async (role: bigint, account: string) => Array.from(await manager.hasRole(role, account));
    const governor = choices.governance.account;
    for (const role of Object.values(managerRoles)) {
      expect(await member(role, new Wallet(deployerKey).address)).to.deep.equal([false, 0n]);
      expect((await member(role, choices.authority.account))[0]).to.equal(false);
    }
    expect(await member(managerRoles.admin, governor)).to.deep.equal([true, BigInt(2 * day)]);
    expect(await member(managerRoles.upgrader, governor)).to.deep.equal([true, BigInt(2 * day)]);
    expect(await member(managerRoles.configurator, governor)).to.deep.equal([true, BigInt(day)]);
    expect(await member(managerRoles.pauser, governor)).to.deep.equal([true, 0n]);
    const ledger = ILedger__factory.connect(contracts["Ledger"]!.address, provider);
    expect(await ledger.partyCount()).to.equal(2n);
    expect(await ledger.renderer()).to.equal(contracts["VoucherRenderer"]!.address);
  });

  it("finishes what was interrupted before and after sending each of its steps, with the very same result", async () => {
    const choices = choose();
    const deployerKey = freshDeployer();
    const deployer = new Wallet(deployerKey).address;
    const steps = await planDeployment(deployer, choices);
    const addressesOf = ({ contracts }: Awaited<ReturnType<typeof deployLedger>>) =>
      Object.entries(contracts).map(([name, { address, codeHash }]) => [name, address, codeHash]);
    const clean = await networkHelpers.takeSnapshot();
    const whole = addressesOf(await deployLedger({ provider, deployerKey, choices }));
    await clean.restore();
    // Each run takes up what the one before it left, so that every step is stopped at twice.
    for (const stop of steps.keys()) {
      const before = (_: unknown, index: number) => {
        if (index === stop) throw new Error(`stopped before ${stop}`);
      };
      const unsent = deployLedger({ provider, deployerKey, choices, onStep: before });
      expect(await failureOf(unsent)).to.equal(`stopped before ${stop}`);
      expect(await provider.getTransactionCount(deployer)).to.equal(stop);

      const controller = new AbortController();
      const during = (_: unknown, index: number) => index === stop && controller.abort(new Error(`stopped at ${stop}`));
      const sent = deployLedger({ provider, deployerKey, choices, onStep: during, signal: controller.signal });
      expect(await failureOf(sent)).to.equal(`stopped at ${stop}`);
      expect(await provider.getTransactionCount(deployer)).to.equal(stop + 1);
    }
    const seen: number[] = [];
    const resumed = await deployLedger({ provider, deployerKey, choices, onStep: (_, index) => seen.push(index) });
    expect(seen).to.deep.equal([...steps.keys()]);
    expect(await provider.getTransactionCount(deployer)).to.equal(steps.length);
    expect(addressesOf(resumed)).to.deep.equal(whole);
  });

  it("says the same of a finished deployment and sends nothing", async () => {
    const choices = choose();
    const deployerKey = freshDeployer();
    const first = await deployLedger({ provider, deployerKey, choices });
    const block = await provider.getBlockNumber();
    expect(await deployLedger({ provider, deployerKey, choices })).to.deep.equal(first);
    expect(await provider.getBlockNumber()).to.equal(block);
  });

  it("waits for a step that was sent before the interruption and is not mined yet", async () => {
    const choices = choose();
    const deployerKey = freshDeployer();
    await provider.send("evm_setAutomine", [false]);
    try {
      const controller = new AbortController();
      const first = failureOf(deployLedger({ provider, deployerKey, choices, signal: controller.signal }));
      const pool = async () => ((await provider.send("eth_pendingTransactions", [])) as unknown[]).length;
      while ((await pool()) === 0) await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error("stopped"));
      expect(await first).to.equal("stopped");
      expect(await provider.getTransactionCount(new Wallet(deployerKey).address, "latest")).to.equal(0);

      await provider.send("evm_setIntervalMining", [5]);
      const resumed = await deployLedger({ provider, deployerKey, choices });
      const { address, codeHash } = resumed.contracts["Ledger"]!;
      expect(keccak256(await provider.getCode(address))).to.equal(codeHash);
    } finally {
      await provider.send("evm_setIntervalMining", [0]);
      await provider.send("evm_setAutomine", [true]);
    }
  });

  it("says clearly that the key was used for something else", async () => {
    const deployerKey = freshDeployer();
    const wallet = new Wallet(deployerKey, provider);
    await (await wallet.sendTransaction({ to: wallet.address, type: 0, gasPrice: 0n })).wait();
    const message = await failureOf(deployLedger({ provider, deployerKey, choices: choose() }));
    expect(message).to.equal(
      `The deployer ${wallet.address} has used nonce 0 for another transaction. Its key must serve one deployment ` +
        "with one set of choices and one gas price only: deploy with a new key.",
    );
  });

  it("says the same where the choices differ from those that the key deployed", async () => {
    const deployerKey = freshDeployer();
    const choices = choose();
    await deployLedger({ provider, deployerKey, choices });
    const message = await failureOf(deployLedger({ provider, deployerKey, choices: choose() }));
    expect(message).to.match(/has used nonce 20 for another transaction\. Its key must serve one deployment/);
    const later = await failureOf(deployLedger({ provider, deployerKey, choices: { ...choices, upgradeDelay: 9 } }));
    expect(later).to.match(/has used nonce \d+ for another transaction/);
  });

  it("stops at a step that fails on the chain, and names it when it is run again", async () => {
    const deployerKey = freshDeployer();
    const choices = choose({ authority: admission(freshKey().address, { roles: roles.trader }) });
    expect(await failureOf(deployLedger({ provider, deployerKey, choices }))).to.match(/RoleMissing|revert|failed/);
    const message = await failureOf(deployLedger({ provider, deployerKey, choices }));
    expect(message).to.match(/^Step 21 \(create Ledger\) failed: 0x[0-9a-f]{64}\.$/);
    expect(await provider.getTransactionCount(new Wallet(deployerKey).address)).to.equal(21);
  });
});
