import type { Player } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** Power bits of a key that does one thing only. Who signs commitments sees, and is appointed then. */
const power = { use: 16, meter: 32, sign: 4 } as const;

/** The party adds its key that does one thing only; the player that acts with it. */
export async function addNarrowKey(stage: Stage, player: Player, title: string, time: number): Promise<Player> {
  const { may, key } = player.narrow!;
  await stage.tell({
    id: `${may} key of ${player.castName}`,
    title,
    time,
    by: player,
    contract: stage.ledger,
    method: "addAccount",
    args: [key.address, power[may], 0, 0],
  });
  return { ...player, key };
}
