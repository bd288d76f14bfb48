import { expect } from "chai";
import { Wallet } from "ethers";
import { profiles } from "@data-voucher/sdk";
import { allErrors } from "../errors.ts";
import { operationTable } from "../outbox/operation.ts";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import {
  digest,
  roleBits,
  startLedgerChain,
  zeroDigest,
  type LedgerChain,
  type TestParty,
} from "../testing/ledger-chain.ts";

interface Operation {
  readonly "x-error-codes"?: readonly string[];
}

const address = `0x${"12".repeat(20)}`;
const document = { documentDigest: digest("document") };
const noDocument = { documentDigest: zeroDigest };
const time = "2030-01-01T00:00:00Z";
const past = "2020-01-01T00:00:00Z";
const signed = { nonce: "1", deadline: time, signature: `0x${"11".repeat(65)}` };
const answered = {
  receiptNumber: "GJ-1",
  statedAt: "2026-01-01T00:00:00Z",
  sample: true,
  material: digest("material"),
  digest: digest("submission"),
};
const voucher = { to: address, units: "1", digest: digest("voucher") };
const terms = {
  basis: { kind: "certificate", id: "1" },
  class: "product",
  resale: true,
  territory: 156,
  start: time,
  end: "2031-01-01T00:00:00Z",
  cap: "10",
  purposes: [0],
  priceRule: "fixed",
  unitPrice: "1",
  termsDigest: digest("terms"),
};
const admission = {
  name: "Firm",
  roles: ["trader"],
  jurisdiction: 156,
  identityDigest: digest("identity"),
  safeUseCommitment: digest("commitment"),
  account: address,
  powers: ["operate"],
};

const inquiry = { capacity: "stateOrgan", organ: "数据局", purpose: { code: "duty", words: "核查" }, days: 5 };
const decision = { approved: true, ...document };
/** Writes that parties make as well: no role is the wrong one. */
const ofParties = ["/v1/transactions", "/v1/registrations/{id}/inquiries"];
const year = 2020;
/** Writes about registries as members: the last part of the path, who may, and a body of the right form. */
const registryWrites = (
  [
    ["changes", "registry", { effectiveAt: time, ...document }],
    ["exit", "registry", { exitAt: time, ...document }],
    ["exit/decide", "regulator", { approved: true, ...document }],
    ["reports", "registry", { year, ...document }],
    ["reports/appraise", "regulator", { year, ...document }],
    ["disclosures", "registry", { kind: "fees", ...document }],
  ] as const
).map(([last, role, body]): [string, string, typeof role, object] => [
  `/v1/registries/{party}/${last}`,
  `/v1/registries/${address}/${last}`,
  role,
  body,
]);

