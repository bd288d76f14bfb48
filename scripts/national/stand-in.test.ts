import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const program = join(import.meta.dirname, "stand-in-main.ts");

describe("The command of the stand-in", () => {
  let folder: string;
  let tokenFile: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "stand-in-command-"));
    tokenFile = join(folder, "token");
    await writeFile(tokenFile, "secret\n");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [program, ...args]);
    let said = "";
    child.stdout.on("data", (part: Buffer) => (said += part.toString()));
    child.stderr.on("data", (part: Buffer) => (said += part.toString()));
    const ended = once(child, "exit").then(([code]) => ({ code: code as number, said }));
    const url = async () => {
      while (!said.includes("http")) await once(child.stdout, "data");
      return /http:\S+/.exec(said)![0];
    };
    return { child, ended, url };
  };

  it("says what is missing or wrong", async () => {
    const cases: [string[], string][] = [
      [[], "--folder and --token-file are needed"],
      [["--folder", folder], "--folder and --token-file are needed"],
      [["--size", "1"], "Unknown option '--size'"],
      [["--folder", folder, "--token-file", tokenFile, "--port", "http"], "--port is http; it must be 0 to 65535"],
      [["--folder", folder, "--token-file", join(folder, "none")], "cannot be read"],
    ];
    for (const [args, sentence] of cases) {
      const { code, said } = await start(...args).ended;
      expect(code, sentence).to.equal(1);
      expect(said).to.include(sentence);
    }
    await writeFile(join(folder, "empty"), "\n");
    const empty = await start("--folder", folder, "--token-file", join(folder, "empty")).ended;
    expect(empty.said).to.include("is empty");
  });

  it("serves until it is told to stop, keeps its folder for itself, and says when the port is taken", async () => {
    const held = join(folder, "held");
    const first = start("--folder", held, "--token-file", tokenFile, "--port", "0");
    const url = await first.url();
    const headers = { authorization: "Bearer secret" };
    expect(await (await fetch(`${url}/v1/submissions`, { headers })).json()).to.deep.equal({ items: [], next: null });
    const second = await start("--folder", held, "--token-file", tokenFile, "--port", "0").ended;
    expect(second).to.deep.include({ code: 1 });
    expect(second.said).to.include("Another process has the folder");
    const { port } = new URL(url);
    const third = await start("--folder", join(folder, "other"), "--token-file", tokenFile, "--port", port).ended;
    expect(third.said).to.include("The port is in use");
    first.child.kill("SIGTERM");
    expect((await first.ended).code).to.equal(0);
  });
});
