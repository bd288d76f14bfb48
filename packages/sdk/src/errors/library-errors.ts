import type { ErrorRow } from "./table.ts";

/**
 * The custom errors of the libraries under the ledger's contracts (OpenZeppelin), by their signature: they stand in
 * no interface of ours, but a call of administration, upgrade or of a locked certificate may raise them.
 */
export const libraryErrors = {
  "AddressEmptyCode(address target)": [422, false, "There is no contract at this address", "该地址没有合约"],
  "ERC1967InvalidImplementation(address implementation)": [
    422,
    false,
    "The new implementation is no contract",
    "新的实现合约无效",
  ],
  "ERC1967NonPayable()": [422, false, "An upgrade takes no ether; send none", "升级不接收原生代币"],
  "UUPSUnauthorizedCallContext()": [409, false, "Call this by the proxy, not the implementation", "须通过代理合约调用"],
  "UUPSUnsupportedProxiableUUID(bytes32 slot)": [
    422,
    false,
    "The new implementation is not made for this proxy",
    "新的实现合约与代理不兼容",
  ],
  "FailedCall()": [
    409,
    false,
    "A call to another contract failed without a reason",
    "对其他合约的调用失败且未给出原因",
  ],
  "FailedDeployment()": [409, false, "The party's contract could not be deployed", "主体合约部署失败"],
  "InsufficientBalance(uint256 balance,uint256 needed)": [
    409,
    false,
    "The contract has too little ether for this",
    "合约余额不足",
  ],
  "InvalidInitialization()": [409, false, "The contract is initialised already", "合约已初始化"],
  "NotInitializing()": [409, false, "This runs only while a contract is initialised", "仅可在合约初始化过程中执行"],
  "StringsInsufficientHexLength(uint256 value,uint256 length)": [
    500,
    false,
    "A value did not fit into its hexadecimal text",
    "数值无法写成指定长度的十六进制",
  ],
  "ERC5267ExtensionsNotSupported()": [
    500,
    false,
    "The signing domain has extensions that are not read",
    "签名域包含不支持的扩展",
  ],
  "ERC721IncorrectOwner(address sender,uint256 tokenId,address owner)": [
    409,
    false,
    "The sender named does not hold the token",
    "转出方不是持有人",
  ],
  "ERC721InsufficientApproval(address operator,uint256 tokenId)": [
    403,
    false,
    "The caller has no approval for the token",
    "调用方未获授权",
  ],
  "ERC721InvalidApprover(address approver)": [
    403,
    false,
    "Only the holder may approve others for the token",
    "仅持有人可以授权",
  ],
  "ERC721InvalidOperator(address operator)": [422, false, "Nobody cannot be approved for the token", "授权对象无效"],
  "ERC721InvalidOwner(address owner)": [422, false, "The zero address holds no tokens", "零地址不能持有"],
  "ERC721InvalidSender(address sender)": [422, false, "The zero address sends no tokens", "零地址不能转出"],
  "ERC721NonexistentToken(uint256 tokenId)": [
    404,
    false,
    "No certificate has this number as its token",
    "该编号的登记凭证不存在",
  ],
  "AccessManagerAlreadyScheduled(bytes32 operationId)": [
    409,
    false,
    "The operation is scheduled already",
    "该操作已排期",
  ],
  "AccessManagerBadConfirmation()": [
    422,
    false,
    "The confirmation must name the caller itself",
    "确认人须为调用方本人",
  ],
  "AccessManagerExpired(bytes32 operationId)": [
    409,
    false,
    "The scheduled operation expired; schedule it again",
    "排期操作已过期，请重新排期",
  ],
  "AccessManagerInvalidInitialAdmin(address initialAdmin)": [
    422,
    false,
    "The first administrator cannot be nobody",
    "初始管理员无效",
  ],
  "AccessManagerLockedFunction(bytes4 selector)": [
    409,
    false,
    "The role of this function cannot be changed",
    "该函数的角色不可更改",
  ],
  "AccessManagerLockedRole(uint64 roleId)": [409, false, "This role cannot be changed", "该角色不可更改"],
  "AccessManagerNotReady(bytes32 operationId)": [
    409,
    true,
    "The operation's delay is not over; try again after it",
    "操作等待期未满，请期满后再试",
  ],
  "AccessManagerNotScheduled(bytes32 operationId)": [404, false, "The operation is not scheduled", "该操作未排期"],
  "AccessManagerUnauthorizedAccount(address msgsender,uint64 roleId)": [
    403,
    false,
    "The caller lacks the role in the AccessManager",
    "调用方在权限管理合约中无此角色",
  ],
  "AccessManagerUnauthorizedCall(address caller,address target,bytes4 selector)": [
    403,
    false,
    "The caller may not call this function",
    "调用方无权调用该函数",
  ],
  "AccessManagerUnauthorizedCancel(address msgsender,address caller,address target,bytes4 selector)": [
    403,
    false,
    "The caller may not cancel this operation",
    "调用方无权取消该操作",
  ],
  "AccessManagerUnauthorizedConsume(address target)": [
    403,
    false,
    "Only the target contract uses up a scheduled operation",
    "仅目标合约可以执行排期操作",
  ],
} as const satisfies Readonly<Record<string, ErrorRow>>;
