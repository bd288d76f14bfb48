import { fileURLToPath } from "node:url";

// Hardhat takes its configuration from the working directory; this room's is wanted wherever the command was typed.
// Import this file before anything that imports Hardhat.
process.env["HARDHAT_CONFIG"] = fileURLToPath(new URL("../hardhat.config.ts", import.meta.url));