/** Every write that takes JSON: its path with values, who may, and a body of the right form. */
const writes: readonly [template: string, path: string, role: "regulator" | "registry" | "exchange", body: object][] = [
  ["/v1/parties", "/v1/parties", "regulator", admission],
  [
    "/v1/parties/{party}/accounts",
    `/v1/parties/${address}/accounts`,
    "regulator",
    { account: address, powers: ["operate"], ...document },
  ],
  ["/v1/commitments", "/v1/commitments", "regulator", { textDigest: digest("text"), requiredFrom: past }],
  ["/v1/usage/prohibited", "/v1/usage/prohibited", "regulator", { analyses: [], ...document }],
  [
    "/v1/parties/{party}/qualifications",
    `/v1/parties/${address}/qualifications`,
    "regulator",
    { kind: "enterprise", qualifications: ["finance"], ...document },
  ],
  ["/v1/parties/{party}/standing", `/v1/parties/${address}/standing`, "regulator", { standing: "good", ...document }],
  ["/v1/parties/{party}/details", `/v1/parties/${address}/details`, "regulator", { phone: "1" }],
  ["/v1/registries/{party}/code", `/v1/registries/${address}/code`, "regulator", { region: 45, digit: 1 }],
  ...registryWrites,
  [
    "/v1/registries/{party}/take-over",
    `/v1/registries/${address}/take-over`,
    "regulator",
    { successor: address, ...document },
  ],
  [
    "/v1/certificates/{number}/cancel",
    "/v1/certificates/SJ4512026110001/cancel",
    "registry",
    { rights: ["use"], ground: "byLaw", evidenceDigest: digest("e") },
  ],
  ["/v1/registrations/{id}/accept", "/v1/registrations/1/accept", "registry", document],
  ["/v1/registrations/{id}/supplement", "/v1/registrations/1/supplement", "registry", { deadline: time, ...document }],
  ["/v1/registrations/{id}/examine", "/v1/registrations/1/examine", "registry", { reportDigest: digest("r") }],
  ["/v1/registrations/{id}/extend", "/v1/registrations/1/extend", "registry", { workingDays: 5, ...document }],
  ["/v1/registrations/{id}/publish", "/v1/registrations/1/publish", "registry", { noticeDigest: digest("n") }],
  ["/v1/registrations/{id}/waive-notice", "/v1/registrations/1/waive-notice", "registry", document],
  ["/v1/registrations/{id}/settle", "/v1/registrations/1/settle", "registry", {}],
  ["/v1/registrations/{id}/object", "/v1/registrations/1/object", "exchange", { reasonDigest: digest("r") }],
  [
    "/v1/registrations/{id}/resolve",
    "/v1/registrations/1/resolve",
    "registry",
    { objectionId: 0, upheld: true, ...document },
  ],
  [
    "/v1/registrations/{id}/certify",
    "/v1/registrations/1/certify",
    "registry",
    { evidenceDigest: digest("e"), sample: true },
  ],
  ["/v1/registrations/{id}/evidence", "/v1/registrations/1/evidence", "registry", { evidenceDigest: digest("e") }],
  ["/v1/registrations/{id}/submissions/{kind}", "/v1/registrations/1/submissions/notice", "registry", answered],
  [
    "/v1/registrations/{id}/submissions/{kind}/correct",
    "/v1/registrations/1/submissions/notice/correct",
    "registry",
    { ...answered, ...document },
  ],
  ["/v1/registrations/{id}/refuse", "/v1/registrations/1/refuse", "registry", { ground: "harm", ...document }],
  ["/v1/calendar/{year}", "/v1/calendar/2026", "regulator", { holidays: [], makeUpDays: [], ...noDocument }],
  ["/v1/profiles", "/v1/profiles", "regulator", { label: "Rule", terms: profiles.nationalGuide.terms, ...noDocument }],
  ["/v1/parties/{party}/profile", `/v1/parties/${address}/profile`, "regulator", { profileId: 1, ...document }],
  ["/v1/public-profile", "/v1/public-profile", "regulator", { profileId: 99, ...document }],
  ["/v1/records/{id}/publish", "/v1/records/1/publish", "regulator", { noticeDigest: digest("n") }],
  ["/v1/records/{id}/admit", "/v1/records/1/admit", "regulator", { recordNumber: "1", ...document }],
  ["/v1/records/{id}/refuse", "/v1/records/1/refuse", "regulator", document],
  ["/v1/records/{id}/cancel", "/v1/records/1/cancel", "regulator", { ground: "byLaw", ...document }],
  ["/v1/record-requests/{id}/publish", "/v1/record-requests/1/publish", "regulator", { noticeDigest: digest("n") }],
  ["/v1/record-requests/{id}/grant", "/v1/record-requests/1/grant", "regulator", document],
  ["/v1/record-requests/{id}/refuse", "/v1/record-requests/1/refuse", "regulator", document],
  ["/v1/authorisations/{id}/suspend", "/v1/authorisations/1/suspend", "regulator", document],
  ["/v1/authorisations/{id}/resume", "/v1/authorisations/1/resume", "regulator", document],
  ["/v1/authorisations/{id}/end", "/v1/authorisations/1/end", "regulator", document],
  ["/v1/series", "/v1/series", "registry", { terms, ...signed }],
  ["/v1/series/{id}/suspend", "/v1/series/1/suspend", "regulator", document],
  ["/v1/series/{id}/resume", "/v1/series/1/resume", "regulator", document],
  ["/v1/vouchers", "/v1/vouchers", "registry", { seriesId: 1, ...voucher, ...signed }],
  ["/v1/vouchers/batch", "/v1/vouchers/batch", "registry", { seriesId: 1, vouchers: [voucher], ...signed }],
  [
    "/v1/certificates/{number}/annotations",
    "/v1/certificates/SJ4512026110001/annotations",
    "registry",
    { kind: "seizure", until: time, ...document },
  ],
  [
    "/v1/certificates/{number}/annotations/{id}/lift",
    "/v1/certificates/SJ4512026110001/annotations/0/lift",
    "registry",
    document,
  ],
  [
    "/v1/certificates/{number}/objections",
    "/v1/certificates/SJ4512026110001/objections",
    "exchange",
    { reasonDigest: digest("r") },
  ],
  [
    "/v1/certificates/{number}/objections/{id}/inform",
    "/v1/certificates/SJ4512026110001/objections/0/inform",
    "registry",
    document,
  ],
  [
    "/v1/certificates/{number}/objections/{id}/conclude",
    "/v1/certificates/SJ4512026110001/objections/0/conclude",
    "registry",
    { upheld: false, ...document },
  ],
  [
    "/v1/certificates/{number}/objections/{id}/mediate",
    "/v1/certificates/SJ4512026110001/objections/0/mediate",
    "registry",
    document,
  ],
  ["/v1/transfers", "/v1/transfers", "exchange", { voucherId: "4294967297", from: address, to: address }],
  ["/v1/transactions", "/v1/transactions", "exchange", { raw: "0x00" }],
  ["/v1/registrations/{id}/inquiries", "/v1/registrations/1/inquiries", "regulator", inquiry],
  ["/v1/parties/{party}/inquiries", `/v1/parties/${address}/inquiries`, "regulator", inquiry],
  ["/v1/inquiries/{inquiry}/decision", `/v1/inquiries/${"1".repeat(32)}/decision`, "registry", decision],
];

