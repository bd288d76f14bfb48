import { Contract, id, type Wallet } from "ethers";
import { ethers, freshKey } from "../../test/fixture.ts";

/** A contract to be compared, ready for its first act; parties are plain accounts. */
export interface Peer {
  readonly contract: Contract;
  /** Who issues and admits. */
  readonly admin: Wallet;
  /** Whether it stores digests and keeps an allowlist. */
  readonly checked: boolean;
}

async function deploy(name: string, ...args: unknown[]): Promise<Contract> {
  const factory = await ethers.getContractFactory(name, freshKey());
  const contract = await factory.deploy(...args);
  await contract.waitForDeployment();
  return new Contract(await contract.getAddress(), factory.interface, ethers.provider);
}

async function behindProxy(name: string, admin: string): Promise<Contract> {
  const implementation = await deploy(name);
  const setUp = implementation.interface.encodeFunctionData("initialize", [admin]);
  const proxy = await deploy("ERC1967Proxy", await implementation.getAddress(), setUp);
  return new Contract(await proxy.getAddress(), implementation.interface, ethers.provider);
}

/** Deploys every peer, by the heading of its column. */
export async function deployPeers(): Promise<Record<string, Peer>> {
  const admin = freshKey();
  const peer = (contract: Contract, checked: boolean): Peer => ({ contract, admin, checked });
  return {
    "assembled behind UUPS": peer(await behindProxy("AssembledVoucherUpgradeable", admin.address), true),
    assembled: peer(await deploy("AssembledVoucher", admin.address), true),
    "packed by hand": peer(await deploy("PackedVoucher", admin.address), true),
    "OZ ERC-721": peer(await deploy("PlainOpenZeppelin"), false),
    ERC721A: peer(await deploy("PlainERC721A"), false),
    Solady: peer(await deploy("PlainSolady"), false),
  };
}

/** A document digest by its label. */
export const digestOf = (label: string): string => id(label);
