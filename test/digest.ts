import { id } from "ethers";

/** A document digest for tests: the keccak of a label. */
export const digest = (label: string): string => id(label);
