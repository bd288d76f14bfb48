// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITexts} from "../parties/ITexts.sol";
import {Authorisation, AuthorisationView, OperationSafety} from "./RecordTypes.sol";

/// @title Authorised operation of recorded public data (公共数据授权运营) and its safety (运营安全)
interface IAuthorisedOperation is ITexts {
    /// @notice Only a public-data operator can be authorised.
    error NotOperator(address party);
    /// @notice The term is empty, in the past, or longer than the record.
    error AuthorisationTermInvalid(uint40 start, uint40 until, uint40 recordUntil);
    /// @notice Scene, purposes, agreement and the assessment of safety must be given.
    error AuthorisationIncomplete(string field);
    error AuthorisationUnknown(uint64 authorisationId);
    error AuthorisationEnded(uint64 authorisationId);
    /// @notice A record carries at most this many authorisations that have not ended.
    error AuthorisationLimitReached(uint64 recordId, uint256 limit);
    /// @notice Levels of protection are 1 to 5 (GB/T 22240).
    error ProtectionLevelInvalid(uint8 level);
    /// @notice The assessment is over, or would end no later than the one on record.
    error SafetyTermInvalid(uint40 until, uint40 onRecord);
    /// @notice The operation is suspended already.
    error OperationSuspended(uint64 authorisationId, address suspendedBy);
    /// @notice Nobody suspended the operation.
    error OperationNotSuspended(uint64 authorisationId);
    /// @notice Who suspended it lets it go on, or an authority.
    error SuspendedByAnother(uint64 authorisationId, address suspendedBy);

    event OperationAuthorised(
        uint64 indexed authorisationId,
        uint64 indexed recordId,
        address indexed operator,
        address body,
        address account,
        Authorisation authorisation
    );
    event AuthorisationWasEnded(
        uint64 indexed authorisationId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    /// @notice A new assessment of the operation's safety is on record.
    event OperationSafetyAssessed(
        uint64 indexed authorisationId,
        address indexed byParty,
        address account,
        OperationSafety safety
    );
    /// @notice The operation stands still for its safety: it is no basis meanwhile.
    event OperationWasSuspended(
        uint64 indexed authorisationId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    /// @notice The operation goes on.
    event OperationWasResumed(
        uint64 indexed authorisationId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );

    /// @notice Authorises an operator for a scene. By the recording public body (APPROVE). Its safety must be shown.
    function authoriseOperation(Authorisation calldata authorisation) external returns (uint64 authorisationId);

    /// @notice Ends an authorisation early. By its body or an authority (APPROVE).
    function endAuthorisation(uint64 authorisationId, bytes32 documentDigest) external;

    /// @notice Puts a later assessment of the operation's safety on record. By its body (APPROVE). Where the one before
    /// was over, the authorisation is a basis again.
    function assessOperation(uint64 authorisationId, OperationSafety calldata safety) external;

    /// @notice Lets the operation stand still, for an incident or a danger. By its body or an authority (APPROVE). Series
    /// over it are suspended in the same transaction.
    function suspendOperation(uint64 authorisationId, bytes32 documentDigest) external;

    /// @notice Lets it go on. By who suspended it, or an authority (APPROVE).
    function resumeOperation(uint64 authorisationId, bytes32 documentDigest) external;

    function authorisationOf(uint64 authorisationId) external view returns (AuthorisationView memory);
    function authorisationCount() external view returns (uint64);
}
