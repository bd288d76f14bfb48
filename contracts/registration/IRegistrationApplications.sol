// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Application, RegistrationKind, Right, Source, SourceCase} from "./RegistrationTypes.sol";

/// @title Applications for initial registration, alone or together (初次登记申请)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》.
interface IRegistrationApplications {
    /// @notice Only the declarant may apply for this asset.
    error NotDeclarant(bytes32 assetId, address party);
    /// @notice Data collected in government duties is not registered for property rights (article 15).
    error GovernmentDutyData(bytes32 assetId);
    /// @notice Core data is not registered for trade (GB/T 43697).
    error CoreData(bytes32 assetId);
    /// @notice A product of authorised operation must link its live public record; other data links none (article 15).
    error PublicRecordLinkMissing(bytes32 assetId, uint64 publicRecordId);
    /// @notice This source does not support this right (articles 20 and 21).
    error RightNotRegistrable(Right right, Source source);
    /// @notice This source does not come about in this way (articles 20 and 21).
    error SourceCaseInvalid(Source source, SourceCase sourceCase);
    /// @notice Whoever relies on a contract, or on a product that does not replace its source, shows the document; whoever
    /// relies on neither shows none (articles 20 and 21).
    error SourceDocumentInvalid(SourceCase sourceCase, bytes32 documentDigest);
    /// @notice The contract does not give this right; where it says nothing, an agreement and an entrustment give none
    /// (article 21).
    error RightNotInContract(Right right, uint8 rights);
    /// @notice Fused data is registered by all who gave to it together (article 21).
    error FusedByOne(bytes32 assetId);
    /// @notice At most 15 apply with the applicant, each once, neither applicant nor registry.
    error JointApplicantInvalid(address party);
    /// @notice The party does not apply in this case, or consented before.
    error ConsentNotDue(uint64 caseId, address party);
    /// @notice The party has not consented to this case, so there is nothing to take back.
    error ConsentNotGiven(uint64 caseId, address party);
    /// @notice Derived data needs the use right on every source (article 21).
    error UseRightMissing(bytes32 sourceAssetId, address party);
    /// @notice Each right once, and its term must end in the future.
    error ClaimInvalid(Right right, uint40 until);
    /// @notice The term is longer than the registry's profile allows (article 26: in general five years).
    error ClaimTooLong(Right right, uint40 until, uint40 latest);
    /// @notice The registry's profile does not have this kind of registration (articles 32-37).
    error KindNotOffered(RegistrationKind kind, uint32 profileId);
    /// @notice The application has no claims, or more than the three rights.
    error ClaimsInvalid(uint256 count);
    /// @notice The party already has this right registered and live.
    error RightAlreadyRegistered(bytes32 assetId, Right right, address party);
    /// @notice A registry cannot be an applicant at itself (article 12).
    error OwnRegistry(address party);

    event RegistrationApplied(
        uint64 indexed caseId,
        bytes32 indexed assetId,
        address indexed applicant,
        address account,
        RegistrationKind kind,
        uint32 profileId,
        Application application
    );
    /// @notice One who applies together with the applicant consents; with the last consent the case is filed.
    /// @param missing how many have yet to consent
    /// @param profileId the profile with which the case begins; 0 while consents are missing
    event RegistrationConsented(
        uint64 indexed caseId,
        address indexed party,
        address account,
        uint16 missing,
        uint32 profileId
    );

    /// @notice One who consented takes it back before the case is filed.
    /// @param missing how many have yet to consent
    event ConsentWithdrawn(uint64 indexed caseId, address indexed party, address account, uint16 missing);

    /// @notice Applies for initial registration (article 32). By the declarant (OPERATE).
    function applyForRegistration(Application calldata application) external returns (uint64 caseId);

    /// @notice Consents to an application made together: as joint applicant (article 21), as transferee (article 34), or as
    /// another holder of data whose description changes (article 35). By that party (OPERATE). The last consent files the
    /// case, under what holds by then.
    function consentToRegistration(uint64 caseId) external;

    /// @notice Takes one's consent back, as long as another's is missing (articles 21, 34, 35). By that party (OPERATE).
    /// Once filed, a case ends only by its applicant's withdrawal or the registry's decision.
    function withdrawConsent(uint64 caseId) external;
}
