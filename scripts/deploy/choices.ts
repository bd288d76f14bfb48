import { getAddress, isAddress } from "ethers";
import type { Admission, DeploymentChoices } from "./plan.ts";

/** A choices file that cannot be used; the message names the member and what it must be. */
export class ChoicesError extends Error {
  override readonly name = "ChoicesError";
}

const digest = /^0x[0-9a-fA-F]{64}$/;

/**
 * Reads the choices of a deployment from JSON.
 * @throws ChoicesError naming the first member that is missing or wrong, with its value
 */
export function parseChoices(text: string): DeploymentChoices {
  let given: Record<string, unknown>;
  try {
    given = objectOf("the file", JSON.parse(text));
  } catch (cause) {
    if (cause instanceof ChoicesError) throw cause;
    throw new ChoicesError("The choices are not JSON.", { cause });
  }
  return {
    governance: admissionOf("governance", given["governance"]),
    authority: admissionOf("authority", given["authority"]),
    upgradeDelay: integerOf("upgradeDelay", given["upgradeDelay"], 0, 31_536_000),
    configurationDelay: integerOf("configurationDelay", given["configurationDelay"], 0, 31_536_000),
  };
}

function admissionOf(at: string, value: unknown): Admission {
  const given = objectOf(at, value);
  const member = (name: string) => given[name];
  return {
    partyId: digestOf(`${at}.partyId`, member("partyId")),
    roles: integerOf(`${at}.roles`, member("roles"), 1, 0xffff),
    jurisdiction: integerOf(`${at}.jurisdiction`, member("jurisdiction"), 1, 999),
    identityDigest: digestOf(`${at}.identityDigest`, member("identityDigest")),
    safeUseCommitment: digestOf(`${at}.safeUseCommitment`, member("safeUseCommitment") ?? `0x${"00".repeat(32)}`),
    account: addressOf(`${at}.account`, member("account")),
    powers: integerOf(`${at}.powers`, member("powers"), 1, 15),
    name: nameOf(`${at}.name`, member("name")),
  };
}

function objectOf(at: string, value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(at, value, "an object");
}

function integerOf(at: string, value: unknown, minimum: number, maximum: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum) {
    return value as number;
  }
  throw wrong(at, value, `a whole number from ${minimum} to ${maximum}`);
}

function digestOf(at: string, value: unknown): string {
  if (typeof value === "string" && digest.test(value)) return value;
  throw wrong(at, value, "0x and 64 hex digits");
}

function addressOf(at: string, value: unknown): string {
  if (typeof value === "string" && isAddress(value)) return getAddress(value);
  throw wrong(at, value, "an address");
}

function nameOf(at: string, value: unknown): string {
  if (typeof value === "string" && value.isWellFormed() && value.length > 0 && Buffer.byteLength(value) <= 256) {
    return value;
  }
  throw wrong(at, value, "a name of 1 to 256 bytes");
}

function wrong(at: string, value: unknown, needed: string): ChoicesError {
  const shown = value === undefined ? "missing" : JSON.stringify(value).slice(0, 100);
  return new ChoicesError(`${at} is ${shown}; it must be ${needed}.`);
}
