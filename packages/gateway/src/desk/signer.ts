import { ILedger__factory } from "@data-voucher/sdk/contracts";
import type { Client } from "../auth/client.ts";
import { RpcError } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import { powers as powerNames, roles as roleNames } from "@data-voucher/sdk";
import type { ActServices } from "./acts.ts";
import { contractAt } from "./contracts.ts";
import { bitsOfNames } from "./values.ts";

/** A power that an act needs of the key that signs it. */
export type Power = (typeof powerNames)[number];

const ledger = ILedger__factory.createInterface();
const traderBit = bitsOfNames(roleNames, ["trader"]);

/** Which key of the gateway signs for a client, or why none may. */
export interface Signers {
  /**
   * An account of the client's party that the gateway holds, with the power if there is one.
   * @param avoid an account that signs only where no other may
   * @throws LedgerError API_KEY_WITHOUT_PARTY, PARTY_UNKNOWN, CUSTODY_NOT_FOR_TRADERS, SIGNER_NOT_FOUND
   */
  signerFor(client: Client, power: Power, avoid?: string): Promise<string>;
  /** The parties of which the gateway holds a key, whatever the key may do. */
  parties(): Promise<string[]>;
}

/** Creates the choice of keys. What a key and a party are is asked of the ledger each time: both may have changed. */
export function createSigners({ rpc, custody, deployment }: ActServices): Signers {
  const ask = async (to: string, calls: readonly { method: "partyOf" | "accountOf"; of: string }[]) => {
    const outcomes = await rpc.settle(
      calls.map(({ method, of }) => ({
        method: "eth_call",
        params: [{ to, data: ledger.encodeFunctionData(method as "partyOf", [of]) }, "latest"],
      })),
    );
    return outcomes.map((outcome) => {
      if (outcome.status === "fulfilled") return outcome.value as string;
      if (outcome.reason instanceof RpcError) return undefined;
      throw outcome.reason;
    });
  };

  const accountsOf = (answers: readonly (string | undefined)[]) =>
    answers.flatMap((bytes) => (bytes === undefined ? [] : [ledger.decodeFunctionResult("accountOf", bytes)[0]]));

  return {
    async parties() {
      const to = contractAt(deployment, "Ledger");
      const answers = await ask(
        to,
        custody.addresses.map((of) => ({ method: "accountOf" as const, of })),
      );
      return [...new Set(accountsOf(answers).map(({ party }) => party))];
    },

    async signerFor({ party, account: bound }, power, avoid) {
      if (party === null) throw fault("API_KEY_WITHOUT_PARTY");
      const to = contractAt(deployment, "Ledger");
      const accounts = custody.addresses.map((of) => ({ method: "accountOf" as const, of }));
      const [partyBytes, ...accountBytes] = await ask(to, [{ method: "partyOf", of: party }, ...accounts]);
      if (partyBytes === undefined) throw fault("PARTY_UNKNOWN", undefined, { party });
      const { roles } = ledger.decodeFunctionResult("partyOf", partyBytes)[0];
      if (roles & traderBit) throw fault("CUSTODY_NOT_FOR_TRADERS");

      // A key that is one person's signs with that person's account alone: so four eyes are two people.
      const own = accountsOf(accountBytes).filter(({ party: whose, account }) => {
        return whose.toLowerCase() === party && (bound === undefined || account.toLowerCase() === bound);
      });
      const needed = bitsOfNames(powerNames, [power]);
      // A key that may not act is still taken when it is the only one: the ledger then says what is wrong with it.
      const may = own.filter(({ revoked, powers }) => !revoked && (powers & needed) === needed);
      const able = may.find(({ account }) => account !== avoid) ?? may[0] ?? own[0];
      if (able === undefined) {
        const whose = bound === undefined ? "the party that the API key stands for" : `the account ${bound}`;
        throw fault("SIGNER_NOT_FOUND", `The gateway holds no key of ${whose}.`, { party });
      }
      return able.account.toLowerCase();
    },
  };
}
