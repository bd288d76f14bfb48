import type { rpcErrors } from "./rpc-errors.ts";

/** Code of an error that a node, its pool or the way to it raises. */
export type RpcErrorCode = keyof typeof rpcErrors;

/**
 * Sentences of nodes, in the order in which they are tried. Sources: geth and subnet-evm (`core/txpool`), Besu
 * (`RpcErrorType`), Hardhat's EDR, anvil and FISCO BCOS; a text that no rule knows is judged by its number.
 */
export const textRules: readonly (readonly [RegExp, RpcErrorCode])[] = [
  [/already (?:known|imported|in ?tx ?pool)|known transaction|alreadyintxpool/i, "ALREADY_KNOWN"],
  [/replacement transaction underpriced|replacement fee too low|tries to replace pending/i, "REPLACEMENT_UNDERPRICED"],
  [/nonce (?:is )?too (?:distant|high|far)|nonce.*too (?:distant|far)/i, "NONCE_TOO_DISTANT"],
  [/nonce (?:is )?too low|nonce has already been used|noncecheckfail/i, "NONCE_TOO_LOW"],
  [/(?:tx|transaction) ?pool ?is ?full|pool (?:is )?full|exceeded.*pool.*limit/i, "POOL_FULL"],
  [/non-allow ?listed|not authori[sz]ed to send|sender (?:account )?not (?:allowed|permitted)/i, "SENDER_NOT_ALLOWED"],
  [
    /(?:invalid|wrong|unknown|incorrect|mismatch\w*) chain ?id|chain ?id (?:mismatch|is (?:invalid|wrong))|invalidchainid|replay-protected/i,
    "WRONG_CHAIN_ID",
  ],
  [/insufficient (?:funds|balance)|enough funds|upfront cost exceeds/i, "INSUFFICIENT_FUNDS"],
  [/exceeds the configured cap|fee cap exceeded|gas price.*(?:above|exceeds)/i, "FEE_TOO_HIGH"],
  [/underpriced|gas price (?:is )?(?:below|too low)|less than block base fee|fee too low/i, "FEE_TOO_LOW"],
  // Anvil says "intrinsic gas too high" of both; its detail tells them apart.
  [/CallGasCostMoreThanGasLimit/i, "GAS_LIMIT_TOO_LOW"],
  [
    /exceeds? (?:the )?block gas ?limit|gas limit.*too high|intrinsic gas too high|overgroupgaslimit|gas limit exceeds|exceeds.{0,20} gas cap/i,
    "GAS_LIMIT_TOO_HIGH",
  ],
  [/intrinsic gas|requires at least \d+ gas|gas limit.*too low|out of gas|gas required exceeds/i, "GAS_LIMIT_TOO_LOW"],
  [/oversized data|transaction (?:is )?too large|max initcode size|tx size/i, "TRANSACTION_TOO_LARGE"],
  [/invalid (?:transaction )?(?:signature|sender)|invalidsignature/i, "SIGNATURE_INVALID"],
  [
    /decode (?:signed )?transaction|invalid transaction|rlp:|typed transaction too short|unsupported transaction type|transaction type not supported/i,
    "TRANSACTION_UNDECODABLE",
  ],
  [
    /(?:head|block).{0,40}(?:not yet|beyond|is ahead|out ?of ?range|not found|unknown)|header not found|unknown block|missing trie node|node is (?:syncing|behind)|lagging/i,
    "NODE_LAGGING",
  ],
  [
    /(?:block|log|query|result|response).{0,40}(?:range|size|limit|too (?:many|large|wide)|exceed)|more than \d+ (?:results|logs)|too many (?:blocks|logs|results)/i,
    "LOG_RANGE_TOO_WIDE",
  ],
  [/(?:request|content|body|payload).{0,20}too large|request entity too large/i, "BODY_TOO_LARGE"],
  [/rate limit|too many requests|throttl/i, "RATE_LIMITED"],
  [
    /method.{0,60}(?:not (?:found|supported|available|enabled)|does not exist)|unsupported method/i,
    "METHOD_NOT_SUPPORTED",
  ],
  [/revert/i, "EXECUTION_REVERTED"],
  [/invalid opcode|stack (?:under|over)flow|invalid jump/i, "EXECUTION_FAILED"],
];

/** Numbers of JSON-RPC errors, for texts that no rule knows. */
export const numberRules: Readonly<Record<number, RpcErrorCode>> = {
  3: "EXECUTION_REVERTED",
  [-32700]: "RPC_INVALID_REQUEST",
  [-32600]: "RPC_INVALID_REQUEST",
  [-32601]: "METHOD_NOT_SUPPORTED",
  [-32602]: "RPC_INVALID_REQUEST",
  [-32603]: "RPC_FAILED",
  [-32000]: "RPC_REFUSED",
  [-32001]: "RPC_REFUSED",
  [-32002]: "NODE_TIMEOUT",
  [-32003]: "RPC_REFUSED",
  [-32004]: "METHOD_NOT_SUPPORTED",
  [-32005]: "LOG_RANGE_TOO_WIDE",
  [-32008]: "NODE_LAGGING",
  [-32010]: "RPC_REFUSED",
  [-32015]: "EXECUTION_REVERTED",
  [-39001]: "RPC_REFUSED",
};

/** Codes of the operating system, of undici and of ethers. */
export const symbolRules: Readonly<Record<string, RpcErrorCode>> = {
  ECONNREFUSED: "NODE_REFUSED_CONNECTION",
  ENOTFOUND: "NODE_REFUSED_CONNECTION",
  EAI_AGAIN: "NODE_REFUSED_CONNECTION",
  EHOSTUNREACH: "NODE_REFUSED_CONNECTION",
  ENETUNREACH: "NODE_REFUSED_CONNECTION",
  ECONNRESET: "NODE_UNREACHABLE",
  ECONNABORTED: "NODE_UNREACHABLE",
  EPIPE: "NODE_UNREACHABLE",
  UND_ERR_SOCKET: "NODE_UNREACHABLE",
  UND_ERR_CLOSED: "NODE_UNREACHABLE",
  NETWORK_ERROR: "NODE_UNREACHABLE",
  ETIMEDOUT: "NODE_TIMEOUT",
  ESOCKETTIMEDOUT: "NODE_TIMEOUT",
  UND_ERR_CONNECT_TIMEOUT: "NODE_TIMEOUT",
  UND_ERR_HEADERS_TIMEOUT: "NODE_TIMEOUT",
  UND_ERR_BODY_TIMEOUT: "NODE_TIMEOUT",
  TIMEOUT: "NODE_TIMEOUT",
  TimeoutError: "NODE_TIMEOUT",
};

/** Statuses of HTTP answers without a JSON-RPC error in them. */
export const statusRules: Readonly<Record<number, RpcErrorCode>> = {
  401: "RPC_UNAUTHORIZED",
  403: "RPC_UNAUTHORIZED",
  404: "METHOD_NOT_SUPPORTED",
  408: "NODE_TIMEOUT",
  413: "BODY_TOO_LARGE",
  429: "RATE_LIMITED",
  500: "RPC_FAILED",
  502: "NODE_UNAVAILABLE",
  503: "NODE_UNAVAILABLE",
  504: "NODE_TIMEOUT",
};
