import { expect } from "chai";
import { Signature, TypedDataEncoder, type Wallet } from "ethers";
import { day, digest, freshKey, networkHelpers, now, powers, roles, scopes, seriesFixture, terms } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { domainOf, type IssueRequest, issueRequestTypes, seriesRequestTypes, signIssue } from "./signing.ts";
import {
  addKey,
  eventsOf,
  obstacles,
  obstacleValues,
  refused,
  type SeriesLedger,
  setStanding,
  standings,
  voucherId,
  zeroAddress,
} from "./support.ts";

const requestOf = async (l: SeriesLedger, over: Partial<IssueRequest> = {}): Promise<IssueRequest> => ({
  seriesId: l.seriesId,
  to: [l.parties.beta.address, l.parties.gamma.address],
  units: [10n, 20n],
  digests: [digest("first"), digest("second")],
  nonce: 7n,
  deadline: (await now()) + day,
  ...over,
});

describe("signed requests", () => {
  let l: SeriesLedger;
  let request: IssueRequest;
  let signature: string;
  beforeEach(async () => {
    l = await seriesFixture();
    request = await requestOf(l);
    signature = await signIssue(l, l.parties.alpha.key, request);
  });
  const submit = (given = request, signed = signature, party = l.parties.registry) =>
    l.ledger.connect(party.key).issueOnRequest(given, signed);
  const signedBy = async (key: Wallet, given = request) => submit(given, await signIssue(l, key, given));
  const refusedSignature = (act: Promise<unknown>, signer: string) =>
    refused(l.ledger, act, "RequestSignatureInvalid", l.parties.alpha.address, signer);

  describe("issueOnRequest", () => {
    behavesAsActOfAnAccount({
      party: "registry",
      power: powers.operate,
      scope: scopes.issue,
      act: async (ledger, key) => {
        const given = await requestOf(ledger);
        const signed = await signIssue(ledger, ledger.parties.alpha.key, given);
        return ledger.ledger.connect(key).issueOnRequest(given, signed);
      },
    });

    it("is refused when the grantor became an exchange", async () => {
      const { alpha, authority } = l.parties;
      await l.ledger.connect(authority.key).changeRoles(alpha.address, roles.exchange, digest("document"));
      await refused(l.ledger, submit(), "RoleMissing", alpha.address, roles.trader);
    });

    it("is refused to everybody but a registry, the grantor included", async () => {
      for (const party of [l.parties.alpha, l.parties.exchange, l.parties.authority]) {
        await refused(l.ledger, submit(request, signature, party), "RoleMissing", party.address, roles.registry);
      }
    });

    it("is refused for a series that does not exist, or is closed", async () => {
      await refused(l.ledger, submit({ ...request, seriesId: 9n }), "SeriesUnknown", 9);
      await l.ledger.connect(l.parties.alpha.key).closeSeries(1);
      await refused(l.ledger, submit(), "SeriesClosed", 1);
    });

    for (const name of Object.keys(obstacles) as (keyof typeof obstacles)[]) {
      it(`is refused with ${name}`, async () => {
        await obstacles[name](l);
        await refused(l.ledger, submit(), name, ...obstacleValues(l, name));
      });
    }

    it("is refused after its deadline, and done in its last second", async () => {
      await networkHelpers.time.setNextBlockTimestamp(request.deadline);
      await submit();
      const late = { ...request, nonce: 8n };
      const signed = await signIssue(l, l.parties.alpha.key, late);
      await networkHelpers.time.setNextBlockTimestamp(late.deadline + 1);
      await refused(l.ledger, submit(late, signed), "RequestExpired", late.deadline);
    });

    it("is refused when anything in it was altered", async () => {
      const altered: Partial<IssueRequest>[] = [
        { to: [l.parties.beta.address, l.parties.beta.address] },
        { to: [...request.to].reverse() },
        { units: [10n, 21n] },
        { digests: [digest("first"), digest("third")] },
        { nonce: 8n },
        { deadline: request.deadline + 1 },
        { to: request.to.slice(1), units: request.units.slice(1), digests: request.digests.slice(1) },
      ];
      for (const change of altered) {
        const given = { ...request, ...change };
        const hash = TypedDataEncoder.hash(await domainOf(l), issueRequestTypes, given);
        expect(await l.ledger.issueRequestDigest(given)).to.equal(hash);
        const act = submit(given);
        await expect(act).to.be.revertedWithCustomError(l.ledger, "RequestSignatureInvalid");
        expect(await l.ledger.requestConsumed(l.parties.alpha.address, given.nonce)).to.equal(false);
      }
    });

    it("is refused for another series of the same grantor", async () => {
      await l.ledger.connect(l.parties.alpha.key).openSeries(terms(l.certificateId, await now()));
      const act = submit({ ...request, seriesId: 2n });
      await expect(act).to.be.revertedWithCustomError(l.ledger, "RequestSignatureInvalid");
    });

    for (const [what, domain] of [
      ["another chain", { chainId: 1n }],
      ["another contract", { verifyingContract: "0x000000000000000000000000000000000000dEaD" }],
      ["another name", { name: "Data Voucher" }],
      ["another version", { version: "2" }],
    ] as const) {
      it(`is refused when signed for ${what}`, async () => {
        const signed = await signIssue(l, l.parties.alpha.key, request, domain);
        await expect(submit(request, signed)).to.be.revertedWithCustomError(l.ledger, "RequestSignatureInvalid");
      });
    }

    it("is refused when signed by a stranger, another party, or a key of the grantor that may not", async () => {
      const { alpha, beta, registry } = l.parties;
      const viewer = await addKey(l, alpha, powers.all & ~powers.operate);
      const expired = await addKey(l, alpha, powers.operate, { validUntil: (await now()) + 60 });
      const revoked = await addKey(l, alpha);
      await l.ledger.connect(alpha.key).revokeAccount(revoked.address);
      await networkHelpers.time.increase(100);
      for (const key of [freshKey(), beta.key, registry.key, viewer, expired, revoked]) {
        await refusedSignature(signedBy(key), key.address);
      }
    });

    it("is refused while the grantor is out of standing", async () => {
      const { alpha } = l.parties;
      await setStanding(l, alpha, standings.suspended);
      await refusedSignature(submit(), alpha.key.address);
    });

    it("is refused for what is no signature, or its mirror image", async () => {
      for (const bad of ["0x", "0x1234", `0x${"00".repeat(65)}`, `${signature}00`]) {
        await refusedSignature(submit(request, bad), zeroAddress);
      }
      const { r, s, v } = Signature.from(signature);
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const mirrored = `${r}${(order - BigInt(s)).toString(16).padStart(64, "0")}${v === 27 ? "1c" : "1b"}`;
      await refusedSignature(submit(request, mirrored), zeroAddress);
    });

    it("counts once", async () => {
      await submit();
      await refused(l.ledger, submit(), "RequestUsed", l.parties.alpha.address, 7);
      const other = { ...request, units: [1n, 1n] };
      await refused(l.ledger, signedBy(l.parties.alpha.key, other), "RequestUsed", l.parties.alpha.address, 7);
      const second = await l.admit({ roles: roles.registry, name: "Second Registry" });
      await refused(l.ledger, submit(request, signature, second), "RequestUsed", l.parties.alpha.address, 7);
    });

    it("is refused when its lists or one of its vouchers are refused, and may be tried again", async () => {
      const { overseas, beta, alpha } = l.parties;
      await refused(l.ledger, signedBy(alpha.key, { ...request, units: [1n] }), "ListsDiffer", 2, 1);
      await refused(l.ledger, signedBy(alpha.key, { ...request, to: [], units: [], digests: [] }), "ListsDiffer", 0, 0);
      await refused(l.ledger, signedBy(alpha.key, { ...request, digests: [] }), "ListsDiffer", 2, 0);
      const abroad = { ...request, to: [beta.address, overseas.address] };
      await refused(l.ledger, signedBy(alpha.key, abroad), "OutsideTerritory", overseas.address, 702, 156);
      expect(await l.ledger.requestConsumed(alpha.address, 7)).to.equal(false);
      await submit();
    });

    it("counts the whole list against the limits of both keys", async () => {
      const { alpha, registry } = l.parties;
      const clerk = await addKey(l, registry, powers.operate, { unitLimit: 29 });
      const act = l.ledger.connect(clerk).issueOnRequest(request, signature);
      await refused(l.ledger, act, "AccountLimitExceeded", clerk.address, 29, 30);
      const signer = await addKey(l, alpha, powers.operate, { unitLimit: 29 });
      await refused(l.ledger, signedBy(signer), "AccountLimitExceeded", signer.address, 29, 30);
      await signedBy(await addKey(l, alpha, powers.operate, { unitLimit: 30 }));
    });

    it("mints each voucher and logs who signed and who submitted", async () => {
      const { alpha, beta, gamma, registry } = l.parties;
      const id = voucherId(1n, 1);
      expect(await l.ledger.connect(registry.key).issueOnRequest.staticCall(request, signature)).to.equal(id);
      const minted = (voucher: bigint, to: string, units: bigint, document: string) => [
        ["Transfer", zeroAddress, to, voucher],
        ["SlotChanged", voucher, 0n, 1n],
        ["TransferValue", 0n, voucher, units],
        ["VoucherIssued", voucher, 1n, to, registry.key.address, units, document],
      ];
      expect(await eventsOf(l.ledger, submit())).to.deep.equal([
        ["RequestConsumed", alpha.address, 7n, registry.address, registry.key.address, alpha.key.address],
        ...minted(id, beta.address, 10n, digest("first")),
        ...minted(id + 1n, gamma.address, 20n, digest("second")),
      ]);
      expect(await l.ledger.requestConsumed(alpha.address, 7)).to.equal(true);
      expect(await l.ledger.requestConsumed(beta.address, 7)).to.equal(false);
      expect((await l.ledger.seriesOf(1n)).totals.issued).to.equal(30n);
    });

    it("takes any number that was not used, in any order", async () => {
      for (const nonce of [(1n << 256n) - 1n, 0n, 255n, 256n]) {
        await signedBy(l.parties.alpha.key, { ...request, nonce });
        expect(await l.ledger.requestConsumed(l.parties.alpha.address, nonce)).to.equal(true);
      }
      expect(await l.ledger.requestConsumed(l.parties.alpha.address, 1)).to.equal(false);
    });
  });

  describe("withdrawRequest", () => {
    behavesAsActOfAnAccount({
      party: "alpha",
      power: powers.operate,
      scope: scopes.issue,
      act: ({ ledger }, key) => ledger.connect(key).withdrawRequest(7),
    });

    it("is refused for a request that was used or withdrawn", async () => {
      const { alpha } = l.parties;
      await l.ledger.connect(alpha.key).withdrawRequest(7);
      await refused(l.ledger, l.ledger.connect(alpha.key).withdrawRequest(7), "RequestUsed", alpha.address, 7);
    });

    it("keeps registries from carrying the request out, and logs it", async () => {
      const { alpha } = l.parties;
      expect(await eventsOf(l.ledger, l.ledger.connect(alpha.key).withdrawRequest(7))).to.deep.equal([
        ["RequestConsumed", alpha.address, 7n, alpha.address, alpha.key.address, alpha.key.address],
      ]);
      await refused(l.ledger, submit(), "RequestUsed", alpha.address, 7);
    });

    it("says nothing about the same number of others", async () => {
      await l.ledger.connect(l.parties.beta.key).withdrawRequest(7);
      await submit();
    });
  });

  describe("openSeriesOnRequest", () => {
    let given: ReturnType<typeof terms>;
    let deadline: number;
    beforeEach(async () => {
      given = terms(l.certificateId, await now());
      deadline = (await now()) + day;
    });
    const sign = async (ledger: SeriesLedger, key: Wallet, of = given, nonce = 3n, until = deadline) =>
      key.signTypedData(await domainOf(ledger), seriesRequestTypes, { terms: of, nonce, deadline: until });
    const open = async (key: Wallet, of = given, party = l.parties.registry) =>
      l.ledger.connect(party.key).openSeriesOnRequest(of, 3, deadline, await sign(l, key, of));

    behavesAsActOfAnAccount({
      party: "registry",
      power: powers.operate,
      scope: scopes.issue,
      act: async (ledger, key) => {
        const until = (await now()) + day;
        const signed = await sign(ledger, ledger.parties.alpha.key, ledger.seriesTerms, 3n, until);
        return ledger.ledger.connect(key).openSeriesOnRequest(ledger.seriesTerms, 3, until, signed);
      },
    });

    it("is refused to everybody but a registry", async () => {
      const { alpha } = l.parties;
      await refused(l.ledger, open(alpha.key, given, alpha), "RoleMissing", alpha.address, roles.registry);
    });

    it("is refused over a basis that is missing or not live", async () => {
      const { key } = l.parties.alpha;
      await refused(l.ledger, open(key, { ...given, basisKind: 0 }), "BasisSourceMissing", 0);
      await refused(l.ledger, open(key, { ...given, basisId: 5n }), "BasisNotLive", 1, 5);
    });

    it("is refused after its deadline", async () => {
      const signed = await sign(l, l.parties.alpha.key);
      await networkHelpers.time.increaseTo(deadline + 1);
      const act = l.ledger.connect(l.parties.registry.key).openSeriesOnRequest(given, 3, deadline, signed);
      await refused(l.ledger, act, "RequestExpired", deadline);
    });

    it("is refused when one term was altered after signing", async () => {
      const signed = await sign(l, l.parties.alpha.key);
      const desk = l.ledger.connect(l.parties.registry.key);
      const altered: Record<string, unknown>[] = [
        { cap: 2 },
        { end: given.end + 1 },
        { start: given.start + 1 },
        { purposes: 1 },
        { resale: false },
        { unitPrice: 101 },
        { priceRule: 3 },
        { termsDigest: digest("other") },
        { territory: 344 },
        { class: 1 },
        { namedUser: l.parties.beta.address },
      ];
      for (const change of altered) {
        const changed = { ...given, ...change };
        const hash = TypedDataEncoder.hash(await domainOf(l), seriesRequestTypes, {
          terms: changed,
          nonce: 3n,
          deadline,
        });
        expect(await l.ledger.seriesRequestDigest(changed, 3, deadline)).to.equal(hash);
        const act = desk.openSeriesOnRequest(changed, 3, deadline, signed);
        await expect(act, Object.keys(change)[0]).to.be.revertedWithCustomError(l.ledger, "RequestSignatureInvalid");
      }
      await expect(desk.openSeriesOnRequest(given, 4, deadline, signed)).to.be.revertedWithCustomError(
        l.ledger,
        "RequestSignatureInvalid",
      );
    });

    it("is refused when another than the basis's grantor signed", async () => {
      const { alpha, beta } = l.parties;
      await refused(l.ledger, open(beta.key), "RequestSignatureInvalid", alpha.address, beta.key.address);
    });

    it("is refused for a grantor that no longer trades", async () => {
      const { alpha, authority } = l.parties;
      await l.ledger.connect(authority.key).changeRoles(alpha.address, roles.serviceAgency, digest("changed"));
      await refused(l.ledger, open(alpha.key), "RoleMissing", alpha.address, roles.trader);
    });

    it("is refused for terms beyond the basis, and the number stays free", async () => {
      const { alpha } = l.parties;
      await refused(l.ledger, open(alpha.key, { ...given, cap: 0 }), "CapZero");
      expect(await l.ledger.requestConsumed(alpha.address, 3)).to.equal(false);
    });

    it("shares its numbers with requests to mint", async () => {
      const { alpha } = l.parties;
      await open(alpha.key);
      await refused(l.ledger, open(alpha.key), "RequestUsed", alpha.address, 3);
      await refused(l.ledger, signedBy(alpha.key, { ...request, nonce: 3n }), "RequestUsed", alpha.address, 3);
    });

    it("opens the series for the grantor and logs who signed and who submitted", async () => {
      const { alpha, registry } = l.parties;
      const log = await eventsOf(l.ledger, open(alpha.key));
      expect(log.map((event) => event.slice(0, 7))).to.deep.equal([
        ["RequestConsumed", alpha.address, 3n, registry.address, registry.key.address, alpha.key.address],
        ["SeriesOpened", 2n, l.assetId, alpha.address, registry.address, registry.key.address, alpha.key.address],
      ]);
      expect((await l.ledger.seriesOf(2n)).grantor).to.equal(alpha.address);
      await l.ledger.connect(alpha.key).issue(2, l.parties.beta.address, 1, digest("voucher"));
    });
  });

  it("are signed for the domain that ERC-5267 tells", async () => {
    const domain = await domainOf(l);
    const told = await l.ledger.runner!.provider!.call({ to: await l.ledger.getAddress(), data: "0x84b0196e" });
    const [fields, name, version, chainId, contract, salt, extensions] = (
      await import("../../packages/sdk/src/generated/index.ts")
    ).SeriesDesk__factory.createInterface().decodeFunctionResult("eip712Domain", told);
    expect([fields, name, version, chainId, contract, salt, [...extensions]]).to.deep.equal([
      "0x0f",
      domain.name,
      domain.version,
      domain.chainId,
      domain.verifyingContract,
      `0x${"00".repeat(32)}`,
      [],
    ]);
  });
});
