import Type from "typebox";
import { mostPdfBytes } from "@data-voucher/sdk";
import { contractNames } from "../../ledger/decode.ts";
import { parseCertificate } from "../../ledger/models/ids.ts";
import { createPapers } from "../../paper/papers.ts";
import { signedStatusList } from "../../paper/status-list.ts";
import { OneOf } from "../../schemas/common.ts";
import type { Routes } from "../app.ts";
import { problems } from "../schemas.ts";
import { text } from "./ledger-get.ts";

const tag = "registration";

/** Media type of a signed credential (W3C, securing verifiable credentials with JOSE). */
export const credentialType = "application/vc+jwt";
/** Bytes of a paper that may be sent in: a PDF is the larger kind. */
export const paperBytes = mostPdfBytes;

/** The papers of certificates: what a holder shows to somebody who does not ask this ledger. */
export const paperRoutes: Routes = (app, context) => {
  const contracts = contractNames(context.deployment.contracts);
  const papers = createPapers(context);
  const params = Type.Object({ number: text("15 characters, such as SJ4512026110001") });
  const answer = (mediaType: string, description: string) => ({
    200: { description, content: { [mediaType]: { schema: Type.Unsafe<string>({ type: "string" }) } } },
    ...problems,
  });
  const signedWith = Type.Object({ signature: Type.Optional(OneOf(["es256k", "sm2"])) });

  app.get(
    "/v1/certificates/:number.pdf",
    {
      preHandler: context.onLedger,
      schema: {
        tags: [tag],
        summary: "The certificate as a sealed PDF",
        description: "Its credentials are attached: the file alone can be verified, given one block hash",
        params,
        response: answer("application/pdf", "The certificate"),
      },
    },
    async ({ view, params: { number } }, reply) => {
      const reading = { view, asOf: view.block!, contracts };
      const pdf = await papers.pdf(reading, parseCertificate(number));
      return reply
        .type("application/pdf")
        .header("content-disposition", `attachment; filename="${number}.pdf"`)
        .send(Buffer.from(pdf) as never);
    },
  );

  app.get(
    "/v1/certificates/:number.vc",
    {
      preHandler: context.onLedger,
      schema: {
        tags: [tag],
        summary: "The certificate as a signed verifiable credential",
        description: "W3C data model 2.0, compact JWS; signed with ES256K, or with SM2 on request",
        params,
        querystring: signedWith,
        response: answer(credentialType, "The credential"),
      },
    },
    async ({ view, params: { number }, query }, reply) => {
      const reading = { view, asOf: view.block!, contracts };
      const credential = await papers.credential(reading, parseCertificate(number));
      return reply
        .type(credentialType)
        .header("content-disposition", `attachment; filename="${number}.vc.jwt"`)
        .send(credential[query.signature ?? "es256k"] ?? credential.es256k);
    },
  );

  app.get(
    "/v1/certificates/status/:list",
    {
      preHandler: context.onLedger,
      schema: {
        tags: [tag],
        summary: "Status list of a registry's year",
        description: "Bitstring Status List v1.0 as a signed credential: which certificates are no longer valid",
        params: Type.Object({
          list: Type.String({ pattern: "^[1-9]\\d{6}$", description: "Region, registry and year, such as 4512026" }),
        }),
        querystring: signedWith,
        response: answer(credentialType, "The list"),
      },
    },
    async ({ view, params: { list }, query }, reply) => {
      const reading = { view, asOf: view.block!, contracts };
      const signed = await signedStatusList(reading, context, list);
      return reply.type(credentialType).send(signed[query.signature ?? "es256k"] ?? signed.es256k);
    },
  );
};
