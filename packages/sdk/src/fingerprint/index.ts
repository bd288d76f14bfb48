// Fingerprints alone, without ethers: what a worker of a page loads.
export { fingerprint, type Fingerprint } from "./fingerprint.ts";
export { createHasher, createWebHasher, type DigestAlgorithm, type Hasher } from "./hasher.ts";
export { defaultLeafSize, type FingerprintOptions, type FingerprintProgress } from "./options.ts";
export { proveLeaf, verifyLeafProof, type LeafProof } from "./proof.ts";
export type { FingerprintSource } from "./source.ts";
export { createFingerprintClient, serveFingerprints, type FingerprintPort, type PostableSource } from "./worker.ts";
