import { acts, type Act, type Figures } from "./acts.ts";

const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, " ");
const ratio = (part: number, whole: number | undefined) => (whole === undefined ? "–" : (part / whole).toFixed(2));
const row = (cells: string[]) => `| ${cells.join(" | ")} |`;

/** The ledger's figures beside its targets and its peers. */
export function gasTable(
  ledger: Record<Act, number>,
  targets: Record<Act, number>,
  peers: Record<string, Figures>,
): string {
  const names = Object.keys(peers);
  const against = names.filter((name) => name.startsWith("assembled"));
  const head = [
    "act",
    "**this ledger**",
    "target",
    ...names,
    "ours / target",
    ...against.map((name) => `ours / ${name}`),
  ];
  const lines = acts.map((act) => {
    const shown = names.map((name) => {
      const gas = peers[name]![act];
      return gas === undefined ? "–" : grouped(gas);
    });
    const ratios = against.map((name) => ratio(ledger[act], peers[name]![act]));
    const own = ratio(ledger[act], targets[act]);
    return row([act, `**${grouped(ledger[act])}**`, grouped(targets[act]), ...shown, own, ...ratios]);
  });
  return [row(head), row(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...lines].join("\n");
}
