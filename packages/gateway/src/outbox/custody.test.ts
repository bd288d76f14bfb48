import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Transaction, Wallet, encryptKeystoreJsonSync } from "ethers";
import { unlockKeystores } from "./custody.ts";

describe("the keystore folder", function () {
  this.timeout(20_000);
  let folder: string;
  let password: string;
  const wallet = Wallet.createRandom();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "keystore-"));
    password = join(folder, "password.txt");
    await writeFile(password, "correct horse\n");
    const text = encryptKeystoreJsonSync({ address: wallet.address, privateKey: wallet.privateKey }, "correct horse", {
      scrypt: { N: 1024, r: 8, p: 1 },
    });
    await writeFile(join(folder, "desk.json"), text);
  });
  after(() => rm(folder, { recursive: true }));

  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => "none",
      (error: Error) => error.message,
    );

  it("gives keys that sign for the addresses of its files", async () => {
    const [key] = await unlockKeystores(folder, password);
    expect(key!.address).to.equal(wallet.address.toLowerCase());
    const signed = key!.sign(Transaction.from({ type: 0, chainId: 1, nonce: 0, to: wallet.address, gasLimit: 21_000 }));
    expect(Transaction.from(signed).from).to.equal(wallet.address);
  });

  it("names the file that does not open, without the password", async () => {
    const wrong = join(folder, "wrong.txt");
    await writeFile(wrong, "battery staple");
    const message = await refusal(unlockKeystores(folder, wrong));
    expect(message).to.equal("The keystore file desk.json does not open with the password given.");
    expect(await refusal(unlockKeystores(folder, join(folder, "none")))).to.match(
      /^The password file .* cannot be read\.$/,
    );
    expect(await refusal(unlockKeystores(join(folder, "none"), password))).to.match(
      /^The keystore folder .* cannot be read\.$/,
    );
  });
});
