import type { Registry } from "../../api/shapes.ts";
import { Chip } from "../../ui/chip.tsx";

/** A registry's part of certificate numbers. */
export const codeOf = ({ region, digit }: Pick<Registry, "region" | "digit">): string => `SJ${region}${digit}`;

/** How far an exit is, if there is one. */
export function ExitChip({ registry: { exit, left, successor } }: { registry: Registry }) {
  if (successor !== null) return <Chip group="exitState" value="takenOver" />;
  if (left) return <Chip group="exitState" value="left" />;
  if (exit === null) return null;
  return <Chip group="exitState" value={exit.approved ? "approved" : "waiting"} />;
}
