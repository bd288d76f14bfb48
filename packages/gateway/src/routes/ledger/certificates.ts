import Type from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { contractNames } from "../../ledger/decode.ts";
import { parseCertificate, parseAddress } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { readCertificate, verifyCertificate } from "../../ledger/models/certificate.ts";
import { certificateTable } from "../../ledger/project/certificate.ts";
import { isAt } from "../../ledger/project/keeper.ts";
import { verifyPaper } from "../../paper/verify-paper.ts";
import { answers } from "../../schemas/answers.ts";
import { CertificateClaims, type CertificateClaimsJson } from "../../schemas/certificate.ts";
import { OneOf } from "../../schemas/common.ts";
import { u64 } from "../../store/keys.ts";
import type { Routes } from "../app.ts";
import { problems } from "../schemas.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";
import { credentialType, paperBytes } from "./papers.ts";

const tag = "registration";

/** Registration certificates and their public check. */
export const certificateRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);
  const contracts = contractNames(context.deployment.contracts);

  get(
    "/v1/certificates",
    {
      tag,
      summary: "Certificates, newest first",
      query: listQuery({
        holder: Type.Optional(text("Address of the holder")),
        registry: Type.Optional(text("Address of the registry that issued it, or took over")),
        state: Type.Optional(OneOf(enumNames.CertificateState.slice(1))),
      }),
      answer: answers["/v1/certificates"],
    },
    (reading, { query }) => {
      const row = (id: string) => reading.view.get(certificateTable, u64(id))!;
      const holder = query.holder === undefined ? undefined : parseAddress(query.holder);
      const registry = query.registry === undefined ? undefined : parseAddress(query.registry);
      const filters = [
        filterOf(holder, "holder", (id, value) => row(id).holder === value),
        filterOf(registry, "registry", (id, value) => isAt(reading.view, row(id).registry, value)),
        filterOf(query.state, "state", (id, value) => row(id).state === value),
      ];
      return listPage(context, reading, filtered("certificate", filters), query, (entry) =>
        readCertificate(reading, entry.row),
      );
    },
  );

  get(
    "/v1/certificates/:number",
    {
      tag,
      summary: "A certificate by its number",
      params: Type.Object({ number: text("15 characters, such as SJ4512026110001") }),
      answer: answers["/v1/certificates/:number"],
    },
    async (reading, { params }) => enveloped(reading, await readCertificate(reading, parseCertificate(params.number))),
  );

  // Papers come as they are, and only here.
  void app.register((scope, _options, done) => {
    const bodyLimit = paperBytes;
    scope.addContentTypeParser<Buffer>(
      ["application/pdf", credentialType],
      { parseAs: "buffer", bodyLimit },
      (_request, body, parsed) => parsed(null, body),
    );
    const paper = { schema: Type.Unsafe<Buffer>({}) };
    scope.post(
      "/v1/certificates/verify",
      {
        bodyLimit,
        preHandler: context.onLedger,
        schema: {
          tags: [tag],
          summary: "Compare what a paper says with what is recorded",
          description: "Takes the paper itself (PDF or credential), or what somebody reads on it",
          body: {
            content: {
              "application/json": { schema: CertificateClaims },
              "application/pdf": paper,
              [credentialType]: paper,
            },
          },
          response: { 200: answers["/v1/certificates/verify"], ...problems },
        },
      },
      async ({ view, body }) => {
        const reading = { view, asOf: view.block!, contracts };
        if (!Buffer.isBuffer(body))
          return enveloped(reading, await verifyCertificate(reading, body as CertificateClaimsJson));
        return enveloped(reading, await verifyPaper(reading, context, body));
      },
    );
    done();
  });
};
