// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {BasisKind} from "../registration/IBasis.sol";
import {SeriesConditions} from "./ConditionTypes.sol";
import {LockView, PriceRule} from "./VoucherTypes.sol";
import {SeriesWord, UseWord, VoucherWord} from "./VoucherWords.sol";

/// @dev A series: the words that transfers and uses read, then what only its own administration reads.
struct SeriesRecord {
    SeriesWord word;
    UseWord use;
    // issued - used - licensed - cancelled - expired are live
    uint48 cancelled;
    uint48 expired;
    address grantor;
    uint64 unitPrice;
    uint64 basisId;
    BasisKind basisKind;
    PriceRule priceRule;
    uint48 licensed;
    address namedUser;
    bytes32 assetId;
    bytes32 termsDigest;
    SeriesConditions conditions;
}

/// @dev Approvals on one voucher; cleared when it changes hands, so they are listed.
struct Approvals {
    address whole;
    address[] operators;
    mapping(address operator => uint256) units;
}

/// @title Where series and vouchers are stored, in the Ledger proxy
library VoucherStorage {
    /// @custom:storage-location erc7201:datavoucher.storage.Vouchers
    struct Layout {
        mapping(uint64 voucherId => VoucherWord) vouchers;
        mapping(uint64 voucherId => bytes32) digests;
        mapping(uint32 seriesId => SeriesRecord) series;
        mapping(uint64 voucherId => Approvals) approvals;
        mapping(address party => mapping(address operator => bool)) operators;
        mapping(uint64 voucherId => mapping(uint8 lockClass => LockView)) locks;
        mapping(uint8 lockClass => address) lockControllers;
        mapping(BasisKind kind => address) basisSources;
        mapping(BasisKind kind => mapping(uint64 basisId => uint32[])) seriesOverBasis;
        mapping(address grantor => BitMaps.BitMap) requests;
        address renderer;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.Vouchers")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x36e34a359c2567e1259775d56385378f3348455fbb0e4525c89f9f386a86c100;

    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
