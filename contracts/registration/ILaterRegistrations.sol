// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CancellationApplication,
    CancellationGround,
    ChangeApplication,
    RenewalApplication,
    Right,
    TransferApplication
} from "./RegistrationTypes.sol";

/// @title What may follow an initial registration: transfer, change, renewal, cancellation (articles 33 to 37)
/// @notice Each is a case at the registry that keeps the certificate and goes the way of {IRegistrationCases} and {ICertification}. Only a
/// cancellation has no public notice: it gives nobody a right. Article numbers are those of
/// 《数据产权登记工作指引（试行）》.
interface ILaterRegistrations {
    /// @notice The certificate was never issued.
    error CertificateNotIssued(uint64 certificateId);
    /// @notice The certificate was given up or cancelled.
    error CertificateHasEnded(uint64 certificateId);
    /// @notice Another registry keeps this certificate.
    error CertificateAtAnotherRegistry(uint64 certificateId, address registry);
    /// @notice The certificate is of another holder.
    error CertificateOfAnotherHolder(uint64 certificateId, address holder);
    /// @notice Rights are named by their bits, at least one, at most the three.
    error RightsInvalid(uint8 rights);
    /// @notice The certificate does not carry this right now.
    error RightNotHeld(uint64 certificateId, Right right);
    /// @notice Under this registry's reading of article 34, only who holds all three rights may transfer.
    error TransferNeedsAllRights(uint64 certificateId, uint32 profileId);
    /// @notice The rights pass to another party that trades, neither the holder nor the registry.
    error TransfereeInvalid(address party);
    /// @notice The party came to hold a right in the data since the change was applied for, and was not asked (article 35).
    error HolderNotAsked(uint64 certificateId, address holder);
    /// @notice A change registration changes at least one thing (article 35).
    error NothingChanges(uint64 certificateId);
    /// @notice Renewal is applied for from the profile's months before the end to the day before it (article 36).
    error RenewalNotInWindow(uint64 certificateId, Right right, uint40 until);
    /// @notice A renewed right ends later than it would have.
    error RenewalNotLonger(Right right, uint40 until, uint40 renewedUntil);
    /// @notice A renewal of this certificate is being decided.
    error RenewalPending(uint64 certificateId, uint64 caseId);
    /// @notice The holder cancels on request or because the data is destroyed; the other grounds are the registry's
    /// (article 37).
    error CancellationGroundInvalid(CancellationGround ground);

    /// @notice A seizure or a temporary control stands: nothing is transferred, or cancelled by the holder (article 23).
    error CertificateRestrained(uint64 certificateId);
    /// @notice No objection to this certificate was agreed to or upheld (article 37).
    error NoObjectionUpheld(uint64 certificateId);

    event TransferApplied(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed applicant,
        address account,
        address registry,
        uint32 profileId,
        TransferApplication application
    );
    /// @param others the other holders of the data, who must consent to its new description
    event ChangeApplied(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed applicant,
        address account,
        address registry,
        uint32 profileId,
        address[] others,
        ChangeApplication application
    );
    event RenewalApplied(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed applicant,
        address account,
        address registry,
        uint32 profileId,
        RenewalApplication application
    );
    event CancellationApplied(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed applicant,
        address account,
        address registry,
        uint32 profileId,
        CancellationApplication application
    );
    /// @notice The registry began a cancellation itself; the document is its written notice to the holder.
    event CancellationBegun(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed holder,
        address registry,
        address account,
        uint32 profileId,
        CancellationApplication application
    );
    /// @notice A right that its certificate goes on carrying after an adjustment, with its terms as they are now.
    event RightConfirmed(
        bytes32 indexed assetId,
        address indexed holder,
        uint64 indexed certificateId,
        Right right,
        uint40 until,
        uint16 territory,
        bool resale,
        uint64 purposes,
        bytes32 limitsDigest
    );
    /// @notice A right left its certificate: it passed to another party or was cancelled.
    event RightEnded(
        bytes32 indexed assetId,
        address indexed holder,
        uint64 indexed certificateId,
        Right right,
        uint64 caseId
    );
    /// @notice The data's description before and after. An empty name was kept.
    event AssetDescriptionChanged(
        bytes32 indexed assetId,
        uint64 indexed caseId,
        string name,
        bytes32 descriptorBefore,
        bytes32 descriptorAfter
    );
    /// @notice The holder's identity details changed; they stay off the ledger.
    event HolderDetailsChanged(
        uint64 indexed certificateId,
        uint64 indexed caseId,
        address indexed holder,
        bytes32 identityDigest
    );

    /// @notice Applies to transfer rights of a certificate (article 34). By their holder (OPERATE). The transferee consents
    /// by {IRegistrationApplications.consentToRegistration}.
    function applyForTransfer(TransferApplication calldata application) external returns (uint64 caseId);

    /// @notice Applies to change the description of the data or the holder's details (article 35). By the holder (OPERATE).
    function applyForChange(ChangeApplication calldata application) external returns (uint64 caseId);

    /// @notice Applies for renewal (article 36). By the holder (OPERATE). What is applied for in time lives until it is
    /// decided.
    function applyForRenewal(RenewalApplication calldata application) external returns (uint64 caseId);

    /// @notice Applies for cancellation (article 37). By the holder (OPERATE).
    function applyForCancellation(CancellationApplication calldata application) external returns (uint64 caseId);

    /// @notice Begins a cancellation ex officio (article 37). By the registry that keeps the certificate (APPROVE). The case
    /// begins as examined; {ICertification.certifyRegistration} carries it out.
    /// @param application its evidence is the written notice to the holder
    function beginCancellation(CancellationApplication calldata application) external returns (uint64 caseId);

    /// @notice What a change registration changes. Reverts when no case has this id; all empty for other kinds.
    function changeOf(uint64 caseId) external view returns (ChangeApplication memory);
}
