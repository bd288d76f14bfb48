import type { ContractTransactionResponse } from "ethers";
import {
  admission,
  claims,
  day,
  declaration,
  digest,
  freshKey,
  now,
  ownBasis,
  passNotice,
  powers,
  seriesFixture,
  terms,
} from "../fixture.ts";
import { calldataSurcharge } from "./calldata.ts";
import { licences } from "./licences.ts";
import { signIssue } from "../vouchers/signing.ts";
import { bySender, metered, signReceipt, type UseReceipt } from "../usage/support.ts";
import { controllerOf, pass, pour, send, voucherId } from "../vouchers/support.ts";

type Act = Promise<ContractTransactionResponse>;

/** Gas used by an act, after refunds, whatever the random bytes of this run are. */
async function used(act: Act): Promise<number> {
  const sent = await act;
  return Number((await sent.wait())!.gasUsed) + calldataSurcharge(sent.data);
}

/** Gas of every measured act by its label, on one ledger from one starting state. */
export async function measure(): Promise<Record<string, number>> {
  const l = await seriesFixture();
  const { ledger, seriesId } = l;
  const { alpha, beta, gamma, registry, authority } = l.parties;
  const gas: Record<string, number> = {};
  const hundred = Array.from({ length: 100 }, (_, index) => digest(`document ${index}`));
  const fresh = async () => {
    const admitted: string[] = [];
    while (admitted.length < 100) admitted.push((await l.admit()).address);
    return admitted;
  };

  // A holder that never held and one that does, a key that acted before, a series that issued before.
  const first = await l.issue(beta, 1_000n);
  const second = await l.issue(beta, 1_000n);
  await l.issue(alpha);
  gas["transfer to a new holder"] = await used(pass(ledger, beta.key, beta.address, gamma.address, first));
  gas["transfer to an existing holder"] = await used(pass(ledger, gamma.key, gamma.address, beta.address, first));
  gas["issue one with digest"] = await used(
    ledger.connect(alpha.key).issue(seriesId, beta.address, 10, digest("document")),
  );

  const holders = await fresh();
  const units = holders.map(() => 10);
  const issued = ledger.connect(alpha.key).issueBatch(seriesId, holders, units, hundred);
  gas["issue 100 to 100 holders, each"] = Math.ceil((await used(issued)) / 100);
  await ledger.connect(alpha.key).issueBatch(
    seriesId,
    holders.map(() => beta.address),
    units,
    hundred,
  );
  const { vouchers } = (await ledger.seriesOf(seriesId)).totals;
  const ids = holders.map((_, index) => voucherId(seriesId, vouchers - 99n + BigInt(index)));
  await used(pass(ledger, beta.key, beta.address, gamma.address, second));
  const batch = ledger.connect(beta.key).transferBatch(ids, gamma.address);
  gas["transfer 100 to one holder, each"] = Math.ceil((await used(batch)) / 100);
  const newcomers = await fresh();
  const each = ledger.connect(gamma.key).transferEach(ids, newcomers);
  gas["transfer 100 to 100 new holders, each"] = Math.ceil((await used(each)) / 100);

  gas["admit a party with one account"] = await used(
    ledger.connect(authority.key).admit(admission(freshKey().address)),
  );
  gas["add an account"] = await used(ledger.connect(beta.key).addAccount(freshKey().address, powers.operate, 0, 0));
  gas["suspend a party"] = await used(
    ledger.connect(authority.key).changeStanding(l.parties.overseas.address, 3, digest("order")),
  );

  // Units: first is beta's again.
  gas["send units to a new voucher of another"] = await used(send(ledger, beta.key, first, gamma.address, 100n));
  gas["move units to another's voucher"] = await used(pour(ledger, beta.key, first, second, 100n));
  gas["split in two"] = await used(ledger.connect(beta.key).split(first, [100]));
  const child = voucherId(seriesId, (await ledger.seriesOf(seriesId)).totals.vouchers);
  gas["merge two"] = await used(ledger.connect(beta.key).merge(first, [child]));
  gas["approve a voucher"] = await used(ledger.connect(beta.key)["approve(address,uint256)"](gamma.address, first));
  gas["approve units"] = await used(
    ledger.connect(gamma.key)["approve(uint256,address,uint256)"](second, beta.address, 10),
  );
  gas["transfer by an approved party"] = await used(pass(ledger, gamma.key, beta.address, alpha.address, first));

  const request = {
    seriesId,
    to: [beta.address],
    units: [10n],
    digests: [digest("request")],
    nonce: 1n,
    deadline: (await now()) + day,
  };
  const signature = await signIssue(l, alpha.key, request);
  gas["issue one on a signed request"] = await used(ledger.connect(registry.key).issueOnRequest(request, signature));
  const opening = terms(l.certificateId, await now());
  gas["open a series"] = await used(ledger.connect(alpha.key).openSeries(opening));
  gas["suspend a series"] = await used(
    ledger.connect(authority.key).suspendSeries(await ledger.seriesCount(), true, digest("order")),
  );
  const controller = await controllerOf(l, 0);
  gas["lock"] = await used(ledger.connect(controller).lock(second, 0, digest("pledge")));
  gas["unlock"] = await used(ledger.connect(controller).unlock(second, 0, digest("paid")));
  gas["cancel"] = await used(ledger.connect(gamma.key).cancel(second, digest("reason")));

  await usage(l, gas);
  await licences(l, gas, used);
  await registration(l, gas);
  return gas;
}

