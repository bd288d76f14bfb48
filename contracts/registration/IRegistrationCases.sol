// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CaseClock, CaseState, CaseView, RefusalGround} from "./RegistrationTypes.sol";

/// @title Registration cases between application and certificate: examination, public notice, objections (登记案件)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》.
interface IRegistrationCases {
    /// @notice No case has this id.
    error CaseUnknown(uint64 caseId);
    /// @notice The case is not in a state that allows the act.
    error CaseNotInState(uint64 caseId, CaseState state);
    /// @notice The case is at another registry.
    error CaseOfAnotherRegistry(uint64 caseId, address registry);
    /// @notice The case is of another applicant.
    error CaseOfAnotherApplicant(uint64 caseId, address applicant);
    /// @notice Material to add is asked for once (article 17).
    error SupplementAskedBefore(uint64 caseId);
    /// @notice The time is in the past.
    error DeadlineInvalid(uint40 deadline);
    /// @notice The time to add material is over (article 17).
    error SupplementTooLate(uint64 caseId, uint40 deadline);
    /// @notice Time was extended before; it is extended once (article 28).
    error ExtensionGranted(uint64 caseId, uint8 workingDays);
    /// @notice An extension is at least one working day and at most as long as the profile says (article 28).
    error ExtensionInvalid(uint8 workingDays, uint8 most);
    /// @notice The time to finish is over; it cannot be extended any more (article 28).
    error ExtensionTooLate(uint64 caseId, uint40 finishBy);
    /// @notice The clock has nothing to write down for this case.
    error ClockUnchanged(uint64 caseId);
    /// @notice The case's profile does not let a notice be waived (article 24).
    error NoticeNotWaivable(uint64 caseId, uint32 profileId);
    /// @notice A cancellation gives nobody a right; it has no notice and is carried out once examined (article 37).
    error NoNoticeOfCancellation(uint64 caseId);
    /// @notice The notice is over; objections came too late (article 25).
    error NoticeOver(uint64 caseId, uint40 noticeUntil);
    /// @notice Applicant and registry cannot object in their own case.
    error ObjectionByParticipant(uint64 caseId, address party);
    /// @notice The party's earlier objection must be decided before it raises another.
    error ObjectionStands(uint64 caseId, address objector);
    /// @notice No such objection, or it was decided.
    error ObjectionNotOpen(uint64 caseId, uint256 objectionId);
    /// @notice A refusal needs one of the grounds of articles 18, 22 and 25.
    error GroundMissing();

    event SupplementAsked(
        uint64 indexed caseId,
        address indexed registry,
        address account,
        uint40 deadline,
        bool inExamination,
        bytes32 documentDigest
    );
    /// @notice Written down: the supplement asked for in examination was not given; the case goes on without it.
    event SupplementMissed(uint64 indexed caseId, address indexed applicant, address account, uint40 deadline);
    /// @notice Written down: not added in time, the application counts as never made (article 17).
    event RegistrationLapsed(uint64 indexed caseId, address indexed applicant, address account, uint40 deadline);
    /// @notice Written down: not answered in time, the application counts as accepted (article 17).
    event RegistrationDeemedAccepted(
        uint64 indexed caseId,
        address indexed registry,
        address account,
        uint40 acceptedAt
    );
    event SupplementGiven(uint64 indexed caseId, address indexed applicant, address account, bytes32 evidenceDigest);
    event RegistrationAccepted(
        uint64 indexed caseId,
        address indexed registry,
        address account,
        bytes32 documentDigest
    );
    event RegistrationExamined(uint64 indexed caseId, address indexed registry, address account, bytes32 reportDigest);
    event ExaminationExtended(
        uint64 indexed caseId,
        address indexed registry,
        address account,
        uint8 workingDays,
        bytes32 documentDigest
    );
    event RegistrationWithdrawn(uint64 indexed caseId, address indexed applicant, address account);
    event RegistrationPublished(uint64 indexed caseId, address indexed registry, address account, bytes32 noticeDigest);
    event NoticeWaived(uint64 indexed caseId, address indexed registry, address account, bytes32 documentDigest);
    event ObjectionRaised(
        uint64 indexed caseId,
        uint256 indexed objectionId,
        address indexed objector,
        address account,
        bytes32 reasonDigest
    );
    event ObjectionResolved(
        uint64 indexed caseId,
        uint256 indexed objectionId,
        address indexed registry,
        address account,
        bool upheld,
        bytes32 documentDigest
    );
    event RegistrationRefused(
        uint64 indexed caseId,
        address indexed registry,
        address account,
        RefusalGround ground,
        bytes32 documentDigest
    );

    /// @notice Lists once what must be added and until when, before acceptance (article 17) or in examination (article
    /// 18). By the registry (OPERATE).
    function askSupplement(uint64 caseId, uint40 deadline, bytes32 documentDigest) external;

    /// @notice Adds the material asked for, before its deadline (article 17). By the applicant (OPERATE). The registry's
    /// time to answer begins anew.
    function giveSupplement(uint64 caseId, bytes32 evidenceDigest) external;

    /// @notice Accepts the application (article 17). By the registry (OPERATE).
    function acceptRegistration(uint64 caseId, bytes32 documentDigest) external;

    /// @notice Records the examination (articles 18-21). By the registry (OPERATE).
    function examineRegistration(uint64 caseId, bytes32 reportDigest) external;

    /// @notice Extends the time to finish, once (article 28). By the registry (APPROVE).
    /// @param workingDays 1 to the profile's most
    function extendExamination(uint64 caseId, uint8 workingDays, bytes32 documentDigest) external;

    /// @notice Publishes the case for objections, for the working days of its profile (article 24). By the registry
    /// (OPERATE).
    function publishRegistration(uint64 caseId, bytes32 noticeDigest) external;

    /// @notice Waives the notice on request and for a good reason (article 24). By the registry (APPROVE).
    /// @param documentDigest the request with its reason
    function waiveNotice(uint64 caseId, bytes32 documentDigest) external;

    /// @notice Objects during the notice (article 25). By any other party (OPERATE).
    function objectToRegistration(uint64 caseId, bytes32 reasonDigest) external returns (uint256 objectionId);

    /// @notice Decides an objection (article 25); upheld means the case is refused. By the registry (APPROVE).
    function resolveObjection(uint64 caseId, uint256 objectionId, bool upheld, bytes32 documentDigest) external;

    /// @notice Refuses or ends the case (articles 18, 22). By the registry (APPROVE).
    function refuseRegistration(uint64 caseId, RefusalGround ground, bytes32 documentDigest) external;

    /// @notice Takes the application back. By the applicant (OPERATE), before it is closed.
    function withdrawRegistration(uint64 caseId) external;

    /// @notice Writes down what the clock has made of a case: deemed acceptance, lapse, a missed supplement. Anyone may;
    /// every other act does it by itself.
    function settleClock(uint64 caseId) external;

    /// @notice The clocks of a case at this moment: its state, what is due, by whom and until when.
    function clockOf(uint64 caseId) external view returns (CaseClock memory);

    function caseOf(uint64 caseId) external view returns (CaseView memory);

    function caseCount() external view returns (uint64);
}
