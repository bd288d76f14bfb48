/** A day's working-day deadlines in a city, as the operator's data set has them. */
export type DeadlineRow = Readonly<Record<string, string>>;

/** Finds rows of the operator's data set, a CSV with a head, by city code and day. */
export function readDeadlines(csv: string): (city: string, day: string) => DeadlineRow | undefined {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  const rows = new Map(lines.map((line) => [placeOf(line.split(",")), line] as const));
  return (city, day) => {
    const cells = rows.get(`${city} ${day}`)?.split(",");
    return cells && Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  };
}

/** City code and day stand in the first and the third column. */
const placeOf = ([city, , day]: readonly string[]) => `${city} ${day}`;
