// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a party may do at all on the ledger (主体状态). `None` means: never admitted.
enum Standing {
    None,
    Good,
    Warned,
    Suspended,
    Barred
}

/// @notice Role bits of a party (主体角色). Governance, authority, registry, exchange and trader exclude one another.
library Roles {
    /// @dev 治理: appoints authorities, holds the AccessManager.
    uint16 internal constant GOVERNANCE = 1 << 0;
    /// @dev 数据管理部门: admits parties, supervises.
    uint16 internal constant AUTHORITY = 1 << 1;
    /// @dev 登记机构: examines and registers, mints on request.
    uint16 internal constant REGISTRY = 1 << 2;
    /// @dev 数据交易场所: organises trading.
    uint16 internal constant EXCHANGE = 1 << 3;
    /// @dev 交易主体: holds rights and vouchers, and trades.
    uint16 internal constant TRADER = 1 << 4;
    /// @dev 公共数据运营机构: a trader that may be granted authorised operation.
    uint16 internal constant OPERATOR = 1 << 5;
    /// @dev 授权主体: a public body that records public data and grants its operation.
    uint16 internal constant AUTHORISING_BODY = 1 << 6;
    /// @dev 第三方专业服务机构: appraises, audits, brokers.
    uint16 internal constant SERVICE_AGENCY = 1 << 7;
    /// @dev 清算银行: proves payments.
    uint16 internal constant CLEARING_BANK = 1 << 8;

    uint16 internal constant ALL = (1 << 9) - 1;
    /// @dev At most one of these may be set.
    uint16 internal constant EXCLUSIVE = GOVERNANCE | AUTHORITY | REGISTRY | EXCHANGE | TRADER;

    /// @notice Whether one party may hold exactly these roles together.
    function combinable(uint16 roles) internal pure returns (bool) {
        if (roles == 0 || roles & ~ALL != 0) return false;
        uint16 exclusive = roles & EXCLUSIVE;
        if (exclusive & (exclusive - (exclusive == 0 ? 0 : 1)) != 0) return false;
        if (roles & OPERATOR != 0 && roles & TRADER == 0) return false;
        // A body that grants operation of public data neither trades in it nor organises or registers the trade.
        if (roles & AUTHORISING_BODY != 0 && roles & (TRADER | EXCHANGE | REGISTRY | GOVERNANCE) != 0) return false;
        return true;
    }
}

/// @notice Power bits of an account (账户权限) within its party.
library Powers {
    /// @dev 经办: daily acts in the party's name.
    uint8 internal constant OPERATE = 1 << 0;
    /// @dev 审批: acts that decide (certify, refuse, suspend).
    uint8 internal constant APPROVE = 1 << 1;
    /// @dev 查看: reads restricted documents off chain.
    uint8 internal constant VIEW = 1 << 2;
    /// @dev 账户管理: adds, changes, rotates and revokes accounts of the party.
    uint8 internal constant MANAGE = 1 << 3;
    /// @dev 使用: signs the use of vouchers, and nothing else.
    uint8 internal constant USE = 1 << 4;
    /// @dev 计量: countersigns uses as an access point (数据接入点) of its party, and nothing else.
    uint8 internal constant METER = 1 << 5;
    /// @dev 签署: signs commitments in the institution's name (首席数据官). It comes with an appointment on record.
    uint8 internal constant SIGN = 1 << 6;
    uint8 internal constant ALL = (1 << 7) - 1;
    /// @dev What an account is given with its other powers.
    uint8 internal constant GIVEN = ALL & ~SIGN;
}

/// @notice Kinds of user (用户类型); a party has one of them, as its number: 1 党政机关, 2 事业单位, 3 金融机构,
/// 4 公用事业单位, 5 企业, 6 高校和科研机构, 7 社会组织, 8 自然人.
library UserKinds {
    uint8 internal constant LAST = 8;
    uint16 internal constant ALL = 0xff;

    /// @dev Kind n is bit n - 1; a kind that is not on record has no bit.
    function bitOf(uint8 kind) internal pure returns (uint256) {
        return kind == 0 ? 0 : 1 << (kind - 1);
    }
}

/// @notice Qualifications of a user (使用方资质), from bit 0: 等级保护二级, 等级保护三级 (GB/T 22239), 数据安全能力成熟度三级
/// (GB/T 37988), 数据管理能力成熟度三级 (GB/T 36073), 信息安全管理体系认证 (GB/T 22080), 数据安全管理认证, 个人信息保护认证,
/// 征信业务许可, 金融业务许可, 数据商备案, 数据安全使用承诺. An authority records all but the last, which follows from what the
/// party signed.
library Qualifications {
    uint16 internal constant COMMITTED = 1 << 10;
    uint16 internal constant RECORDED = COMMITTED - 1;
    uint16 internal constant ALL = (1 << 11) - 1;
}

/// @notice Parts of the ledger that can be paused apart (暂停范围).
library Scopes {
    uint16 internal constant PARTIES = 1 << 0;
    uint16 internal constant ISSUE = 1 << 1;
    uint16 internal constant TRANSFER = 1 << 2;
    uint16 internal constant REGISTRATION = 1 << 3;
    uint16 internal constant PUBLIC_RECORDS = 1 << 4;
    uint16 internal constant USE = 1 << 5;
    uint16 internal constant ALL = (1 << 6) - 1;
}

/// @notice What the authority states when it admits a party.
/// @param partyId random 32 bytes; the party's address follows from it, so it must not be derived from a credit code
/// @param roles bits of {Roles}
/// @param jurisdiction ISO 3166-1 numeric code; 156 is mainland China
/// @param identityDigest salted digest of the identity documents; the documents stay off chain
/// @param safeUseCommitment digest of the signed safe-use commitment (数据安全使用承诺); required of traders
/// @param account the party's first key
/// @param powers bits of {Powers} of that key
/// @param name the institution's registered name, 1 to 256 bytes of UTF-8; empty for a natural person
struct Admission {
    bytes32 partyId;
    uint16 roles;
    uint16 jurisdiction;
    bytes32 identityDigest;
    bytes32 safeUseCommitment;
    address account;
    uint8 powers;
    string name;
}

/// @notice The recorded state of a party.
/// @param kind one of {UserKinds}; 0 while none is on record
/// @param qualifications bits of {Qualifications} on record
/// @param edition of the safe-use commitment that it signed last; 0 for none
struct PartyView {
    address party;
    uint32 index;
    uint16 roles;
    Standing standing;
    uint16 jurisdiction;
    uint48 vouchers;
    uint40 admittedAt;
    bool deployed;
    uint8 kind;
    uint16 qualifications;
    uint16 edition;
}

/// @notice The recorded state of an account.
/// @param unitLimit most units one act of this account may issue, move, use or cancel; 0 means no limit
/// @param validUntil last second at which the account may act; 0 means no end
struct AccountView {
    address account;
    address party;
    uint8 powers;
    bool revoked;
    uint40 validUntil;
    uint40 unitLimit;
}
