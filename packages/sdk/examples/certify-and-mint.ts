// A registry takes an application to its certificate, then mints on the order that the grantor signed.
//   export RPC_URL=… DEPLOYMENT=data/deployment.json KEY_FILE=data/keys/registry.json
//   node packages/sdk/examples/certify-and-mint.ts certify <case>
//   node packages/sdk/examples/certify-and-mint.ts mint <file with the signed order>
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { digestOf, type SignedIssueRequest } from "@data-voucher/sdk";
import { accessFromEnvironment, isMain, openLedger, type Access } from "./open.ts";

/** Accepts, examines and publishes a case, waits until the notice is over, and certifies it. */
export async function certify(access: Access, caseId: string) {
  const ledger = await openLedger(access);
  const { cases } = ledger;
  // The documents stay in the registry's files; the ledger gets their digests.
  const paper = async (title: string) => (await digestOf({ title, case: caseId })).sha256;
  try {
    await (await cases.accept({ caseId, documentDigest: await paper("受理通知书") })).wait();
    await (await cases.examine({ caseId, reportDigest: await paper("审查意见") })).wait();
    await (await cases.publish({ caseId, noticeDigest: await paper("公示公告") })).wait();
    console.log(`public notice until ${(await cases.clock(caseId)).noticeUntil}`);

    const order = { caseId, evidenceDigest: await paper("存证回执"), sample: true };
    for (;;) {
      const answer = await cases.certify.simulate(order);
      if (answer.ok) break;
      if (answer.code !== "NOTICE_NOT_OVER") return { refused: answer.code };
      await sleep(1000);
    }
    const { certificateId, certificateNumber } = await (await cases.certify(order)).wait();
    return { certificateId: String(certificateId), certificateNumber };
  } finally {
    ledger.close();
  }
}

/** Mints what the grantor ordered. The order's own number lets the ledger take it once, however often it is sent. */
export async function mint(access: Access, request: SignedIssueRequest) {
  const ledger = await openLedger(access);
  try {
    const answer = await ledger.vouchers.issueOnRequest.simulate(request);
    if (!answer.ok) return { refused: answer.code };
    const handle = await ledger.vouchers.issueOnRequest(request, { id: request.nonce });
    const { voucherIds } = await handle.wait();
    return { voucherIds: voucherIds.map(String) };
  } finally {
    ledger.close();
  }
}

if (isMain(import.meta.filename)) {
  const [step, subject = ""] = process.argv.slice(2);
  const access = accessFromEnvironment();
  if (step === "certify") console.log(await certify(access, subject));
  else if (step === "mint") console.log(await mint(access, JSON.parse(await readFile(subject, "utf8"))));
  else throw new Error("The first argument is certify or mint");
}
