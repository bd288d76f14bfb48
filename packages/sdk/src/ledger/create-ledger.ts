import { createLedgerClient, type ClientOptions, type LedgerClient } from "../client/client.ts";
import { resolve } from "../client/resolve.ts";
import { history } from "../actions/provenance/history.ts";
import { askToConsult } from "../actions/inquiries/ask-to-consult.ts";
import { decideInquiry } from "../actions/inquiries/decide-inquiry.ts";
import { getInquiry } from "../actions/inquiries/get-inquiry.ts";
import { getInquiryReads, listInquiries } from "../actions/inquiries/list-inquiries.ts";
import { listCaseFile, readCaseDocument } from "../actions/inquiries/read-file.ts";
import { requestApiKey } from "../actions/keys/request-api-key.ts";
import { getOperation } from "../actions/operations/get-operation.ts";
import { submitRaw } from "../actions/operations/submit-raw.ts";
import { bindReads } from "./bind.ts";
import { bindCommitments } from "./commitments.ts";
import { bindParties } from "./parties.ts";
import { bindRegistration } from "./registration.ts";
import { bindRegistries } from "./registries.ts";
import { bindRules } from "./rules.ts";
import { bindUsage } from "./usage.ts";
import { bindVouchers } from "./vouchers.ts";

/** Every operation on the ledger, bound to one client. */
export type Ledger = ReturnType<typeof bindLedger>;

/**
 * Opens a ledger: everything that a party, a registry or an authority does with it, with one key. Programs that need
 * few operations take `createLedgerClient` and the operations by themselves, which bundlers shake apart.
 *
 * @throws LedgerError WRONG_CHAIN_ID, DEPLOYMENT_INVALID, GATEWAY_MISSING, codes of the node
 * @example
 * const ledger = await createLedger({ rpcUrl: "http://127.0.0.1:8545", deployment, signer: new Wallet(key) });
 * const handle = await ledger.vouchers.transfer({ voucherId, to: buyer, units: "200" }, { id: "order-17" });
 * const { voucherId: received, block } = await handle.wait({ timeoutMs: 30_000 });
 * ledger.close();
 */
export async function createLedger(options: ClientOptions): Promise<Ledger> {
  return bindLedger(await createLedgerClient(options));
}

function bindLedger(client: LedgerClient) {
  return {
    /** For operations that are taken by themselves. */
    client,
    ...bindParties(client),
    ...bindCommitments(client),
    ...bindRules(client),
    ...bindRegistration(client),
    ...bindRegistries(client),
    ...bindVouchers(client),
    ...bindUsage(client),
    provenance: bindReads(client, { history }),
    /** Transactions at the gateway. */
    operations: bindReads(client, { get: getOperation, submit: submitRaw }),
    /** API keys of the gateway. */
    apiKeys: bindReads(client, { request: requestApiKey }),
    /** Consulting registration files at the gateway, and who looked (article 30). */
    inquiries: bindReads(client, {
      ask: askToConsult,
      decide: decideInquiry,
      get: getInquiry,
      list: listInquiries,
      reads: getInquiryReads,
      file: listCaseFile,
      read: readCaseDocument,
    }),
    /** The party that an address stands for. */
    resolve: (address: string) => resolve(client, address),
    /** Transactions of an earlier life of the key that are followed again, where a store was given. */
    recovered: () => client.queue().recovered(),
    /** Stops following; what is on its way stays on its way. */
    close: () => client.close(),
  };
}
