import { LedgerError, entriesFrom, errorTable, joinTables, type ErrorRow } from "@data-voucher/sdk";

/** Codes that the gateway raises itself; all others come from the SDK's table. */
export const gatewayErrors = {
  ROUTE_NOT_FOUND: [404, false, "There is nothing at this path", "该路径不存在"],
  METHOD_NOT_ALLOWED: [405, false, "This path does not take this method", "该路径不支持此方法"],
  URL_MALFORMED: [400, false, "The path or query is not well-formed", "路径或查询格式不正确"],
  REQUEST_MALFORMED: [400, false, "The request is not HTTP", "请求不符合 HTTP 协议"],
  REQUEST_TIMEOUT: [408, true, "The request did not arrive in time", "请求接收超时"],
  HEADERS_OVERSIZED: [431, false, "The headers are larger than allowed", "请求头超过允许的大小"],
  JSON_MALFORMED: [400, false, "The body is not JSON", "请求体不是 JSON"],
  BODY_EMPTY: [400, false, "The body is empty", "请求体为空"],
  BODY_LENGTH_WRONG: [400, false, "The body is not as long as announced", "请求体长度与声明不符"],
  BODY_OVERSIZED: [413, false, "The body is larger than allowed", "请求体超过允许的大小"],
  MEDIA_TYPE_NOT_SUPPORTED: [415, false, "The body's media type is not taken here", "不支持该媒体类型"],
  REQUEST_INVALID: [422, false, "The request does not fit its schema", "请求不符合格式要求"],
  NUMBER_UNSAFE: [
    422,
    false,
    "A number is too large for JSON: write it as a decimal string",
    "数值超过 JSON 安全整数范围，请以十进制字符串书写",
  ],
  PROPERTY_NAME_REFUSED: [422, false, "A property name is not allowed", "属性名不被允许"],
  RATE_EXCEEDED: [429, true, "Too many requests from this client", "该客户端请求过于频繁"],
  OVERLOADED: [503, true, "The gateway is too busy", "网关繁忙"],
  INTERNAL: [500, true, "The gateway failed", "网关内部错误"],
  INDEX_NOT_READY: [503, true, "The index has not reached the ledger yet", "索引尚未就绪"],
  CURSOR_INVALID: [400, false, "The cursor was not given out by this route", "分页游标无效"],
  LAST_EVENT_ID_INVALID: [400, false, "Not the id of an event", "事件编号无效"],
  NOT_FOUND: [404, false, "No such record", "记录不存在"],
  ID_MALFORMED: [400, false, "Not an id of this kind", "编号格式不正确"],
  CALENDAR_YEAR_NOT_FOUND: [404, false, "The working days of that year are not loaded", "该年度工作日历尚未载入"],
  REGISTRY_UNKNOWN: [404, false, "No registry with a code has this address", "该地址没有已取得代码的登记机构"],
  REPORT_YEAR_NOT_OVER: [
    409,
    false,
    "A registry reports on years that are over, since it has its code (article 12)",
    "登记机构仅就取得代码以来已结束的年度提交报告（第十二条）",
  ],
  NATIONAL_SYSTEM_NOT_SET: [
    409,
    false,
    "This gateway is set up without the national service system: set NATIONAL_URL and NATIONAL_TOKEN_FILE",
    "本网关未接入国家数据产权登记服务系统，请设置 NATIONAL_URL 与 NATIONAL_TOKEN_FILE",
  ],
  NATIONAL_SYSTEM_UNREACHABLE: [
    503,
    true,
    "The national service system does not answer",
    "国家数据产权登记服务系统无响应",
  ],
  PARTY_NOT_OWN: [403, false, "The path names another party than the API key's", "路径所指主体与 API 密钥的主体不一致"],
  ACCOUNT_NOT_FOUND: [404, false, "No party has this account", "没有主体使用该账户"],
  API_KEY_MALFORMED: [401, false, "Not an API key", "API 密钥格式不正确"],
  API_KEY_UNKNOWN: [401, false, "The API key is not known", "API 密钥不存在"],
  API_KEY_EXPIRED: [401, false, "The API key has expired", "API 密钥已过期"],
  API_KEY_REVOKED: [401, false, "The API key was revoked", "API 密钥已吊销"],
  AUTHENTICATION_REQUIRED: [401, false, "This needs an API key", "需要身份认证"],
  ROLE_NOT_ALLOWED: [403, false, "The client's role may not do this", "当前角色无权执行此操作"],
  KEY_ROLE_NOT_BY_HTTP: [
    403,
    false,
    "Over HTTP only keys of role party are made; others are made on the gateway's machine with keys add",
    "通过 HTTP 仅可创建 party 角色的密钥，其他角色须在网关所在机器上用 keys add 创建",
  ],
  KEY_PARTY_UNPROVEN: [
    403,
    false,
    "An operator makes no key of a party: the party asks for it with a signature, at /v1/parties/{party}/keys",
    "运营方不得代主体创建密钥，须由主体签名申请：/v1/parties/{party}/keys",
  ],
  KEY_REQUEST_STALE: [
    422,
    false,
    "The request was signed more than five minutes ago, or ahead of the gateway's clock: sign it again",
    "申请的签名时间与网关时钟相差超过五分钟，请重新签名",
  ],
  SIMULATION_REQUIRED: [
    401,
    false,
    "Without an API key a transaction is always simulated first",
    "未使用 API 密钥的交易必须先行模拟",
  ],
  IDEMPOTENCY_KEY_MALFORMED: [400, false, "Not an idempotency key", "幂等键格式不正确"],
  IDEMPOTENCY_KEY_MISSING: [
    400,
    false,
    "A write needs the header Idempotency-Key",
    "写操作须带 Idempotency-Key 请求头",
  ],
  IDEMPOTENCY_KEY_REUSED: [409, false, "The idempotency key belongs to another request", "幂等键已用于其他请求"],
  OPERATION_NOT_FOUND: [404, false, "No such operation", "操作不存在"],
  CONTRACT_FOREIGN: [
    422,
    false,
    "The transaction is for a contract that is not of this ledger",
    "交易的目标合约不属于本账本",
  ],
  NONCE_TAKEN: [409, false, "Another operation of this account has this nonce", "该账户的此交易序号已被其他操作占用"],
  VALUE_NOT_ALLOWED: [422, false, "A transaction may not carry the network's own coin", "交易不得附带原生代币"],
  API_KEY_WITHOUT_PARTY: [403, false, "The API key stands for no party", "该 API 密钥未绑定主体"],
  CUSTODY_NOT_FOR_TRADERS: [
    403,
    false,
    "The gateway signs for no trading party: sign it yourself and hand it in",
    "网关不为交易主体代签，请自行签名后提交",
  ],
  CONTRACT_NOT_DEPLOYED: [501, false, "This ledger is deployed without that contract", "本账本未部署该合约"],
  SIGNER_NOT_FOUND: [404, false, "The gateway holds no such key", "网关未托管该密钥"],
  DETAILS_NOT_FOUND: [404, false, "No contact details of this party are kept here", "未保存该主体的联系信息"],
  DOCUMENT_NOT_FOUND: [404, false, "No such document", "文件不存在"],
  DOCUMENT_NOT_ALLOWED: [403, false, "The client may not read this document", "无权读取该文件"],
  PURPOSE_REQUIRED: [422, false, "Reading this document needs a stated purpose", "读取该文件须说明用途"],
  INQUIRY_REQUIRED: [
    403,
    false,
    "Registration files and contact details are consulted within an inquiry, its purpose stated and recorded (article 30): make one at /v1/registrations/{id}/inquiries or /v1/parties/{party}/inquiries and read with ?inquiry=",
    "查阅登记档案及联系信息须说明并记录用途（第三十条）：请先在 /v1/registrations/{id}/inquiries 或 /v1/parties/{party}/inquiries 提出查阅申请，再带 ?inquiry= 读取",
  ],
  INQUIRY_NOT_FOUND: [404, false, "No such inquiry that this client may see", "没有可供该客户端查看的此查阅申请"],
  INQUIRY_CAPACITY_DIFFERS: [
    403,
    false,
    "The client does not have the capacity in which it asks (article 30)",
    "客户端不具有所声明的查阅身份（第三十条）",
  ],
  INQUIRY_UNDECIDED: [
    409,
    false,
    "The registry has not decided this client's inquiry on the case yet (article 30)",
    "登记机构尚未就该客户端对此登记的查阅申请作出决定（第三十条）",
  ],
  INQUIRY_DECIDED: [409, false, "The inquiry is decided already (article 30)", "该查阅申请已作出决定（第三十条）"],
  INQUIRY_REFUSED: [
    403,
    false,
    "The registry refused the inquiry (article 30)",
    "登记机构未同意该查阅申请（第三十条）",
  ],
  INQUIRY_EXPIRED: [
    403,
    false,
    "The time of the inquiry is over (article 30): make another, stating the purpose",
    "查阅期限已过（第三十条），请重新说明用途并提出申请",
  ],
  INQUIRY_NOT_COVERING: [
    403,
    false,
    "The inquiry does not cover this document (article 30): it is of another file, or the registry left it out",
    "该查阅申请不包括此文件（第三十条）：文件属于其他档案，或登记机构未予开放",
  ],
  INQUIRIES_OF_OTHERS: [
    403,
    false,
    "Who consulted a party's files is told to that party and to the regulator (article 30)",
    "何人查阅过主体的档案仅告知该主体和监管机构（第三十条）",
  ],
  CASE_FILE_OF_OTHERS: [
    403,
    false,
    "Documents are put on a case's file by its registry, its applicant or an objector",
    "仅该登记的登记机构、申请人或异议人可将文件归入其档案",
  ],
  CASE_FILE_FULL: [
    409,
    false,
    "The party has put as many documents on the file as it may",
    "该主体归入档案的文件数已达上限",
  ],
  DOCUMENT_OVERSIZED: [413, false, "The document is larger than allowed", "文件超过允许的大小"],
  DOCUMENT_EMPTY: [422, false, "The document is empty", "文件为空"],
  DOCUMENT_DIGEST_DIFFERS: [422, false, "The document's digest is not the one announced", "文件摘要与声明不符"],
  DOCUMENT_DAMAGED: [500, false, "The stored document no longer has its digest", "存储的文件已损坏"],
  RANGE_NOT_SATISFIABLE: [416, false, "The document has no such range", "请求的范围无效"],
} as const satisfies Readonly<Record<string, ErrorRow>>;

/** A code of {@link gatewayErrors}. */
export type GatewayCode = keyof typeof gatewayErrors;

/** Every code that an answer of the gateway may carry. */
export const allErrors = joinTables(errorTable, entriesFrom(gatewayErrors, "gateway"));

/**
 * An error to throw.
 * @param message a sentence about this case; the code's title when left out
 * @param details values that help the client
 */
export function fault(
  code: GatewayCode | (string & {}),
  message?: string,
  details?: Readonly<Record<string, unknown>>,
) {
  const entry = allErrors[code];
  if (entry === undefined) throw new RangeError(`no such error code: ${code}`);
  return new LedgerError(code, {
    entry,
    ...(message === undefined ? {} : { message }),
    ...(details === undefined ? {} : { details }),
  });
}
