// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Right} from "./RegistrationTypes.sol";

/// @title What stores the evidence of a registration and gives it effect (存证、登簿发证)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》.
interface ICertification {
    /// @notice Under this profile the account that examined a case does not certify it.
    error SameAccount(uint64 caseId, address account);
    /// @notice A certificate under a trial profile is always marked 演示.
    error TrialUnmarked(uint64 caseId);
    /// @notice The notice is still running.
    error NoticeNotOver(uint64 caseId, uint40 noticeUntil);
    /// @notice Objections must be decided first (article 25).
    error ObjectionsOpen(uint64 caseId, uint256 open);
    /// @notice At most so many certificates of one asset stand at a time; what expires or ends makes room.
    error CertificateLimitReached(bytes32 assetId, uint256 limit);
    /// @notice The month's 9 999 numbers of this registry are used; the next month continues (annex 6).
    error CertificateNumbersExhausted(address registry, uint32 yearMonth);

    event RegistrationCertified(
        uint64 indexed caseId,
        uint64 indexed certificateId,
        address indexed holder,
        address registry,
        address account,
        bytes32 evidenceDigest,
        bool sample
    );
    event RightRegistered(
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

    /// @notice Stores the evidence; with it the registration takes effect (articles 26, 27). By the registry (APPROVE).
    /// An initial registration issues a certificate to each holder, a transfer to the transferee; a change or a renewal
    /// adjusts the certificate, a cancellation ends it or what is left of it.
    /// @param sample true unless the national service system confirmed the evidence
    /// @return certificateId of the applicant, of the transferee, or of the certificate adjusted or ended
    function certifyRegistration(
        uint64 caseId,
        bytes32 evidenceDigest,
        bool sample
    ) external returns (uint64 certificateId);
}
