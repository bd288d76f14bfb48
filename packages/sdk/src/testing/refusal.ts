import { expect } from "chai";
import { isLedgerError, type LedgerError } from "../errors/ledger-error.ts";

/** The ledger error with which a promise breaks; fails when it is kept or breaks otherwise. */
export async function refusal(promise: Promise<unknown>): Promise<LedgerError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) expect.fail("it was not refused");
  if (!isLedgerError(outcome.error)) throw outcome.error;
  return outcome.error;
}

/** The code of that error. */
export const codeOfRefusal = async (promise: Promise<unknown>): Promise<string> => (await refusal(promise)).code;
