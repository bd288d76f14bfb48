// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BasisKind} from "../registration/IBasis.sol";
import {IssueRequest, LockView, SeriesView} from "./VoucherTypes.sol";

/// @title Series of vouchers after they were opened, signed requests and locks (凭证系列、签名请求、锁定)
interface ISeriesDesk {
    /// @notice The request was used or withdrawn before.
    error RequestUsed(address grantor, uint256 nonce);
    /// @notice The request's deadline passed.
    error RequestExpired(uint40 deadline);
    /// @notice The signature is not one of an account with the OPERATE power of the grantor.
    error RequestSignatureInvalid(address grantor, address signer);
    /// @notice No such lock class.
    error LockClassUnknown(uint8 lockClass);
    /// @notice Only the controller of the lock class may set or lift it.
    error NotLockController(uint8 lockClass, address caller);
    /// @notice This class already locks the voucher.
    error LockStands(uint64 voucherId, uint8 lockClass);
    /// @notice This class does not lock the voucher.
    error LockMissing(uint64 voucherId, uint8 lockClass);
    /// @notice The series is, or is not, suspended already.
    error SuspensionUnchanged(uint32 seriesId);

    event SeriesWasClosed(uint32 indexed seriesId, address indexed grantor, address account);
    event SeriesSuspensionChanged(
        uint32 indexed seriesId,
        address indexed byParty,
        address account,
        bool suspended,
        bytes32 documentDigest
    );
    event SeriesBasisChanged(uint32 indexed seriesId, BasisKind kind, uint64 basisId, bool live);
    /// @notice A signed request was carried out by a registry, or withdrawn by the grantor (`byParty` = `grantor`).
    event RequestConsumed(
        address indexed grantor,
        uint256 indexed nonce,
        address indexed byParty,
        address account,
        address signer
    );
    event VoucherLockSet(
        uint64 indexed voucherId,
        uint8 indexed lockClass,
        address indexed controller,
        bytes32 detailsDigest
    );
    event VoucherLockLifted(
        uint64 indexed voucherId,
        uint8 indexed lockClass,
        address indexed controller,
        bytes32 detailsDigest
    );
    event BasisSourceSet(BasisKind indexed kind, address source, address account);
    event LockControllerSet(uint8 indexed lockClass, address controller, address account);
    event RendererSet(address renderer, address account);
    /// @notice ERC-7572.
    event ContractURIUpdated();

    /// @notice Mints on the grantor's signed request. By a registry (OPERATE).
    function issueOnRequest(
        IssueRequest calldata request,
        bytes calldata signature
    ) external returns (uint64 firstVoucherId);

    /// @notice Withdraws a request of the caller's party that no registry has carried out yet.
    function withdrawRequest(uint256 nonce) external;

    /// @notice Closes a series to further issue. By the grantor (OPERATE).
    function closeSeries(uint32 seriesId) external;

    /// @notice Suspends or resumes a series. By an authority (APPROVE) on a document.
    function suspendSeries(uint32 seriesId, bool suspended, bytes32 documentDigest) external;

    /// @notice Locks a voucher. By the controller of the class.
    function lock(uint64 voucherId, uint8 lockClass, bytes32 detailsDigest) external;

    /// @notice Lifts a lock. By the controller of the class.
    function unlock(uint64 voucherId, uint8 lockClass, bytes32 detailsDigest) external;

    /// @notice Splits units off a locked voucher; the child inherits every lock. By a controller whose class is the
    /// only one that stands on it.
    function splitLocked(uint64 voucherId, uint8 lockClass, uint48 units) external returns (uint64 childId);

    /// @notice Sets where bases of a kind are asked for. Through the AccessManager.
    function setBasisSource(BasisKind kind, address source) external;

    /// @notice Sets who controls a lock class. Through the AccessManager.
    function setLockController(uint8 lockClass, address controller) external;

    /// @notice Sets the contract that draws token metadata. Through the AccessManager.
    function setRenderer(address renderer) external;

    /// @notice The recorded series; reverts with {IDataVoucher.SeriesUnknown}.
    function seriesOf(uint32 seriesId) external view returns (SeriesView memory);

    /// @notice How many series were opened; ids run from 1 to this.
    function seriesCount() external view returns (uint32);

    /// @notice Open series over a basis, at most 32.
    function seriesOverBasis(BasisKind kind, uint64 basisId) external view returns (uint32[] memory);

    /// @notice Details of a lock; all zero when it does not stand.
    function lockOf(uint64 voucherId, uint8 lockClass) external view returns (LockView memory);

    /// @notice Whether a grantor's request number is used or withdrawn.
    function requestConsumed(address grantor, uint256 nonce) external view returns (bool);

    /// @notice EIP-712 digest a grantor signs to have a registry mint.
    function issueRequestDigest(IssueRequest calldata request) external view returns (bytes32);

    function basisSource(BasisKind kind) external view returns (address);
    function lockController(uint8 lockClass) external view returns (address);
    function renderer() external view returns (address);
}
