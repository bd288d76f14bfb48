// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MirroredSubmission, Submission, SubmissionAnswer} from "./NationalTypes.sol";
import {CaseState} from "./RegistrationTypes.sol";

/// @title What the national service system has of a case, mirrored (国家数据产权登记服务系统)
/// @notice In law the notice board and the evidence store are that system's (articles 8, 24 and 26 of
/// 《数据产权登记工作指引（试行）》). A registry writes down what it answered, so that anyone can hold the two against each
/// other.
interface INationalMirror {
    /// @notice What is submitted has its kind.
    error SubmissionKindMissing();
    /// @notice The case has not come so far that this is submitted: a notice is published, evidence is of an examined case
    /// that was not ended, a result of one that was registered, or ended after its notice.
    error SubmissionTooEarly(uint64 caseId, Submission kind, CaseState state);
    /// @notice The answer to this was mirrored before; another one is a correction.
    error SubmissionMirroredBefore(uint64 caseId, Submission kind);
    /// @notice There is no answer to correct, or it says the same.
    error SubmissionNotCorrectable(uint64 caseId, Submission kind);
    /// @notice A receipt number has 1 to 64 characters.
    error ReceiptNumberInvalid(uint256 length);
    /// @notice The system gave this receipt number for another submission.
    error ReceiptNumberUsed(string receiptNumber, uint64 caseId, Submission kind);
    /// @notice The system answers after what is submitted happened (its clock may be 10 minutes behind), and before its
    /// answer is mirrored.
    error SubmissionTimeInvalid(uint40 statedAt, uint40 earliest);
    /// @notice A certificate is unmarked only when the national service system has confirmed this very evidence; a stand-in
    /// confirms nothing (article 26).
    error EvidenceNotConfirmed(uint64 caseId, bytes32 evidenceDigest);

    event SubmissionMirrored(
        uint64 indexed caseId,
        Submission indexed kind,
        address indexed registry,
        address account,
        SubmissionAnswer answer
    );
    event SubmissionCorrected(
        uint64 indexed caseId,
        Submission indexed kind,
        address indexed registry,
        address account,
        SubmissionAnswer before,
        SubmissionAnswer answer,
        bytes32 documentDigest
    );

    /// @notice Writes down what the national service system answered to a submission. By the registry that keeps the case
    /// (OPERATE), once for each kind.
    function mirrorSubmission(uint64 caseId, Submission kind, SubmissionAnswer calldata answer) external;

    /// @notice Corrects a mirrored answer, with the document that says why; both stay on record. By the registry that keeps
    /// the case (APPROVE).
    function correctSubmission(
        uint64 caseId,
        Submission kind,
        SubmissionAnswer calldata answer,
        bytes32 documentDigest
    ) external;

    /// @notice The answer that is mirrored; all zero when there is none.
    function submissionOf(uint64 caseId, Submission kind) external view returns (MirroredSubmission memory);
}
