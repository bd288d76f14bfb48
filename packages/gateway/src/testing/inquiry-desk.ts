import { randomBytes } from "node:crypto";
import { certificateNumberOf } from "@data-voucher/sdk";
import { apply, certify, declare } from "./ledger-history.ts";
import { openDeskGateway } from "./desk-gateway.ts";
import { roleBits, startLedgerChain } from "./ledger-chain.ts";

type Headers = Record<string, string>;
const strict = {
  capacity: "interestedParty",
  interest: "拟受让该数据产品",
  purpose: { code: "trade", words: "核实权利" },
};

/** A certified case with papers on its file, and a key for everybody who may have to do with it. */
export async function openInquiryDesk() {
  const chain = await startLedgerChain();
  const registry = await chain.admitRegistry("广西数据登记中心");
  const another = await chain.admitRegistry("另一登记机构");
  await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
  const alpha = await chain.admit({ name: "阿尔法数据有限公司" });
  const beta = await chain.admit({ name: "Beta Logistics" });
  const gamma = await chain.admit({ name: "Gamma Cold Chain" });
  const exchange = await chain.admit({ name: "交易所", roles: roleBits.exchange });
  const assetId = await declare(chain, alpha);
  const caseId = await apply(chain, alpha, registry, assetId);
  const certificate = certificateNumberOf(await certify(chain, registry, caseId));
  const other = await apply(chain, gamma, registry, await declare(chain, gamma));
  const gateway = await openDeskGateway(chain, []);
  await gateway.indexed();
  const keys = {
    registry: await gateway.as("registry", registry.address),
    another: await gateway.as("registry", another.address),
    regulator: await gateway.as("regulator", chain.authority.address),
    alpha: await gateway.as("party", alpha.address),
    beta: await gateway.as("party", beta.address),
    gamma: await gateway.as("party", gamma.address),
    exchange: await gateway.as("exchange", exchange.address),
    operator: await gateway.as("operator", null),
    nobody: {} as Headers,
  };
  const fresh = () => ({ "idempotency-key": randomBytes(8).toString("hex") });
  const get = (url: string, key: Headers) => gateway.send("GET", url, key);
  const post = (url: string, key: Headers, body: object, id: Headers = fresh()) =>
    gateway.send("POST", url, { ...key, ...id }, body);

  return {
    chain,
    gateway,
    keys,
    parties: { registry, another, alpha, beta, gamma },
    /** The certified case of alpha. */
    caseId: String(caseId),
    assetId,
    certificate,
    /** A case of gamma that has only been applied for. */
    otherCase: String(other),
    get,
    post,
    /** Puts a paper on the file of a case; returns its SHA-256. */
    async file(key: Headers, text: string, query = `class=registry&case=${caseId}`) {
      const headers = { ...key, "content-type": "text/plain" };
      const { status, code, content } = await gateway.send(
        "POST",
        `/v1/documents?${query}`,
        headers,
        Buffer.from(text),
      );
      return { status, code, sha256: content?.sha256 as string };
    },
    /** Asks for the file of a case, as an interested party unless told otherwise. */
    ask: (key: Headers, over: object = {}, of = String(caseId), id?: Headers) =>
      post(`/v1/registrations/${of}/inquiries`, key, { ...strict, ...over }, id),
    /** What a capacity without interest asks with. */
    plain: (capacity: string, over: object = {}) => ({ capacity, interest: undefined, ...over }),
    decide: (key: Headers, inquiry: string, body: object, id?: Headers) =>
      post(`/v1/inquiries/${inquiry}/decision`, key, { documentDigest: `0x${"d1".repeat(32)}`, ...body }, id),
    /** The code of an attempt to read a document; undefined when the bytes came. */
    async read(key: Headers, sha256: string, inquiry?: string) {
      const query = inquiry === undefined ? "" : `?inquiry=${inquiry}`;
      const answer = await gateway.app.inject({ url: `/v1/documents/${sha256}${query}`, headers: key });
      return answer.statusCode === 200 ? undefined : answer.json<{ code: string }>().code;
    },
    list: async (key: Headers, query = "", of = String(caseId)) =>
      (await get(`/v1/registrations/${of}/inquiries${query}`, key)).content as {
        items: { id: string; capacity: string; state: string; interest: string | null; reads: { digest: string }[] }[];
        nextCursor: string | null;
      },
    async stop() {
      await gateway.stop();
      await chain.stop();
    },
  };
}

/** What {@link openInquiryDesk} gives. */
export type InquiryDesk = Awaited<ReturnType<typeof openInquiryDesk>>;
