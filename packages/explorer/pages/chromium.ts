import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { spawnSync } from "node:child_process";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Path of the installed browser; undefined when there is none. */
export function findChromium(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find((file) => isExecutable(file));
}

/** Whether a font for Chinese is installed; without one every sign is an empty box. */
export function hasChineseFont(): boolean {
  const { stdout } = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" });
  return typeof stdout === "string" && stdout.trim() !== "";
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