/** Use of a voucher; nothing is written for the first time but what every first use writes. */
async function usage(l: Awaited<ReturnType<typeof seriesFixture>>, gas: Record<string, number>): Promise<void> {
  const { ledger } = l;
  const m = await metered(l);
  await m.settle(await m.receipt());
  const one = await m.receipt();
  const byMeter = ledger.connect(m.accessPoint).settleUse(one, await signReceipt(l, m.user, one), bySender);
  gas["one use, one signature besides the sender's"] = await used(byMeter);
  gas["one use, two signatures"] = await used(m.settle(await m.receipt()));
  const { alpha, beta } = l.parties;
  await ledger.connect(alpha.key).openSeries({ ...l.seriesTerms, cap: 2_000_000 });
  const large = await ledger.seriesCount();
  await ledger.connect(alpha.key).issue(large, beta.address, 2_000_000, digest("document"));
  const million = await metered({ ...l, issue: () => Promise.resolve(voucherId(large, 1)) });
  await million.settle(await million.receipt());
  const cumulative = await million.receipt({ usedUnits: 1_000_000n });
  gas["a cumulative receipt for a million uses, two signatures"] = await used(million.settle(cumulative));

  const line = await m.receipt();
  const chain = Array.from({ length: 100 }, (_, index) => ({ ...line, usedUnits: BigInt(index + 1) }));
  gas["100 use receipts over one voucher, each"] = await settled(l, m, chain);
  const ids: bigint[] = [];
  while (ids.length < 100) ids.push(await l.issue(l.parties.beta, 10n));
  const apart = await Promise.all(ids.map((voucherId) => m.receipt({ voucherId })));
  gas["100 use receipts over 100 vouchers, each"] = await settled(l, m, apart);
}

/** Gas per receipt of a list that the access point sends. */
async function settled(
  l: Awaited<ReturnType<typeof seriesFixture>>,
  m: Awaited<ReturnType<typeof metered>>,
  receipts: UseReceipt[],
): Promise<number> {
  const holders = await Promise.all(receipts.map((receipt) => signReceipt(l, m.user, receipt)));
  const act = l.ledger.connect(m.accessPoint).settleUses(receipts, holders, bySender);
  return Math.ceil((await used(act)) / receipts.length);
}

/** The property track, act by act, for one asset with all three rights. */
async function registration(l: Awaited<ReturnType<typeof seriesFixture>>, gas: Record<string, number>): Promise<void> {
  const { assets } = l;
  const { gamma, registry } = l.parties;
  const declared = declaration({ key: digest("asset") });
  gas["declare an asset"] = await used(assets.connect(gamma.key).declareAsset(declared));
  const assetId = await assets.assetIdOf(gamma.address, declared.key);
  gas["apply for three rights"] = await used(
    assets.connect(gamma.key).applyForRegistration({
      assetId,
      registry: registry.address,
      evidenceDigest: digest("evidence"),
      publicRecordId: 0,
      basis: ownBasis,
      claims: claims(await now()),
      others: [],
    }),
  );
  const caseId = await assets.caseCount();
  const desk = assets.connect(registry.key);
  gas["accept an application"] = await used(desk.acceptRegistration(caseId, digest("accepted")));
  gas["examine"] = await used(desk.examineRegistration(caseId, digest("examined")));
  gas["publish the notice"] = await used(desk.publishRegistration(caseId, digest("notice")));
  await passNotice(l, caseId);
  gas["certify three rights"] = await used(desk.certifyRegistration(caseId, digest("stored"), true));
}
