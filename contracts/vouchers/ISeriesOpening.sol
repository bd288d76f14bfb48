// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BasisKind} from "../registration/IBasis.sol";
import {SeriesTerms} from "./VoucherTypes.sol";

/// @title How series begin (设立凭证系列)
interface ISeriesOpening {
    /// @notice The basis is not known, or does not stand now.
    error BasisNotLive(BasisKind kind, uint64 basisId);
    /// @notice The basis belongs to another party.
    error BasisOfAnotherParty(BasisKind kind, uint64 basisId, address grantor);
    /// @notice Core data carries no voucher; important data only with its risk assessment (GB/T 43697); and none while the
    /// certificate is seized or under temporary control (N 23).
    error AssetNotTradable(bytes32 assetId);
    /// @notice The term is empty, in the past, or longer than the basis.
    error TermInvalid(uint40 start, uint40 end, uint40 basisUntil);
    /// @notice The territory goes beyond the basis.
    error TerritoryExceedsBasis(uint16 territory, uint16 basisTerritory);
    /// @notice Use outside the mainland needs an export path, which this ledger does not record yet.
    error ExportPathMissing(uint16 territory);
    /// @notice Purposes beyond the basis, none, or more than one for an authorisation.
    error PurposesInvalid(uint64 purposes, uint64 basisPurposes);
    /// @notice The basis does not allow resale.
    error ResaleExceedsBasis();
    /// @notice The class is none, or does not fit the named user.
    error ClassInvalid(uint8 class, address namedUser);
    /// @notice The cap must be at least one unit.
    error CapZero();
    /// @notice The price rule is none, or does not fit the unit price.
    error PriceInvalid(uint8 priceRule, uint64 unitPrice);
    /// @notice A basis carries at most this many open series.
    error SeriesLimitReached(BasisKind kind, uint64 basisId, uint256 limit);
    /// @notice No source is configured for this kind of basis.
    error BasisSourceMissing(BasisKind kind);

    /// @notice `account` submitted it; `signer` is the grantor's account that signed, the same when it acted itself.
    event SeriesOpened(
        uint32 indexed seriesId,
        bytes32 indexed assetId,
        address indexed grantor,
        address byParty,
        address account,
        address signer,
        SeriesTerms terms
    );

    /// @notice Opens a series over the caller's basis. By the grantor (OPERATE).
    function openSeries(SeriesTerms calldata terms) external returns (uint32 seriesId);

    /// @notice Opens a series on the grantor's signature. By a registry (OPERATE).
    function openSeriesOnRequest(
        SeriesTerms calldata terms,
        uint256 nonce,
        uint40 deadline,
        bytes calldata signature
    ) external returns (uint32 seriesId);

    /// @notice EIP-712 digest a grantor signs to have a registry open a series.
    function seriesRequestDigest(
        SeriesTerms calldata terms,
        uint256 nonce,
        uint40 deadline
    ) external view returns (bytes32);
}
