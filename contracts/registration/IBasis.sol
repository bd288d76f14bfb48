// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a series may stand on (凭证依据).
enum BasisKind {
    None,
    /// @dev 登记凭证: a live certificate with the grantor's operating right.
    Certificate,
    /// @dev 公共数据授权运营: a public-data record with a live authorisation.
    PublicAuthorisation,
    /// @dev 再许可: a voucher whose terms let its holder grant onward; the series is a sub-licence.
    Licence
}

/// @notice What a basis lets its grantor grant; no series may exceed it.
/// @param live whether the basis stands now
/// @param until last second of the basis
/// @param territory ISO 3166-1 numeric code; 0 means anywhere
/// @param purposes bits of the purpose list that may be granted
/// @param resale whether the grantor may let holders resell
/// @param tradable false for core data, and for important data without a risk assessment (GB/T 43697)
struct BasisTerms {
    bytes32 assetId;
    address grantor;
    bool live;
    uint40 until;
    uint16 territory;
    uint64 purposes;
    bool resale;
    bool tradable;
}

/// @title Where vouchers ask about their basis
interface IBasisSource {
    /// @notice The terms of a basis; all zero when unknown.
    function basisTerms(uint64 basisId) external view returns (BasisTerms memory);
}

/// @title Who is told when a basis ends early, in the same transaction
interface IBasisListener {
    /// @notice The caller is not the source of this kind of basis.
    error NotBasisSource(address caller, BasisKind kind);

    /// @notice The basis stands, or no longer stands: series over it follow at once.
    function basisChanged(BasisKind kind, uint64 basisId, bool live) external;
}
