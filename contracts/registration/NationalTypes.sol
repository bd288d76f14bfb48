// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a registry submits of a case to the national service system (国家数据产权登记服务系统).
enum Submission {
    None,
    /// @dev 公示, N 24
    Notice,
    /// @dev 存证, N 26
    Evidence,
    /// @dev 登记结果, N 8
    Result
}

/// @notice What the national service system answered to a submission.
/// @param receiptNumber its own number (回执编号): 1 to 64 characters, unique in the system
/// @param statedAt the time that the system states, in seconds
/// @param sample whether it is a stand-in of that system (演示); such an answer confirms nothing
/// @param material SHA-256 of what is submitted: of a notice its text, of evidence the evidence, of a result the decision
/// @param digest SHA-256 of the whole submission, as canonical JSON (RFC 8785)
struct SubmissionAnswer {
    string receiptNumber;
    uint40 statedAt;
    bool sample;
    bytes32 material;
    bytes32 digest;
}

/// @notice An answer as it stands on the ledger.
/// @param mirroredAt when the registry wrote it down; 0 when there is none
/// @param corrections how often it was corrected; what stood before is in the events
struct MirroredSubmission {
    SubmissionAnswer answer;
    uint40 mirroredAt;
    uint16 corrections;
}
