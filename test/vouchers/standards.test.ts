import { digest, networkHelpers, now, seriesFixture, terms, zeroDigest } from "../fixture.ts";
import { signIssue } from "./signing.ts";
import { behavesAsErc3525, behavesAsErc721 } from "./standards.behavior.ts";
import { controllerOf, lockClasses, pass, pour, send, type SeriesLedger, voucherId } from "./support.ts";

/** A history with every act that makes, changes, moves or ends vouchers, over two series. */
async function history(): Promise<SeriesLedger> {
  const l = await seriesFixture();
  const { ledger } = l;
  const { alpha, beta, gamma, registry } = l.parties;
  const first = await l.issue(beta, 1_000n);
  const documents = ["a", "b", "c"].map(digest);
  const holders = [beta.address, gamma.address, alpha.address];
  await ledger.connect(alpha.key).issueBatch(l.seriesId, holders, [10, 20, 30], documents);
  const request = {
    seriesId: l.seriesId,
    to: [gamma.address],
    units: [40n],
    digests: [digest("d")],
    nonce: 1n,
    deadline: (await now()) + 600,
  };
  const signature = await signIssue(l, alpha.key, request);
  await ledger.connect(registry.key).issueOnRequest(request, signature);
  const id = (serial: number) => voucherId(l.seriesId, serial);
  await pass(ledger, beta.key, beta.address, gamma.address, id(2));
  await ledger.connect(gamma.key).transferBatch([id(2), id(3)], beta.address);
  await ledger.connect(beta.key).transferEach([id(2), id(3)], [alpha.address, gamma.address]);
  await send(ledger, beta.key, first, gamma.address, 100n);
  await send(ledger, alpha.key, id(4), gamma.address, 30n);
  await ledger.connect(beta.key).split(first, [50, 60]);
  await ledger.connect(beta.key).merge(id(8), [id(9)]);
  await pour(ledger, beta.key, id(8), id(5), 7n);
  await pour(ledger, alpha.key, id(2), id(5), 10n);
  await ledger.connect(gamma.key).cancel(id(3), digest("reason"));
  const controller = await controllerOf(l, lockClasses.pledge);
  await ledger.connect(controller).lock(first, lockClasses.pledge, digest("pledge"));
  await ledger.connect(controller).splitLocked(first, lockClasses.pledge, 200);
  const end = (await now()) + 3_600;
  await ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { end }));
  await ledger.connect(alpha.key).issueBatch(2, [beta.address, gamma.address], [5, 6], documents.slice(1));
  await networkHelpers.time.increaseTo(end + 1);
  await ledger.connect(gamma.key).expire([voucherId(2n, 1)]);
  await ledger.connect(controller).unlock(first, lockClasses.pledge, zeroDigest);
  return l;
}

describe("vouchers as standard tokens", () => {
  const recorded = () => networkHelpers.loadFixture(history);
  behavesAsErc721(recorded);
  behavesAsErc3525(recorded);
});
