// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Annotation, AnnotationKind, LaterObjection, LaterObjectionState, ObjectionDue} from "./RemarkTypes.sol";

/// @title What is noted on a certificate: annotations, and objections after registration (备注、登记后异议)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》. Arbitration and court stay outside; their effective
/// document is carried out as a cancellation by law ({ILaterRegistrations.beginCancellation}).
interface ICertificateRemarks {
    /// @notice An annotation needs its kind.
    error AnnotationKindMissing();
    /// @notice The end of an annotation lies in the past; 0 means no end.
    error AnnotationEndInvalid(uint40 until);
    /// @notice No such annotation, or it was lifted.
    error AnnotationNotStanding(uint64 certificateId, uint256 annotationId);
    /// @notice At most so many seizures and temporary controls stand on a certificate at a time.
    error RestraintLimitReached(uint64 certificateId, uint256 limit);
    /// @notice Holder and registry do not object to their own certificate.
    error LaterObjectionByParticipant(uint64 certificateId, address party);
    /// @notice The party's earlier objection to this certificate is not concluded.
    error LaterObjectionStands(uint64 certificateId, uint256 objectionId);
    /// @notice No such objection.
    error LaterObjectionUnknown(uint64 certificateId, uint256 objectionId);
    /// @notice The objection is not in a state that allows the act.
    error LaterObjectionNotInState(uint64 certificateId, uint256 objectionId, LaterObjectionState state);

    event CertificateAnnotated(
        uint64 indexed certificateId,
        uint256 indexed annotationId,
        address indexed byParty,
        address account,
        AnnotationKind kind,
        uint40 until,
        bytes32 documentDigest
    );
    event AnnotationLifted(
        uint64 indexed certificateId,
        uint256 indexed annotationId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    event LaterObjectionRaised(
        uint64 indexed certificateId,
        uint256 indexed objectionId,
        address indexed objector,
        address account,
        uint32 profileId,
        bytes32 reasonDigest
    );
    event HolderInformed(
        uint64 indexed certificateId,
        uint256 indexed objectionId,
        address indexed registry,
        address account,
        bytes32 documentDigest
    );
    event LaterObjectionAnswered(
        uint64 indexed certificateId,
        uint256 indexed objectionId,
        address indexed holder,
        address account,
        bool agrees,
        bytes32 documentDigest
    );
    event LaterObjectionConcluded(
        uint64 indexed certificateId,
        uint256 indexed objectionId,
        address indexed registry,
        address account,
        bool upheld,
        bytes32 documentDigest
    );
    event LaterObjectionMediated(
        uint64 indexed certificateId,
        uint256 indexed objectionId,
        address indexed registry,
        address account,
        bytes32 documentDigest
    );

    /// @notice Annotates a certificate (article 23): agreed terms, seizure by court, procuratorate or police, others, by the
    /// registry that keeps it; temporary control by an authority (APPROVE). While a seizure or a temporary control stands,
    /// nothing of the certificate is transferred or cancelled by its holder and no series over it circulates. Later
    /// seizures wait in line: each stands until it is lifted or ends.
    /// @param until last second of the annotation; 0 for no end
    /// @param documentDigest the agreement, or the document of whoever seizes or controls
    function annotateCertificate(
        uint64 certificateId,
        AnnotationKind kind,
        uint40 until,
        bytes32 documentDigest
    ) external returns (uint256 annotationId);

    /// @notice Lifts an annotation; by whoever may make one of its kind (APPROVE).
    function liftAnnotation(uint64 certificateId, uint256 annotationId, bytes32 documentDigest) external;

    /// @notice Objects to what is registered (article 29). By any party but holder and registry (OPERATE).
    function objectToCertificate(uint64 certificateId, bytes32 reasonDigest) external returns (uint256 objectionId);

    /// @notice Tells the holder of an objection, within 5 working days (article 29). By the registry (OPERATE).
    function informHolder(uint64 certificateId, uint256 objectionId, bytes32 documentDigest) external;

    /// @notice The holder agrees, and change or cancellation follow; or it contests, and the registry investigates (article
    /// 29). By the holder (OPERATE), once it was told.
    function answerLaterObjection(
        uint64 certificateId,
        uint256 objectionId,
        bool agrees,
        bytes32 documentDigest
    ) external;

    /// @notice Concludes the investigation of an objection that the holder contests or leaves unanswered (article 29). By the
    /// registry (APPROVE). Upheld, the registry may cancel ex officio.
    function concludeLaterObjection(
        uint64 certificateId,
        uint256 objectionId,
        bool upheld,
        bytes32 documentDigest
    ) external;

    /// @notice Records what both sides agreed in mediation about a concluded objection; an upheld one is then
    /// no ground to cancel any more (article 29). By the registry (APPROVE).
    function recordMediation(uint64 certificateId, uint256 objectionId, bytes32 documentDigest) external;

    /// @notice Every annotation of a certificate, in the order in which they were made.
    function annotationsOf(uint64 certificateId) external view returns (Annotation[] memory);

    /// @notice Whether a seizure or a temporary control stands now.
    function isRestrained(uint64 certificateId) external view returns (bool);

    function laterObjectionsOf(uint64 certificateId) external view returns (LaterObjection[] memory);

    /// @notice Who must do what about an objection, and until when.
    function laterObjectionDue(uint64 certificateId, uint256 objectionId) external view returns (ObjectionDue memory);
}
