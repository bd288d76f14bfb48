import { DEPLOYED, pickArtifacts, readArtifacts } from "./artifacts.ts";
import { Problem, runCheck } from "./problem.ts";

/** Runtime bytes a contract may have; the protocol's own limit is 24 576 (EIP-170). */
const LIMIT = 23_500;

/** Every contract that has code and can be called, with its runtime size, largest first. */
function sizes(): { name: string; bytes: number }[] {
  const artifacts = readArtifacts();
  pickArtifacts(artifacts, DEPLOYED);
  return [...artifacts.values()]
    .filter(({ abi, deployedBytecode }) => abi.length > 0 && deployedBytecode !== "0x")
    .map(({ contractName, deployedBytecode }) => ({ name: contractName, bytes: deployedBytecode.length / 2 - 1 }))
    .sort((a, b) => b.bytes - a.bytes);
}

runCheck("Sizes", () => {
  const rows = sizes();
  const width = Math.max(...rows.map(({ name }) => name.length));
  const table = rows.map(({ name, bytes }) => {
    const left = LIMIT - bytes;
    return `  ${name.padEnd(width)} ${String(bytes).padStart(6)} bytes, ${left >= 0 ? `${left} left` : `${-left} TOO MANY`}`;
  });
  const tooLarge = rows.filter(({ bytes }) => bytes > LIMIT);
  const text = `${rows.length} contracts, limit ${LIMIT} bytes of runtime code\n${table.join("\n")}`;
  if (tooLarge.length > 0) throw new Problem(`${text}\nToo large: ${tooLarge.map(({ name }) => name).join(", ")}`);
  return text;
});
