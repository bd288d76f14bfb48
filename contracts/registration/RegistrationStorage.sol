// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {ICertificates} from "./ICertificates.sol";
import {IPublicRecords} from "./IPublicRecords.sol";
import {IRegistrationProfiles} from "./IRegistrationProfiles.sol";
import {IWorkingCalendar} from "./IWorkingCalendar.sol";
import {
    CancellationGround,
    CaseState,
    Category,
    CertificateState,
    Grade,
    Objection,
    RegistrationKind,
    Right,
    RightClaim,
    RightEntry,
    RightTerm,
    Source,
    SourceBasis
} from "./RegistrationTypes.sol";
import {MemberRecord, ReportRecord} from "./MemberTypes.sol";
import {MirroredSubmission, Submission} from "./NationalTypes.sol";
import {Annotation, LaterObjection} from "./RemarkTypes.sol";

struct AssetRecord {
    address declarant;
    uint40 declaredAt;
    Source source;
    Category category;
    Grade grade;
    bytes32 fingerprint;
    bytes32 descriptorDigest;
    bytes32 assessmentDigest;
    bytes32[] sources;
}

/// @dev Who applies with the applicant. `claims` only in an initial registration.
struct JointRecord {
    address party;
    uint40 consentedAt;
    uint64 certificateId;
    RightClaim[] claims;
}

/// @dev What a change registration changes; empty or zero is kept.
struct ChangeRecord {
    bytes32 descriptorDigest;
    bytes32 identityDigest;
    string name;
}

/// @dev What stands behind a certificate besides its paper.
/// @param renewalCaseId the latest renewal applied for
struct CertificateRecord {
    address holder;
    CertificateState state;
    uint64 renewalCaseId;
    bytes32 assetId;
    uint64 publicRecordId;
}

struct CaseRecord {
    address applicant;
    CaseState state;
    RegistrationKind kind;
    uint16 openObjections;
    uint32 profileId;
    address registry;
    uint40 appliedAt;
    uint40 acceptedAt;
    bool supplementInExamination;
    bool noticeWaived;
    uint64 publicRecordId;
    uint64 certificateId;
    uint40 publishedAt;
    uint40 objectionsSettledAt;
    uint8 extensionDays;
    address examiner;
    uint40 closedAt;
    uint40 supplementAskedAt;
    uint40 supplementUntil;
    uint40 supplementGivenAt;
    bytes32 assetId;
    bytes32 evidenceDigest;
    RightClaim[] claims;
    Objection[] objections;
    uint64 subjectId;
    uint8 rights;
    CancellationGround ground;
    bool exOfficio;
    uint16 consentsMissing;
    SourceBasis basis;
    JointRecord[] others;
    RightTerm[] terms;
    ChangeRecord change;
}

/// @dev What a receipt number of the national service system was given for.
struct ReceiptUse {
    uint64 caseId;
    Submission kind;
}

/// @title Where assets, cases and rights are stored
library RegistrationStorage {
    /// @custom:storage-location erc7201:datavoucher.storage.AssetRegistry
    struct Layout {
        IPartyRegistry parties;
        ICertificates certificates;
        IPublicRecords publicRecords;
        uint64 caseCount;
        mapping(bytes32 assetId => AssetRecord) assets;
        mapping(uint64 caseId => CaseRecord) cases;
        mapping(bytes32 assetId => mapping(Right right => mapping(address party => RightEntry))) rights;
        /// @dev not used: {ICertificates.certificateOf} tells the case; its slot stays, so that layouts stay compatible
        mapping(uint64 certificateId => uint64) caseOfCertificate;
        /// @dev region * 10 + digit
        mapping(address registry => uint16) codeOfRegistry;
        mapping(uint16 code => address) registryOfCode;
        mapping(uint16 code => mapping(uint32 yearMonth => uint16)) serials;
        IWorkingCalendar calendar;
        IRegistrationProfiles profiles;
        mapping(uint64 certificateId => CertificateRecord) certificateRecords;
        /// @dev those that stand; what expired leaves when another comes
        mapping(bytes32 assetId => uint64[]) certificatesOfAsset;
        /// @dev who keeps the records of a registry that ended
        mapping(address registry => address) successors;
        mapping(address registry => MemberRecord) members;
        mapping(address registry => mapping(uint16 year => ReportRecord)) reports;
        mapping(uint64 certificateId => Annotation[]) annotations;
        /// @dev annotations that restrain; what was lifted or ended leaves when another comes
        mapping(uint64 certificateId => uint256[]) restraints;
        mapping(uint64 certificateId => LaterObjection[]) laterObjections;
        /// @dev one more than the party's latest objection
        mapping(uint64 certificateId => mapping(address objector => uint256)) latestObjection;
        /// @dev objections that were agreed to or upheld
        mapping(uint64 certificateId => uint256) outcomes;
        mapping(uint64 caseId => mapping(Submission kind => MirroredSubmission)) submissions;
        /// @dev by the digest of whether it is a sample, and the number
        mapping(bytes32 receipt => ReceiptUse) receipts;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.AssetRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x9a5193e874acb5af576ca7d7dd044118df02ac710170c6cce59795089e711c00;

    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
