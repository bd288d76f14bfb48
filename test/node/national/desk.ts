import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDeskGateway } from "../../../packages/gateway/src/testing/desk-gateway.ts";
import { apply, declare } from "../../../packages/gateway/src/testing/ledger-history.ts";
import { startLedgerChain, type TestParty } from "../../../packages/gateway/src/testing/ledger-chain.ts";
import { token } from "./support.ts";

export const digest = (text: string) => `0x${createHash("sha256").update(text).digest("hex")}`;

/** A ledger with a registry whose key a gateway holds, which submits to a national service system. */
export async function openNationalDesk(urlOf: (chainNow: () => number) => Promise<string>) {
  const chain = await startLedgerChain();
  // The chain's clock is ahead of the machine's: answers are stated by it.
  let time = await chain.now();
  const url = await urlOf(() => time * 1000);
  const registry = await chain.admitRegistry("广西数据登记中心");
  const other = await chain.admitRegistry("另一登记机构");
  await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
  await chain.call("assets", chain.authority.key, "setRegistryCode", other.address, 45, 2);
  const firm = await chain.admit({ name: "阿尔法数据有限公司" });
  const folder = await mkdtemp(join(tmpdir(), "national-desk-"));
  const tokenFile = join(folder, "token");
  await writeFile(tokenFile, `${token}\n`);
  const gateway = await openDeskGateway(chain, [registry.key], { NATIONAL_URL: url, NATIONAL_TOKEN_FILE: tokenFile });
  const keys = {
    registry: await gateway.as("registry", registry.address),
    other: await gateway.as("registry", other.address),
    regulator: await gateway.as("regulator", chain.authority.address),
    operator: await gateway.as("operator", null),
    firm: await gateway.as("party", firm.address),
    nobody: {},
  };
  const tick = async () => (time = await chain.now());

  const desk = {
    chain,
    gateway,
    registry,
    other,
    firm,
    keys,
    tokenFile,
    deployment: {
      chainId: chain.anvil.chainId,
      contracts: Object.fromEntries(
        Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: chain.startBlock }]),
      ),
    },
    /** Does a step of a case at the desk; the operation. */
    async step(caseId: string, name: string, body: object, key = keys.registry) {
      await gateway.indexed();
      const answer = await gateway.write(`/v1/registrations/${caseId}/${name}`, key, body);
      await tick();
      return answer;
    },
    async applied(at: TestParty = registry): Promise<string> {
      const assetId = await declare(chain, firm);
      const caseId = await apply(chain, firm, at, assetId);
      await tick();
      return String(caseId);
    },
    /** A case in its notice. */
    async published(): Promise<string> {
      const caseId = await desk.applied();
      await desk.step(caseId, "accept", { documentDigest: digest("accepted") });
      await desk.step(caseId, "examine", { reportDigest: digest("examined") });
      await desk.step(caseId, "publish", { noticeDigest: digest(`notice of ${caseId}`) });
      return caseId;
    },
    async withdraw(caseId: string) {
      await chain.call("assets", firm.key, "withdrawRegistration", BigInt(caseId));
      await tick();
    },
    async passNotice(caseId: string) {
      await chain.passNotice(BigInt(caseId));
      await tick();
    },
    /** What stands of a case's submissions, by kind. */
    async submissions(caseId: string) {
      await gateway.indexed();
      const { content } = await gateway.send("GET", `/v1/registrations/${caseId}`, {});
      return Object.fromEntries(content.submissions.map((one: { kind: string }) => [one.kind, one])) as Record<
        string,
        {
          dueAt: string | null;
          digest: string | null;
          corrections: number;
          answer: { receiptNumber: string; statedAt: string; sample: boolean; material: string; digest: string } | null;
        }
      >;
    },
    /** Waits until the answers of these kinds are on the ledger. */
    async mirrored(caseId: string, ...kinds: string[]) {
      for (;;) {
        const found = await desk.submissions(caseId);
        if (kinds.every((kind) => found[kind]?.answer)) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async reconciliation(key: Record<string, string> = keys.regulator, query = "") {
      await gateway.indexed();
      return gateway.send("GET", `/v1/national/reconciliation${query}`, key);
    },
    async stop() {
      await gateway.stop();
      await chain.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** What {@link openNationalDesk} gives. */
export type NationalDesk = Awaited<ReturnType<typeof openNationalDesk>>;