describe("odd input", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let firm: TestParty;
  let paths: Record<string, { post?: Operation; get?: Operation }>;
  const keys: Record<string, Record<string, string>> = {};
  let count = 0;

  before(async () => {
    chain = await startLedgerChain();
    const registry = await chain.admitRegistry("登记中心");
    const exchange = await chain.admit({ roles: roleBits.exchange, name: "交易所" });
    firm = await chain.admit();
    gateway = await openDeskGateway(chain, [chain.authority.key, registry.key, exchange.key, firm.key]);
    keys["regulator"] = await gateway.as("regulator", chain.authority.address);
    keys["registry"] = await gateway.as("registry", registry.address);
    keys["exchange"] = await gateway.as("exchange", exchange.address);
    keys["party"] = await gateway.as("party", firm.address);
    paths = (await gateway.send("GET", "/openapi.json", {})).content.paths;
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const codesOf = (template: string) => paths[template]?.post?.["x-error-codes"] ?? [];

  /** Posts, and expects a problem with this code that the API page names for the path. */
  const refused = async (
    row: (typeof writes)[number],
    code: string | readonly string[],
    payload: string | Buffer | object,
    over: { headers?: Record<string, string>; path?: string } = {},
  ) => {
    const [template, path, role] = row;
    const headers = over.headers ?? { ...keys[role], "idempotency-key": `odd-${count++}` };
    const { status, content } = await gateway.send("POST", over.path ?? path, headers, payload);
    const place = `${template} ${typeof payload === "string" ? payload.slice(0, 60) : JSON.stringify(payload).slice(0, 160)}`;
    expect(content.code, place).to.be.oneOf([code].flat());
    expect(status, place).to.equal(allErrors[content.code as string]!.httpStatus);
    expect(codesOf(template), place).to.include(content.code);
    return content as { errors?: { pointer?: string }[] };
  };

  it("has a row here for every POST that takes JSON, and documents no code that the table does not have", () => {
    const posts = Object.keys(paths).filter((path) => paths[path]!.post !== undefined);
    const others = ["/v1/documents", "/v1/keys", "/v1/parties/{party}/keys", "/v1/certificates/verify"];
    expect(writes.map(([template]) => template).sort()).to.eql(posts.filter((path) => !others.includes(path)).sort());
    const codes = Object.values(paths).flatMap(({ post, get }) =>
      [post, get].flatMap((op) => op?.["x-error-codes"] ?? []),
    );
    expect(codes.length).to.be.above(300);
    expect(codes.filter((code) => !Object.hasOwn(allErrors, code))).to.eql([]);
  });

  it("is refused where the body is no JSON, no object, oversized, or has members too many or too few", async () => {
    for (const row of writes) {
      const body = row[3];
      await refused(row, "JSON_MALFORMED", "{");
      await refused(row, "JSON_MALFORMED", Buffer.from([0x22, 0xff, 0x22]));
      await refused(row, "BODY_EMPTY", "");
      await refused(row, "REQUEST_INVALID", []);
      // Settling a clock takes nothing but the case.
      if (Object.keys(body).length > 0) await refused(row, "REQUEST_INVALID", {});
      await refused(row, "REQUEST_INVALID", "null");
      await refused(row, "BODY_OVERSIZED", { ...body, more: "x".repeat(70_000) });
      const { errors } = await refused(row, "REQUEST_INVALID", { ...body, more: 1 });
      expect(errors).to.deep.include({ pointer: "/more", detail: "is not a known property" });
      await refused(row, "PROPERTY_NAME_REFUSED", '{"__proto__":{"a":1}}');
    }
  });

  it("is refused where any member is of a wrong type, too large for a number, or a text that hides something", async () => {
    for (const row of writes) {
      const body = row[3];
      for (const name of Object.keys(body)) {
        await refused(row, "REQUEST_INVALID", { ...body, [name]: { odd: true } });
        await refused(row, "REQUEST_INVALID", { ...body, [name]: null });
        await refused(row, "REQUEST_INVALID", { ...body, [name]: -1.5 });
        await refused(
          row,
          "NUMBER_UNSAFE",
          JSON.stringify({ ...body, [name]: "@" }).replace('"@"', "9007199254740993"),
        );
        await refused(row, "TEXT_NUL", { ...body, [name]: "a\u0000b" });
        await refused(row, "TEXT_LONE_SURROGATE", JSON.stringify({ ...body, [name]: "@" }).replace("@", "\\ud800"));
        await refused(row, "TEXT_BIDI_CONTROL", { ...body, [name]: "a\u202eb" });
      }
    }
  });

  it("is refused where hex, addresses, decimals or times are not of their form", async () => {
    for (const row of writes) {
      const body = row[3] as Record<string, unknown>;
      for (const [name, value] of Object.entries(body)) {
        if (typeof value !== "string" || name === "raw") continue;
        const odd: [string, unknown][] = [];
        if (/Digest$|^digest$|Commitment$/.test(name)) {
          odd.push(
            ["REQUEST_INVALID", value.slice(0, -1)],
            ["REQUEST_INVALID", `${value}0`],
            ["REQUEST_INVALID", value.slice(2)],
          );
          odd.push(["REQUEST_INVALID", value.toUpperCase()], ["REQUEST_INVALID", "数据"], ["REQUEST_INVALID", "😀"]);
        } else if (value === address) {
          odd.push(["REQUEST_INVALID", value.slice(0, -1)], ["REQUEST_INVALID", `${value}00`], ["REQUEST_INVALID", ""]);
          odd.push(["REQUEST_INVALID", "0x52908400098527886E0F7030069857D2E4169Ee7"]);
        } else if (["units", "nonce", "voucherId"].includes(name)) {
          odd.push(
            ["REQUEST_INVALID", "-1"],
            ["REQUEST_INVALID", "1.5"],
            ["REQUEST_INVALID", "1e3"],
            ["REQUEST_INVALID", ""],
          );
          odd.push(["NUMBER_MALFORMED", "01"], ["NUMBER_OUT_OF_RANGE", "9".repeat(78)], ["REQUEST_INVALID", "１"]);
        } else if (value === time) {
          odd.push(["REQUEST_INVALID", "2030-02-30T00:00:00Z"], ["REQUEST_INVALID", "2030-01-01"]);
          odd.push(["REQUEST_INVALID", "2030-01-01T00:00:00+08:00"], ["REQUEST_INVALID", "1969-01-01T00:00:00Z"]);
        } else if (name === "signature") {
          odd.push(["REQUEST_INVALID", value.slice(0, -2)], ["REQUEST_INVALID", `${value}00`]);
        }
        for (const [code, instead] of odd) await refused(row, code, { ...body, [name]: instead });
      }
    }
    const units = writes.find(([template]) => template === "/v1/vouchers")!;
    await refused(units, "NUMBER_OUT_OF_RANGE", { ...units[3], units: String(2n ** 48n) });
    const parties = writes[0]!;
    await refused(parties, "TEXT_CONTROL_CHARACTER", { ...admission, name: "two\nlines" });
    await refused(parties, "REQUEST_INVALID", { ...admission, roles: ["trader", "trader"] });
    await refused(parties, "REQUEST_INVALID", { ...admission, roles: ["king"] });
    const year = writes.find(([template]) => template === "/v1/calendar/{year}")!;
    for (const date of ["2026-2-3", "20260203", "2026-02-03T00:00:00Z", ""]) {
      await refused(year, "REQUEST_INVALID", { ...year[3], holidays: [date] });
    }
    for (const path of ["26", "02026", "-2026", "2026.5"]) {
      await refused(year, "REQUEST_INVALID", year[3], { path: `/v1/calendar/${path}` });
    }
    const accept = writes.find(([template]) => template === "/v1/registrations/{id}/accept")!;
    await refused(accept, "NUMBER_OUT_OF_RANGE", document, { path: `/v1/registrations/${2n ** 64n}/accept` });
    await refused(accept, "REQUEST_INVALID", document, { path: "/v1/registrations/-1/accept" });
    await refused(accept, "REQUEST_INVALID", document, { path: "/v1/registrations/0x1/accept" });
    await refused(accept, "TEXT_BIDI_CONTROL", document, {
      path: `/v1/registrations/${encodeURIComponent("\u202e")}/accept`,
    });
  });

  it("is refused without a key, with a revoked one, by the wrong role, and without an idempotency key", async () => {
    const gone = await gateway.as("regulator", chain.authority.address);
    await gateway.services.keys.revoke(/dvk_([0-9a-f]{16})/.exec(gone["authorization"]!)![1]!);
    const another = keys["party"]!;
    for (const row of writes) {
      const [template, , role, body] = row;
      const id = { "idempotency-key": `odd-${count++}` };
      await refused(row, "API_KEY_REVOKED", body, { headers: { ...gone, ...id } });
      await refused(row, "API_KEY_UNKNOWN", body, {
        headers: { "x-api-key": `dvk_${"0".repeat(16)}_${"A".repeat(43)}`, ...id },
      });
      await refused(row, "API_KEY_MALFORMED", body, { headers: { authorization: "Basic abc", ...id } });
      if (template === "/v1/transactions") continue;
      await refused(row, "AUTHENTICATION_REQUIRED", body, { headers: id });
      if (!ofParties.includes(template)) {
        await refused(row, ["ROLE_NOT_ALLOWED", "DOCUMENT_NOT_ALLOWED"], body, { headers: { ...another, ...id } });
      }
      await refused(row, "IDEMPOTENCY_KEY_MISSING", body, { headers: keys[role]! });
      await refused(row, "IDEMPOTENCY_KEY_MALFORMED", body, { headers: { ...keys[role], "idempotency-key": "a b" } });
    }
  });

  it("of the right form is refused by the ledger's own code, named on the API page", async () => {
    for (const row of writes) {
      const [template, , , body] = row;
      if (template === "/v1/parties") continue;
      const { headers } = { headers: { ...keys[row[2]], "idempotency-key": `odd-${count++}` } };
      const { content } = await gateway.send("POST", row[1], headers, body);
      expect(codesOf(template), `${template}: ${content.code}`).to.include(content.code);
      expect(content.code).to.not.be.oneOf(["INTERNAL", "REQUEST_INVALID"]);
    }
  });

  it("takes Chinese and emoji where a name stands, and has changed nothing else", async () => {
    const operations = async () => (await gateway.services.home.list(operationTable)).length;
    expect(await operations()).to.equal(0);
    const block = BigInt(await chain.anvil.rpc.call<string>("eth_blockNumber"));
    const headers = { ...keys["regulator"], "idempotency-key": "name", prefer: "wait=20" };
    const body = { ...admission, account: Wallet.createRandom().address, name: "数据公司 😀 العربية" };
    const { content } = await gateway.send("POST", "/v1/parties", headers, body);
    expect(content).to.include({ success: true });
    const reused = await gateway.send("POST", "/v1/parties", headers, { ...body, name: "Another" });
    expect(reused.code).to.equal("IDEMPOTENCY_KEY_REUSED");
    expect(await operations()).to.equal(1);
    expect(BigInt(await chain.anvil.rpc.call<string>("eth_blockNumber"))).to.equal(block + 1n);
  });
});
