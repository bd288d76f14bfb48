// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VoucherView} from "./VoucherTypes.sol";

/// @title Data vouchers (数据资产凭证): issue and circulation
/// @notice ERC-721 and ERC-3525 speak party addresses: `ownerOf`, `to` and `Transfer` name institutions, never keys.
/// @dev A reason code is the selector of the error that the act would revert with; 0x00000000 means allowed.
interface IDataVoucher {
    /// @notice No voucher has this id, or it was cancelled, merged away or written down as expired.
    error VoucherUnknown(uint256 voucherId);
    /// @notice `from` does not hold the voucher.
    error VoucherNotHeldBy(uint64 voucherId, address from, address holder);
    /// @notice The caller is no account of the holder and was not approved.
    error TransferNotApproved(uint64 voucherId, address caller);
    /// @notice Approved for fewer units than asked.
    error AllowanceExceeded(uint64 voucherId, address caller, uint256 allowed, uint256 units);
    /// @notice Locks stand on the voucher; bit n is lock class n.
    error VoucherLocked(uint64 voucherId, uint16 locks);
    /// @notice A party that does not trade cannot hold vouchers.
    error PartyMayNotHold(address party);
    /// @notice Sender and receiver are the same party.
    error TransferToSelf(uint64 voucherId);
    /// @notice The terms let only the grantor pass vouchers of this series on.
    error ResaleNotAllowed(uint32 seriesId);
    /// @notice The party is outside the territory of the series; ISO 3166-1 numeric codes.
    error OutsideTerritory(address party, uint16 jurisdiction, uint16 territory);
    /// @notice Authorisation vouchers go to their named user alone.
    error NotNamedUser(uint32 seriesId, address to, address namedUser);
    /// @notice No series has this id.
    error SeriesUnknown(uint32 seriesId);
    /// @notice The series ended.
    error SeriesExpired(uint32 seriesId, uint40 end);
    /// @notice The series has not ended yet.
    error SeriesNotExpired(uint32 seriesId, uint40 end);
    /// @notice An authority suspended the series.
    error SeriesSuspended(uint32 seriesId);
    /// @notice The certificate or authorisation under the series no longer stands.
    error SeriesBasisLost(uint32 seriesId);
    /// @notice The grantor closed the series to further issue.
    error SeriesClosed(uint32 seriesId);
    /// @notice More units than the series has left.
    error SeriesExhausted(uint32 seriesId, uint256 left, uint256 units);
    /// @notice Only the grantor of the series may do this.
    error NotGrantor(uint32 seriesId, address party);
    /// @notice Units must be at least one.
    error UnitsZero();
    /// @notice More units than the voucher has.
    error UnitsExceeded(uint64 voucherId, uint256 held, uint256 units);
    /// @notice The two vouchers are of different series.
    error SeriesDiffer(uint64 voucherId, uint64 otherId);
    /// @notice A voucher cannot be merged into itself.
    error MergeWithSelf(uint64 voucherId);
    /// @notice A voucher needs the digest of its document.
    error DigestMissing();
    /// @notice The lists given have different lengths, or none at all.
    error ListsDiffer(uint256 first, uint256 second);
    /// @notice ERC-6093: the receiver is a contract that refused the token.
    error ERC721InvalidReceiver(address receiver);
    /// @notice A voucher carries at most this many approvals for units.
    error TooManyApprovals(uint64 voucherId, uint256 limit);
    /// @notice An approval by the holder's own party is needless, to nobody is meaningless.
    error ApprovalInvalid(address operator);

    /// @notice Units were issued as a new voucher.
    event VoucherIssued(
        uint64 indexed voucherId,
        uint32 indexed seriesId,
        address indexed holder,
        address account,
        uint48 units,
        bytes32 digest
    );
    /// @notice A whole voucher passed from one party to another.
    event VoucherTransferred(uint64 indexed voucherId, address indexed from, address indexed to, address account);
    /// @notice Units were split off into a new voucher, which inherits digest and locks.
    event VoucherSplit(
        uint64 indexed parentId,
        uint64 indexed voucherId,
        address indexed to,
        address account,
        uint48 units
    );
    /// @notice Units moved between two vouchers of one series. A voucher left without units is gone.
    event UnitsMoved(uint64 indexed fromId, uint64 indexed toId, address indexed account, uint48 units);
    /// @notice The holder gave the voucher up.
    event VoucherCancelled(
        uint64 indexed voucherId,
        uint32 indexed seriesId,
        address indexed holder,
        address account,
        uint48 units,
        bytes32 reasonDigest
    );
    /// @notice A voucher of an ended series was written down as expired.
    event VoucherExpired(
        uint64 indexed voucherId,
        uint32 indexed seriesId,
        address indexed holder,
        address account,
        uint48 units
    );

    /// @notice The holder let an operator move the voucher; `units` is 2^256-1 for all of it, 0 for no longer.
    event VoucherApproved(uint64 indexed voucherId, address indexed operator, address indexed account, uint256 units);
    /// @notice A party let an operator move every voucher it holds, or no longer.
    event OperatorApproved(address indexed party, address indexed operator, address indexed account, bool approved);

    /// @notice Issues units as one voucher. By the grantor (OPERATE).
    function issue(uint32 seriesId, address to, uint48 units, bytes32 digest) external returns (uint64 voucherId);

    /// @notice Issues a voucher to each of several parties; ids run on from the first.
    function issueBatch(
        uint32 seriesId,
        address[] calldata to,
        uint48[] calldata units,
        bytes32[] calldata digests
    ) external returns (uint64 firstVoucherId);

    /// @notice Transfers several whole vouchers from the caller's party to one party.
    function transferBatch(uint64[] calldata voucherIds, address to) external;

    /// @notice Transfers voucher i from the caller's party to party i.
    function transferEach(uint64[] calldata voucherIds, address[] calldata to) external;

    /// @notice Splits units off a voucher of the caller's party into new vouchers of the same party.
    function split(uint64 voucherId, uint48[] calldata units) external returns (uint64 firstVoucherId);

    /// @notice Merges vouchers of one series and holder into one of them; the others are gone.
    function merge(uint64 intoId, uint64[] calldata fromIds) external;

    /// @notice Gives a voucher of the caller's party up for good.
    function cancel(uint64 voucherId, bytes32 reasonDigest) external;

    /// @notice Writes down vouchers whose series ended. Anyone may: it changes nothing that time has not changed.
    function expire(uint64[] calldata voucherIds) external;

    /// @notice Whether the holder may transfer the voucher to a party now (ERC-7943 shape).
    function canTransfer(address from, address to, uint256 tokenId) external view returns (bool);

    /// @notice Why the voucher cannot be transferred now: the selector of the error, or 0 when it can.
    function transferRestriction(address from, address to, uint256 tokenId) external view returns (bytes4 reason);

    /// @notice The recorded state of a voucher; reverts with {VoucherUnknown}.
    function voucherOf(uint64 voucherId) external view returns (VoucherView memory);
}
