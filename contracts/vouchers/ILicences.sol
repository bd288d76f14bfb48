// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Conditions of use, and sub-licences under them (使用条件与再许可)
/// @notice A sub-licence is a series whose basis is a voucher: its holder grants onward what it holds. Every unit of that
/// voucher stays with its holder, locked, until the licence ends; what was used under it is then used up.
interface ILicences {
    /// @notice The series is for other kinds of user; bits of {UserKinds}.
    error UserKindNotAllowed(address party, uint8 kind, uint16 users);
    /// @notice The series asks for qualifications that the party does not have; bits of {Qualifications}.
    error QualificationMissing(address party, uint16 qualifications, uint16 needed);
    /// @notice The condition says something that this ledger's vocabulary does not have.
    error ConditionUnknown(string condition, uint256 given);
    /// @notice The condition does not fit the others.
    error ConditionInvalid(string condition, uint256 given);
    /// @notice A sub-licence is wider than what it stands on (invariant 3).
    error ConditionExceedsParent(string condition, uint256 given, uint256 parent);
    /// @notice The terms of the voucher let its holder grant nothing onward.
    error OnwardNotAllowed(uint64 voucherId);
    /// @notice Who granted the right would be licensed with it in turn.
    error LicenceCircular(uint32 seriesId, address party);
    /// @notice The voucher that a licence of this series stands on is locked, or its series is not in force.
    error LicenceSuspended(uint32 seriesId, uint64 voucherId);
    /// @notice The series is no sub-licence, or one that has ended.
    error LicenceNotOpen(uint32 seriesId);
    /// @notice Units granted under the licence live: they are to be used, cancelled or written off before.
    error LicenceInUse(uint32 seriesId, uint48 live);

    /// @notice A sub-licence ended: its voucher is free again, less what was used under it. `usedUnits` counts those of
    /// licences below it as well.
    event LicenceEnded(
        uint32 indexed seriesId,
        uint64 indexed voucherId,
        address indexed grantor,
        address account,
        uint48 usedUnits
    );

    /// @notice Ends a sub-licence of which nothing lives any more. By its grantor (OPERATE); after its term by anyone.
    function endLicence(uint32 seriesId) external;
}
