import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fileOfList } from "./list-files.ts";

describe("Files that a list names", () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), "list-")));
    folder = join(base, "list");
    await mkdir(join(folder, "data"), { recursive: true });
    for (const path of ["list/data/a.bin", "list/..b", "secret", "list-2"]) await writeFile(join(base, path), path);
  });
  afterEach(() => rm(base, { recursive: true }));

  const outcome = (path: string) => fileOfList(folder, path).catch(({ message }: Error) => message);

  it("are those of its folder, however their path is written", async () => {
    const a = join(folder, "data", "a.bin");
    for (const path of ["data/a.bin", "./data/../data/a.bin", "../list/data/a.bin", a]) {
      expect(await outcome(path), path).to.equal(a);
    }
    expect(await outcome("..b")).to.equal(join(folder, "..b"));
    await symlink(a, join(folder, "link"));
    expect(await outcome("link")).to.equal(a);
  });

  it("are none elsewhere, whether there is one or not", async () => {
    await symlink(join(base, "secret"), join(folder, "link"));
    await symlink(base, join(folder, "up"));
    for (const path of [
      "../secret",
      "../none",
      "../list-2",
      "data/../../secret",
      join(base, "secret"),
      "/dev/zero",
      "link",
      "up/secret",
      "..",
    ]) {
      expect(await outcome(path), path).to.match(/请移入该文件夹 it is outside the folder of this list: move it there/);
    }
  });

  it("are plain files: a folder, a device or none is refused unread", async () => {
    expect(await outcome("data")).to.include("not a plain file");
    expect(await outcome("")).to.include("not a plain file");
    expect(await outcome("none")).to.include("ENOENT");
    expect(await fileOfList("/dev", "null").catch(({ message }: Error) => message)).to.include("not a plain file");
  });
});
