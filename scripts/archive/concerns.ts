import type { DecodedEvent, JsonValue } from "@data-voucher/sdk";

/** What an event must have to say whose business it is. */
export type Told = Pick<DecodedEvent, "name" | "args">;

/** Finds the registries that events concern, block by block. */
export interface Concerns {
  /** Takes in the events of a block; no answer is wanted. */
  learn(events: readonly Told[]): void;
  /** Addresses of the registries that an event of the block taken in last concerns, sorted. */
  of(event: Told): string[];
}

/**
 * An event concerns the registries that it names, and the one that keeps its case or certificate: the one that the
 * case was filed with, and after a takeover its successor.
 */
export function createConcerns(): Concerns {
  const keepers = new Map<string, string>();
  const things = ({ args }: Told) =>
    ["caseId", "certificateId"].flatMap((name) => {
      const id = args[name];
      return typeof id === "string" && id !== "0" ? [`${name} ${id}`] : [];
    });
  return {
    learn(events) {
      for (const event of events) {
        const { registry, successor } = registriesOf(event);
        if (successor !== undefined) {
          for (const [thing, keeper] of keepers) if (keeper === registry) keepers.set(thing, successor);
          continue;
        }
        const own = things(event);
        const keeper = registry ?? own.map((thing) => keepers.get(thing)).find((known) => known !== undefined);
        if (keeper !== undefined) for (const thing of own) keepers.set(thing, keeper);
      }
    },
    of(event) {
      const { registry, successor } = registriesOf(event);
      const all = [registry, successor, ...things(event).map((thing) => keepers.get(thing))];
      return [...new Set(all.filter((one) => one !== undefined))].sort();
    },
  };
}

/** The registries that an event names, by itself or in its application. */
function registriesOf({ args }: Told): { readonly registry?: string; readonly successor?: string } {
  const application = args["application"] as Readonly<Record<string, JsonValue>> | undefined;
  const registry = args["registry"] ?? application?.["registry"];
  const { successor } = args;
  return {
    ...(typeof registry === "string" && { registry }),
    ...(typeof successor === "string" && { successor }),
  };
}
