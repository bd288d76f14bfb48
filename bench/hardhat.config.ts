import { defineConfig } from "hardhat/config";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import networkHelpers from "@nomicfoundation/hardhat-network-helpers";
import root from "../hardhat.config.ts";

const { path, settings, version } = root.solidity as { path: string; settings: object; version: string };

/** The peers are compiled and run exactly as the ledger is: its compiler, its settings, its network. */
export default defineConfig({
  plugins: [hardhatEthers, networkHelpers],
  paths: { sources: "./gas/contracts" },
  solidity: {
    version,
    path,
    settings,
    npmFilesToBuild: ["@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol"],
  },
  networks: root.networks!,
});
