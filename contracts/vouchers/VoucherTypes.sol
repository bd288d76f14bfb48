// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BasisKind} from "../registration/IBasis.sol";
import {SeriesConditions} from "./ConditionTypes.sol";

/// @notice Class of a series (凭证类别).
enum VoucherClass {
    None,
    /// @dev 授权凭证: names its one user and one purpose.
    Authorisation,
    /// @dev 产品凭证: units of use of a product, resalable as the terms say.
    Product
}

/// @notice How the price of a unit is found (价格规则); recorded with the terms.
enum PriceRule {
    None,
    /// @dev 无偿: public-interest use.
    Free,
    /// @dev 固定价: the unit price.
    Fixed,
    /// @dev 政府指导价上限: the unit price is a ceiling (发改价格〔2025〕65号).
    Ceiling,
    /// @dev 协议价: negotiated between the two sides.
    Negotiated
}

/// @notice What vouchers of one series have in common (凭证系列条款).
/// @param basisKind whether the basis is a certificate, an authorised operation, or a voucher with onward grants
/// @param basisId the certificate's token id, the authorisation's id, or the voucher's id
/// @param class authorisation or product vouchers
/// @param resale whether a holder other than the grantor may transfer
/// @param territory ISO 3166-1 numeric code within which holders must be
/// @param start first second of use
/// @param end last second at which a voucher lives
/// @param cap most units ever issued
/// @param purposes bits of the purpose list (用途目录); an authorisation names exactly one
/// @param namedUser the one user of an authorisation series; zero for product series
/// @param priceRule how the price is found
/// @param unitPrice fen per unit, as the rule reads it
/// @param termsDigest SHA-256 of the canonical JSON of the full terms, which stay off chain
/// @param conditions who may use, where, how often, how long, and what is owed for it
struct SeriesTerms {
    BasisKind basisKind;
    uint64 basisId;
    VoucherClass class;
    bool resale;
    uint16 territory;
    uint40 start;
    uint40 end;
    uint48 cap;
    uint64 purposes;
    address namedUser;
    PriceRule priceRule;
    uint64 unitPrice;
    bytes32 termsDigest;
    SeriesConditions conditions;
}

/// @notice A series as recorded.
/// @param provider whose access points meter it: the grantor, or of a sub-licence the grantor of the first series
struct SeriesView {
    uint32 seriesId;
    bytes32 assetId;
    address grantor;
    address provider;
    SeriesTerms terms;
    SeriesTotals totals;
    bool closed;
    bool suspended;
    bool basisLost;
    bool expired;
}

/// @notice Units of a series. issued = live + used + licensed + cancelled + expired (invariant 1).
/// @param used by the holders of its vouchers
/// @param licensed used under sub-licences that have ended
struct SeriesTotals {
    uint48 issued;
    uint48 live;
    uint48 used;
    uint48 licensed;
    uint48 cancelled;
    uint48 expired;
    uint32 vouchers;
}

/// @notice A voucher as recorded.
/// @param locks bit n is set while lock class n stands
/// @param epoch how often holder or units changed otherwise than by use; a use receipt names it
struct VoucherView {
    uint64 voucherId;
    uint32 seriesId;
    address holder;
    uint48 units;
    uint16 locks;
    uint32 epoch;
    bytes32 digest;
}

/// @notice One lock of one class on one voucher.
struct LockView {
    address controller;
    uint40 since;
    bytes32 detailsDigest;
}

/// @notice Lock classes (锁定类别); each has one controller, which alone sets and lifts it.
library LockClasses {
    uint8 internal constant PLEDGE = 0;
    uint8 internal constant DISPUTE = 1;
    uint8 internal constant SEIZURE = 2;
    uint8 internal constant TEMPORARY_CONTROL = 3;
    uint8 internal constant SETTLEMENT = 4;
    /// @dev 再许可: sub-licences stand on the voucher. The ledger itself sets and lifts it.
    uint8 internal constant SUBLICENCE = 5;
    uint8 internal constant COUNT = 12;
}

/// @notice The grantor's signed order to a registry to mint (授予方签名的发行请求), EIP-712.
/// @param nonce any number the grantor has not used before
/// @param deadline last second at which the registry may carry it out
struct IssueRequest {
    uint32 seriesId;
    address[] to;
    uint48[] units;
    bytes32[] digests;
    uint256 nonce;
    uint40 deadline;
}
