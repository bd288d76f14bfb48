import { fingerprintFile } from "../node/fingerprint-file.ts";

// Fingerprints the file that it is given, in a process of its own, and prints root and most memory held, in MiB.
const { root } = await fingerprintFile(process.argv[2]!);
console.log(JSON.stringify({ root, peakMib: Math.round(process.resourceUsage().maxRSS / 1024) }));
