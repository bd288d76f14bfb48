import { createLedger, isLedgerError, type FiledDocument, type Ledger } from "@data-voucher/sdk";
import { ArchiveError } from "../archive-error.ts";
import type { Settings } from "./settings.ts";

/** What a registry keeps, read through its gateway with its own API key. */
export interface FilesSource {
  readonly registry: string;
  /** Numbers of the cases that it keeps, oldest first. */
  cases(): Promise<string[]>;
  /** The documents on a case's file; the look is an inquiry for the archive, and recorded (article 30). */
  file(caseId: string): Promise<{ readonly inquiryId: string; readonly documents: readonly FiledDocument[] }>;
  /** The bytes of a document, compared with their digest. */
  read(digest: string, inquiryId: string): Promise<Uint8Array>;
  close(): void;
}

interface CasePage {
  readonly items: readonly { readonly caseId: string; readonly keeper: string }[];
  readonly nextCursor: string | null;
}

/** Opens the source. @throws ArchiveError when the API key is not a registry's */
export async function openFilesSource({ rpcUrl, deployment, gateway: url, apiKey }: Settings): Promise<FilesSource> {
  const ledger: Ledger = await createLedger({ rpcUrl, deployment, gateway: { url, apiKey } });
  const { inquiries, client } = ledger;
  const gateway = client.gateway!;
  try {
    const { role, party } = (await gateway.get("/v1/me")) as { role: string; party: string | null };
    if (role !== "registry" || party === null) {
      throw new ArchiveError(`The API key has the role ${role}; a registry archives its files with its own key.`);
    }
    return {
      registry: party,
      async cases() {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const query = { registry: party, limit: 200, cursor };
          const page = (await gateway.get("/v1/registrations", { query })) as CasePage;
          found.push(...page.items.filter(({ keeper }) => keeper === party).map(({ caseId }) => caseId));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        return found.reverse();
      },
      async file(caseId) {
        const inquiryId = await inquiryOn(ledger, caseId);
        const documents: FiledDocument[] = [];
        for await (const one of inquiries.file({ caseId, inquiryId })) documents.push(one);
        return { inquiryId, documents };
      },
      read: (digest, inquiryId) => inquiries.read({ digest, inquiryId }),
      close: () => ledger.close(),
    };
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** The registry's inquiry for its archive; the one that stands, where there is one. */
async function inquiryOn({ inquiries }: Ledger, caseId: string): Promise<string> {
  const words = "档案归档，保存二十年以上（第三十八条） archiving";
  try {
    return (await inquiries.ask({ caseId, capacity: "registry", purpose: "archive", words })).id;
  } catch (error) {
    if (isLedgerError(error))
      throw new ArchiveError(`Case ${caseId}: ${error.code}: ${error.message}`, { cause: error });
    throw error;
  }
}
