import { readFile, writeFile } from "node:fs/promises";

// A registry mirror that carries only one platform's binaries makes `npm install` leave the other platforms out of the
// lock file, and `npm ci` then refuses it. This writes the missing entries: version, os and cpu as the parent package
// and the name state them; without integrity, which only a full registry can give. Run it after `npm install`.

interface LockEntry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, LockEntry>;
}

const path = new URL("../../package-lock.json", import.meta.url);
const lock = JSON.parse(await readFile(path, "utf8")) as Lock;

const systems: Record<string, string> = {
  darwin: "darwin",
  linux: "linux",
  win32: "win32",
  windows: "win32",
  freebsd: "freebsd",
  android: "android",
  openharmony: "openharmony",
  openbsd: "openbsd",
  netbsd: "netbsd",
  sunos: "sunos",
  aix: "aix",
};
const processors: Record<string, string> = {
  arm64: "arm64",
  x64: "x64",
  amd64: "x64",
  ia32: "ia32",
  arm: "arm",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
};

/** What a package's name says about its platform; undefined when it says nothing. */
function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> | undefined {
  const words = name.split(/[/@-]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.map((word) => processors[word]).find(Boolean);
  if (os === undefined) return undefined;
  const libc = /musl/.test(name) ? ["musl"] : /gnu/.test(name) ? ["glibc"] : undefined;
  return { os: [os], ...(cpu && { cpu: [cpu] }), ...(libc && { libc }) };
}

let added = 0;
for (const parent of Object.values(lock.packages)) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    if (Object.keys(lock.packages).some((key) => key.endsWith(`node_modules/${name}`))) continue;
    const platform = platformOf(name);
    if (platform === undefined || !/^\d/.test(range)) {
      process.stderr.write(`cannot complete ${name}@${range}: not a pinned platform package\n`);
      process.exitCode = 1;
      continue;
    }
    const role = parent.dev ? { dev: true } : parent.devOptional ? { devOptional: true } : {};
    lock.packages[`node_modules/${name}`] = { version: range, ...platform, ...role, optional: true };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} platform entries added\n`);
