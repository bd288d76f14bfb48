// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Texts} from "../parties/Texts.sol";
import {Powers} from "../parties/PartyTypes.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {INationalMirror} from "./INationalMirror.sol";
import {MirroredSubmission, Submission, SubmissionAnswer} from "./NationalTypes.sol";
import {CaseRecord, ReceiptUse, RegistrationStorage} from "./RegistrationStorage.sol";
import {CaseState} from "./RegistrationTypes.sol";

/// @title The mirror of the national service system, in the storage of the AssetRegistry
abstract contract NationalMirror is INationalMirror {
    uint256 private constant RECEIPT_LIMIT = 64;
    /// @dev How far the clocks of ledger and system may be apart: a block's time can run ahead of the system's.
    uint40 private constant CLOCK_SKEW = 10 minutes;

    /// @inheritdoc INationalMirror
    function mirrorSubmission(uint64 caseId, Submission kind, SubmissionAnswer calldata answer) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.OPERATE);
        if (kind == Submission.None) revert SubmissionKindMissing();
        MirroredSubmission storage mirrored = RegistrationStorage.load().submissions[caseId][kind];
        if (mirrored.mirroredAt != 0) revert SubmissionMirroredBefore(caseId, kind);

        _take(caseId, kind, record, mirrored, answer);
        emit SubmissionMirrored(caseId, kind, registry, msg.sender, answer);
    }

    /// @inheritdoc INationalMirror
    function correctSubmission(
        uint64 caseId,
        Submission kind,
        SubmissionAnswer calldata answer,
        bytes32 documentDigest
    ) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        MirroredSubmission storage mirrored = RegistrationStorage.load().submissions[caseId][kind];
        SubmissionAnswer memory before = mirrored.answer;
        if (mirrored.mirroredAt == 0 || keccak256(abi.encode(before)) == keccak256(abi.encode(answer))) {
            revert SubmissionNotCorrectable(caseId, kind);
        }
        CaseAccess.requireDocument(documentDigest);

        ++mirrored.corrections;
        _take(caseId, kind, record, mirrored, answer);
        emit SubmissionCorrected(caseId, kind, registry, msg.sender, before, answer, documentDigest);
    }

    /// @inheritdoc INationalMirror
    function submissionOf(uint64 caseId, Submission kind) external view returns (MirroredSubmission memory) {
        return RegistrationStorage.load().submissions[caseId][kind];
    }

    // --- inside ---

    function _take(
        uint64 caseId,
        Submission kind,
        CaseRecord storage record,
        MirroredSubmission storage mirrored,
        SubmissionAnswer calldata answer
    ) private {
        uint40 earliest = _happenedAt(caseId, kind, record) - CLOCK_SKEW;
        if (answer.statedAt < earliest || answer.statedAt > block.timestamp) {
            revert SubmissionTimeInvalid(answer.statedAt, earliest);
        }
        CaseAccess.requireDocument(answer.material);
        CaseAccess.requireDocument(answer.digest);
        _useReceipt(caseId, kind, answer);
        mirrored.answer = answer;
        mirrored.mirroredAt = uint40(block.timestamp);
    }

    /// @dev When that happened which is submitted.
    function _happenedAt(uint64 caseId, Submission kind, CaseRecord storage record) private view returns (uint40) {
        CaseState state = record.state;
        bool certified = state == CaseState.Certified;
        bool noticed = record.publishedAt != 0 && !record.noticeWaived;
        if (kind == Submission.Notice && noticed) return record.publishedAt;
        if (kind == Submission.Evidence) {
            // Before the certificate, when it is to be unmarked; after it at the latest.
            if (certified || state == CaseState.Examined || state == CaseState.Published) return record.acceptedAt;
        }
        if (kind == Submission.Result) {
            bool ended = state == CaseState.Refused || state == CaseState.Withdrawn;
            if (certified || (noticed && ended)) return record.closedAt;
        }
        revert SubmissionTooEarly(caseId, kind, state);
    }

    /// @dev A system gives each number once; a stand-in counts for itself.
    function _useReceipt(uint64 caseId, Submission kind, SubmissionAnswer calldata answer) private {
        uint256 length = bytes(answer.receiptNumber).length;
        if (length == 0 || length > RECEIPT_LIMIT) revert ReceiptNumberInvalid(length);
        Texts.requireReadable(answer.receiptNumber);
        bytes32 id = keccak256(abi.encode(answer.sample, answer.receiptNumber));
        ReceiptUse storage used = RegistrationStorage.load().receipts[id];
        if (used.kind != Submission.None && (used.caseId != caseId || used.kind != kind)) {
            revert ReceiptNumberUsed(answer.receiptNumber, used.caseId, used.kind);
        }
        used.caseId = caseId;
        used.kind = kind;
    }
}
