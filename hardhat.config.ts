import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";

// The compiler comes from the npm package, so that a build needs no download besides `npm ci`.
const solcPath = createRequire(import.meta.url).resolve("solc/soljson.js");

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    version: "0.8.37",
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/access/manager/IAccessManager.sol",
      "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol",
    ],
    path: solcPath,
    settings: {
      optimizer: { enabled: true, runs: 200 },
      viaIR: true,
      evmVersion: "cancun",
      outputSelection: { "*": { "*": ["storageLayout"] } },
    },
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", initialBaseFeePerGas: 0, gasPrice: 0, hardfork: "prague" },
  },
  typechain: { outDir: "./packages/sdk/src/generated" },
  test: {
    solidity: {
      // `--test-profile long` searches deeper than a change has time for.
      profiles: {
        default: { fuzz: { runs: 256 }, invariant: { runs: 400, depth: 30, failOnRevert: true } },
        // 500 000 calls of each invariant.
        long: { fuzz: { runs: 20_000 }, invariant: { runs: 10_000, depth: 50, failOnRevert: true } },
      },
    },
    mocha: { timeout: 120_000 },
  },
});
