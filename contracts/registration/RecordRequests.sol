// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers} from "../parties/PartyTypes.sol";
import {IRecordRequests} from "./IRecordRequests.sol";
import {IRecords} from "./IRecords.sol";
import {PublicRecord, PublicRecordsStorage, RecordRequest} from "./PublicRecordsStorage.sol";
import {RecordRules} from "./RecordRules.sol";
import {
    BodyAnswer,
    RecordDetails,
    RecordGround,
    RecordRequestView,
    RecordState,
    RequestKind,
    RequestState
} from "./RecordTypes.sol";

/// @title Change, correction and cancellation of public records: an extension of {PublicRecords}, run in its storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract RecordRequests is Proxy, IRecordRequests {
    address private immutable _extension;

    /// @param extension the AuthorisedOperation
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IRecords.EtherRefused();
    }

    // --- filing ---

    /// @inheritdoc IRecordRequests
    function requestChange(
        uint64 recordId,
        RecordDetails calldata details,
        bytes32 documentDigest
    ) external returns (uint64 requestId) {
        (address body, PublicRecord storage record) = _ofBody(recordId);
        RecordRules.requireInTerm(recordId, record);
        _requireDetails(recordId, record, details);
        return _file(recordId, RequestKind.Change, body, RecordGround.None, details, documentDigest);
    }

    /// @inheritdoc IRecordRequests
    function requestCorrection(
        uint64 recordId,
        RecordDetails calldata details,
        bytes32 documentDigest
    ) external returns (uint64 requestId) {
        (address party, ) = RecordRules.acting(Powers.OPERATE);
        PublicRecord storage record = RecordRules.inState(recordId, RecordState.Recorded);
        _requireDetails(recordId, record, details);
        return _file(recordId, RequestKind.Correction, party, RecordGround.None, details, documentDigest);
    }

    /// @inheritdoc IRecordRequests
    function requestCancellation(
        uint64 recordId,
        RecordGround ground,
        bytes32 documentDigest
    ) external returns (uint64 requestId) {
        (address body, ) = _ofBody(recordId);
        if (ground == RecordGround.None) revert RecordGroundInvalid(ground);
        RecordDetails memory details;
        return _file(recordId, RequestKind.Cancellation, body, ground, details, documentDigest);
    }

    // --- what happens to a request ---

    /// @inheritdoc IRecordRequests
    function answerCorrection(uint64 requestId, bool agrees, bytes32 documentDigest) external {
        (address party, ) = RecordRules.acting(Powers.APPROVE);
        RecordRequest storage request = _open(requestId);
        PublicRecord storage record = PublicRecordsStorage.load().records[request.recordId];
        if (party != record.body) revert IRecords.RecordOfAnotherBody(record.assetId, record.body);
        if (request.kind != RequestKind.Correction || request.by == party || request.answer != BodyAnswer.None) {
            revert NothingToAnswer(requestId, request.kind, request.answer);
        }
        RecordRules.requireDocument(documentDigest);

        request.answer = agrees ? BodyAnswer.Agrees : BodyAnswer.Disputes;
        request.answerDigest = documentDigest;
        emit CorrectionAnswered(requestId, party, msg.sender, agrees, documentDigest);
    }

    /// @inheritdoc IRecordRequests
    function publishRequest(uint64 requestId, bytes32 noticeDigest) external {
        (address authority, RecordRequest storage request, ) = _toDecide(requestId, noticeDigest);
        if (request.kind != RequestKind.Change) revert RecordRequestWithoutNotice(requestId, request.kind);
        if (request.state != RequestState.Filed) revert RecordRequestNotInState(requestId, request.state);

        request.state = RequestState.Published;
        request.publishedAt = uint40(block.timestamp);
        emit RecordRequestPublished(requestId, authority, msg.sender, noticeDigest);
    }

    /// @inheritdoc IRecordRequests
    function grantRequest(uint64 requestId, bytes32 proofDigest, bytes32 documentDigest) external {
        (address authority, RecordRequest storage request, PublicRecord storage record) = _toDecide(
            requestId,
            documentDigest
        );
        if (request.kind == RequestKind.Change) _requireNoticeOver(requestId, request, record);
        if (request.kind == RequestKind.Correction) {
            bool agreed = request.by == record.body || request.answer == BodyAnswer.Agrees;
            if (!agreed && proofDigest == 0) revert CorrectionNotProved(requestId);
        }

        request.state = RequestState.Granted;
        request.closedAt = uint40(block.timestamp);
        uint64 recordId = request.recordId;
        emit RecordRequestGranted(requestId, recordId, authority, msg.sender, proofDigest, documentDigest);
        if (request.kind == RequestKind.Cancellation) {
            _cancel(recordId, record, authority, requestId, request.ground, documentDigest);
        } else {
            _replace(recordId, record, requestId, request.details);
        }
    }

    /// @inheritdoc IRecordRequests
    function refuseRequest(uint64 requestId, bytes32 documentDigest) external {
        (address authority, RecordRequest storage request, ) = _toDecide(requestId, documentDigest);

        request.state = RequestState.Refused;
        request.closedAt = uint40(block.timestamp);
        emit RecordRequestRefused(requestId, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IRecordRequests
    function withdrawRequest(uint64 requestId) external {
        (address party, ) = RecordRules.acting(Powers.OPERATE);
        RecordRequest storage request = _open(requestId);
        if (request.by != party) revert RecordRequestOfAnother(requestId, request.by);

        request.state = RequestState.Withdrawn;
        request.closedAt = uint40(block.timestamp);
        emit RecordRequestWithdrawn(requestId, party, msg.sender);
    }

    /// @inheritdoc IRecordRequests
    function cancelRecord(uint64 recordId, RecordGround ground, bytes32 documentDigest) external {
        address authority = RecordRules.authority();
        PublicRecord storage record = RecordRules.inState(recordId, RecordState.Recorded);
        RecordRules.requireNotOwn(record, authority);
        // Giving up is the body's own.
        if (ground == RecordGround.None || ground == RecordGround.GivenUp) revert RecordGroundInvalid(ground);
        RecordRules.requireDocument(documentDigest);
        _cancel(recordId, record, authority, 0, ground, documentDigest);
    }

    // --- reading ---

    /// @inheritdoc IRecordRequests
    function requestOf(uint64 requestId) external view returns (RecordRequestView memory) {
        RecordRequest storage request = _known(requestId);
        return
            RecordRequestView({
                requestId: requestId,
                recordId: request.recordId,
                kind: request.kind,
                state: _stateOf(request),
                by: request.by,
                profileId: request.profileId,
                filedAt: request.filedAt,
                publishedAt: request.publishedAt,
                noticeUntil: RecordRules.noticeUntil(request.profileId, request.publishedAt),
                closedAt: request.closedAt,
                ground: request.ground,
                answer: request.answer,
                documentDigest: request.documentDigest,
                answerDigest: request.answerDigest,
                details: request.details
            });
    }

    /// @inheritdoc IRecordRequests
    function requestCount() external view returns (uint64) {
        return PublicRecordsStorage.load().requestCount;
    }

    // --- inside ---

    function _ofBody(uint64 recordId) private view returns (address party, PublicRecord storage record) {
        (party, ) = RecordRules.acting(Powers.OPERATE);
        record = RecordRules.inState(recordId, RecordState.Recorded);
        if (record.body != party) revert IRecords.RecordOfAnotherBody(record.assetId, record.body);
    }

    function _requireDetails(
        uint64 recordId,
        PublicRecord storage record,
        RecordDetails calldata details
    ) private view {
        bool describes = bytes(details.name).length != 0 || details.descriptorDigest != 0;
        if (!describes && details.bodyDigest == 0) revert RecordRequestChangesNothing(recordId);
        if (describes) PublicRecordsStorage.load().assets.requireDescribable(record.assetId, details.name);
    }

    /// @dev A party has one open request about a record, so that nobody keeps others from theirs.
    function _file(
        uint64 recordId,
        RequestKind kind,
        address by,
        RecordGround ground,
        RecordDetails memory details,
        bytes32 documentDigest
    ) private returns (uint64 requestId) {
        RecordRules.requireDocument(documentDigest);
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint64 earlier = $.requestsOf[recordId][by];
        if (earlier != 0 && _isOpen($.requests[earlier])) revert RecordRequestExists(recordId, earlier);
        uint32 profileId = $.profiles.publicProfile();

        requestId = ++$.requestCount;
        $.requestsOf[recordId][by] = requestId;
        RecordRequest storage request = $.requests[requestId];
        request.recordId = recordId;
        request.kind = kind;
        request.state = RequestState.Filed;
        request.by = by;
        request.ground = ground;
        request.profileId = profileId;
        request.filedAt = uint40(block.timestamp);
        request.documentDigest = documentDigest;
        request.details = details;
        emit RecordRequested(requestId, recordId, by, msg.sender, kind, profileId, ground, details, documentDigest);
    }

    /// @dev What an authority decides, by a document: neither of its own data nor at its own request.
    function _toDecide(
        uint64 requestId,
        bytes32 documentDigest
    ) private view returns (address authority, RecordRequest storage request, PublicRecord storage record) {
        authority = RecordRules.authority();
        request = _open(requestId);
        record = PublicRecordsStorage.load().records[request.recordId];
        RecordRules.requireNotOwn(record, authority);
        if (request.by == authority) revert IPartyRegistry.OwnCase(authority);
        RecordRules.requireDocument(documentDigest);
    }

    function _requireNoticeOver(
        uint64 requestId,
        RecordRequest storage request,
        PublicRecord storage record
    ) private view {
        if (request.state != RequestState.Published) revert RecordRequestNotInState(requestId, request.state);
        uint40 noticeUntil = RecordRules.noticeUntil(request.profileId, request.publishedAt);
        if (block.timestamp <= noticeUntil) revert RecordRequestNoticeNotOver(requestId, noticeUntil);
        RecordRules.requireInTerm(request.recordId, record);
    }

    function _replace(
        uint64 recordId,
        PublicRecord storage record,
        uint64 requestId,
        RecordDetails storage details
    ) private {
        if (bytes(details.name).length != 0 || details.descriptorDigest != 0) {
            PublicRecordsStorage.load().assets.describePublicData(
                record.assetId,
                requestId,
                details.name,
                details.descriptorDigest
            );
        }
        bytes32 bodyDigest = details.bodyDigest;
        if (bodyDigest != 0) {
            emit RecordBodyChanged(recordId, requestId, record.bodyDigest, bodyDigest);
            record.bodyDigest = bodyDigest;
        }
    }

    function _cancel(
        uint64 recordId,
        PublicRecord storage record,
        address authority,
        uint64 requestId,
        RecordGround ground,
        bytes32 documentDigest
    ) private {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        record.state = RecordState.Cancelled;
        emit RecordWasCancelled(recordId, authority, msg.sender, requestId, ground, documentDigest);
        uint64[] storage list = record.authorisations;
        for (uint256 i = 0; i < list.length; ++i) {
            if (!$.grants[list[i]].ended) RecordRules.endAuthorisation(list[i], authority, documentDigest);
        }
        // A product of authorised operation stands on its record (article 15): its certificate grants no longer.
        $.assets.refreshBases(record.assetId);
    }

    function _open(uint64 requestId) private view returns (RecordRequest storage request) {
        request = _known(requestId);
        if (!_isOpen(request)) revert RecordRequestNotInState(requestId, _stateOf(request));
    }

    function _known(uint64 requestId) private view returns (RecordRequest storage request) {
        request = PublicRecordsStorage.load().requests[requestId];
        if (request.state == RequestState.None) revert RecordRequestUnknown(requestId);
    }

    function _isOpen(RecordRequest storage request) private view returns (bool) {
        RequestState state = _stateOf(request);
        return state == RequestState.Filed || state == RequestState.Published;
    }

    /// @dev What was not decided when the record was cancelled has nothing left to be about.
    function _stateOf(RecordRequest storage request) private view returns (RequestState state) {
        state = request.state;
        if (state != RequestState.Filed && state != RequestState.Published) return state;
        RecordState recordState = PublicRecordsStorage.load().records[request.recordId].state;
        return recordState == RecordState.Cancelled ? RequestState.Lapsed : state;
    }

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
