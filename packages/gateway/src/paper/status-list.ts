import { signCredential, statusListOf, statusPlaceOf, type SignedCredential } from "@data-voucher/sdk";
import { fault } from "../errors.ts";
import { fromHex } from "../store/keys.ts";
import { certificateLives } from "../ledger/models/live.ts";
import { numberOf } from "../ledger/models/ids.ts";
import type { Reading } from "../ledger/models/reading.ts";
import { rfc3339 } from "../ledger/models/time.ts";
import { keeperOf } from "../ledger/project/keeper.ts";
import { certificateTable } from "../ledger/project/certificate.ts";
import type { Services } from "../services.ts";
import { u64 } from "../store/keys.ts";
import { publicUrlOf } from "./place.ts";
import { paperSignerOf } from "./signer.ts";

/** Numbers of one list: a registry's year has as many. */
const numbersInYear = 1_000_000n;

/**
 * The status list of a registry's year, signed: a bit for each certificate that is no longer valid as of the block,
 * because it was given up or cancelled, or because its last right is over.
 *
 * @param name region, registry and year, such as 4512026
 * @throws LedgerError NOT_FOUND where the registry issued nothing in that year, SIGNER_NOT_FOUND
 */
export async function signedStatusList(reading: Reading, services: Services, name: string): Promise<SignedCredential> {
  const { config, custody, deployment } = services;
  const first = BigInt(name) * numbersInYear;
  const rows = await reading.view.list(certificateTable, { from: u64(first), before: u64(first + numbersInYear) });
  const registry = rows.at(-1)?.row.registry;
  if (registry === undefined) throw fault("NOT_FOUND", `No certificate has a number that begins with SJ${name}.`);
  const ended = rows
    .filter(({ row }) => !certificateLives(reading, row))
    .map(({ key }) => statusPlaceOf(numberOf(String(fromHex(key)))).index);
  const signer = await paperSignerOf(reading, custody, keeperOf(reading.view, registry));
  const url = `${publicUrlOf(config)}/v1/certificates/status/${name}`;
  const { chainId } = deployment;
  const { account } = signer;
  const asOf = rfc3339(reading.asOf.time);
  return signCredential(await statusListOf({ url, chainId, registry, account, asOf, ended }), signer, { chainId });
}
