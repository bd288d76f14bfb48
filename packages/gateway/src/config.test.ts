import { expect } from "chai";
import { ConfigError, readConfig } from "./config.ts";

const complaint = (env: Record<string, string>, args: string[] = []) => {
  try {
    readConfig(env, args);
    return "none";
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigError);
    return (error as Error).message;
  }
};

describe("the configuration", () => {
  it("has a default for everything it needs", () => {
    expect(readConfig({})).to.include({
      HOST: "127.0.0.1",
      PORT: 8080,
      RATE_PER_MINUTE: 6_000,
      MAX_OPEN_PUBLIC: 10_000,
      TRUST_PROXY: false,
    });
  });

  it("takes options before the environment, and empty variables for unset", () => {
    expect(readConfig({ PORT: "1", HOST: "" }, ["--port", "0"])).to.include({ PORT: 0, HOST: "127.0.0.1" });
  });

  it("names every wrong setting in a sentence", () => {
    expect(complaint({ PORT: "eighty", LOG_LEVEL: "loud" }).split("\n")).to.have.members([
      'PORT is "eighty" but must be integer.',
      'LOG_LEVEL is "loud" but must be one of fatal, error, warn, info, debug, trace, silent.',
    ]);
    expect(complaint({ PORT: "65536" })).to.equal('PORT is "65536" but must be <= 65535.');
    expect(complaint({ RPC_URL: "ftp://x,http://y" })).to.match(/^RPC_URL holds "ftp:\/\/x"/);
    expect(complaint({ KEYSTORE_DIR: "keys" })).to.match(/must be set together/);
    expect(complaint({ UNDO_DEPTH: "2", FINALITY_DEPTH: "3" })).to.match(/at least FINALITY_DEPTH/);
    expect(complaint({}, ["--prot", "1"])).to.match(/Unknown option '--prot'/);
  });
});
