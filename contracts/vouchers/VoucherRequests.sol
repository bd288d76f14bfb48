// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Actors} from "../parties/Actors.sol";
import {Powers} from "../parties/PartyTypes.sol";
import {ISeriesDesk} from "./ISeriesDesk.sol";
import {VoucherStorage} from "./VoucherStorage.sol";
import {IssueRequest, SeriesTerms} from "./VoucherTypes.sol";

/// @title What a grantor signs so that a registry opens or mints for it (EIP-712)
/// @notice Domain: name "DataVoucher", version "1", chain id, the Ledger proxy. A request counts once: its number is
/// any that the grantor has not used, so requests need no order among themselves.
library VoucherRequests {
    using BitMaps for BitMaps.BitMap;

    string internal constant NAME = "DataVoucher";
    string internal constant VERSION = "1";

    bytes32 private constant CONDITIONS_TYPE = keccak256(
        "SeriesConditions(uint16 users,uint16 qualifications,uint16 environments,uint16 obligations,uint8 open,uint8 onward,uint8 period,uint32 frequency,uint16 durationHours,uint16 retentionDays)"
    );
    bytes32 private constant TERMS_TYPE = keccak256(
        "SeriesTerms(uint8 basisKind,uint64 basisId,uint8 class,bool resale,uint16 territory,uint40 start,uint40 end,uint48 cap,uint64 purposes,address namedUser,uint8 priceRule,uint64 unitPrice,bytes32 termsDigest,SeriesConditions conditions)SeriesConditions(uint16 users,uint16 qualifications,uint16 environments,uint16 obligations,uint8 open,uint8 onward,uint8 period,uint32 frequency,uint16 durationHours,uint16 retentionDays)"
    );
    bytes32 private constant SERIES_REQUEST_TYPE = keccak256(
        "SeriesRequest(SeriesTerms terms,uint256 nonce,uint40 deadline)SeriesConditions(uint16 users,uint16 qualifications,uint16 environments,uint16 obligations,uint8 open,uint8 onward,uint8 period,uint32 frequency,uint16 durationHours,uint16 retentionDays)SeriesTerms(uint8 basisKind,uint64 basisId,uint8 class,bool resale,uint16 territory,uint40 start,uint40 end,uint48 cap,uint64 purposes,address namedUser,uint8 priceRule,uint64 unitPrice,bytes32 termsDigest,SeriesConditions conditions)"
    );
    bytes32 private constant ISSUE_REQUEST_TYPE = keccak256(
        "IssueRequest(uint32 seriesId,address[] to,uint48[] units,bytes32[] digests,uint256 nonce,uint40 deadline)"
    );

    function digestOf(SeriesTerms calldata terms, uint256 nonce, uint40 deadline) internal view returns (bytes32) {
        // Structs of static members only: their ABI encoding is the encoding EIP-712 asks for, but that the member which
        // is a struct itself, the last, stands there as its hash.
        bytes32 conditionsHash = keccak256(bytes.concat(CONDITIONS_TYPE, abi.encode(terms.conditions)));
        bytes memory encoded = abi.encode(terms);
        assembly ("memory-safe") {
            mstore(add(encoded, 0x1c0), conditionsHash)
            mstore(encoded, 0x1c0)
        }
        bytes32 termsHash = keccak256(bytes.concat(TERMS_TYPE, encoded));
        return _typed(keccak256(abi.encode(SERIES_REQUEST_TYPE, termsHash, nonce, deadline)));
    }

    function digestOf(IssueRequest calldata request) internal view returns (bytes32) {
        // Packed arrays pad each element to 32 bytes, as EIP-712 asks for.
        return
            _typed(
                keccak256(
                    abi.encode(
                        ISSUE_REQUEST_TYPE,
                        request.seriesId,
                        keccak256(abi.encodePacked(request.to)),
                        keccak256(abi.encodePacked(request.units)),
                        keccak256(abi.encodePacked(request.digests)),
                        request.nonce,
                        request.deadline
                    )
                )
            );
    }

    /// @dev Uses a request up, or reverts with what is wrong with it.
    function consume(
        address grantor,
        uint256 nonce,
        uint40 deadline,
        bytes32 digest,
        bytes calldata signature,
        address byParty
    ) internal returns (address signer) {
        if (block.timestamp > deadline) revert ISeriesDesk.RequestExpired(deadline);
        ECDSA.RecoverError problem;
        (signer, problem, ) = ECDSA.tryRecover(digest, signature);
        if (problem != ECDSA.RecoverError.NoError || !Actors.mayAct(signer, grantor, Powers.OPERATE)) {
            revert ISeriesDesk.RequestSignatureInvalid(grantor, signer);
        }
        spend(grantor, nonce, byParty, signer);
    }

    function spend(address grantor, uint256 nonce, address byParty, address signer) internal {
        BitMaps.BitMap storage used = VoucherStorage.load().requests[grantor];
        if (used.get(nonce)) revert ISeriesDesk.RequestUsed(grantor, nonce);
        used.set(nonce);
        emit ISeriesDesk.RequestConsumed(grantor, nonce, byParty, msg.sender, signer);
    }

    /// @dev The domain of everything that is signed for this ledger.
    function domain() internal view returns (bytes32) {
        // 0x0f: name, version, chain id and contract; no salt.
        return MessageHashUtils.toDomainSeparator(hex"0f", NAME, VERSION, block.chainid, address(this), bytes32(0));
    }

    function _typed(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(domain(), structHash);
    }
}
