import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect } from "chai";
import { join } from "node:path";
import { openHomeStore, type HomeStore } from "../store/home.ts";
import { publicClient } from "./client.ts";
import { createKeys, keyTable, type Keys } from "./keys.ts";

describe("API keys", () => {
  let folder: string;
  let home: HomeStore;
  let keys: Keys;
  let time = 1_000;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "keys-"));
    home = await openHomeStore({ folder });
    time = 1_000;
    keys = createKeys(home, () => time);
  });

  afterEach(async () => {
    await home.close();
    await rm(folder, { recursive: true });
  });

  const code = (text: string) => {
    try {
      return keys.clientOf(text).role;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const desk = { role: "registry" as const, party: "0xa1", label: "desk", expiresAt: 2_000 };

  it("stand for a role and a party", async () => {
    const { id, text } = await keys.add(desk);
    expect(keys.clientOf(text)).to.eql({ role: "registry", party: "0xa1", keyId: id });
    expect(keys.clientOf(undefined)).to.equal(publicClient);
  });

  it("record who made them", async () => {
    const first = await keys.add({ ...desk, role: "operator" });
    const second = await keys.add({ ...desk, createdBy: first.id });
    const makers = (await keys.list()).map(({ key, row }) => [key, row.createdBy]);
    expect(makers).to.have.deep.members([
      [first.id, "cli"],
      [second.id, first.id],
    ]);
  });

  it("are kept as a digest only", async () => {
    const { text } = await keys.add(desk);
    expect(JSON.stringify(await home.list(keyTable))).to.not.include(text.slice(-43));
  });

  it("are refused when malformed, unknown, altered, expired or revoked, each with its code", async () => {
    const { id, text } = await keys.add(desk);
    const altered = text.slice(0, -2) + (text.at(-2) === "A" ? "B" : "A") + text.at(-1);
    expect(["", "dvk_1_2", text + "x"].map(code)).to.eql(Array(3).fill("API_KEY_MALFORMED"));
    expect(code(altered)).to.equal("API_KEY_UNKNOWN");
    expect(code(`dvk_${"0".repeat(16)}_${text.slice(-43)}`)).to.equal("API_KEY_UNKNOWN");
    time = 2_000;
    expect(code(text)).to.equal("API_KEY_EXPIRED");
    await keys.revoke(id);
    expect(code(text)).to.equal("API_KEY_REVOKED");
    expect(await keys.revoke("f".repeat(16)).catch((e: { code: string }) => e.code)).to.equal("API_KEY_UNKNOWN");
  });
});
