// Plain old syntax on purpose: this file must run, and explain itself, under any Node.
var wanted = require("../package.json").engines.node.replace(/^>=/, "");
var have = process.versions.node.split(".").map(Number);
var need = wanted.split(".").map(Number);
var difference = have[0] - need[0] || have[1] - (need[1] || 0) || have[2] - (need[2] || 0);

if (difference < 0) {
  console.error(
    "This ledger needs Node " +
      wanted +
      " or newer; this is Node " +
      process.versions.node +
      " (" +
      process.execPath +
      ").\nInstall Node 24, or put a newer Node first for one command: npx -y -p node@24 -c 'npm ci && npm start'",
  );
  process.exit(1);
}
