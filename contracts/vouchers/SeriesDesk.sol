// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Actors} from "../parties/Actors.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {AccountWord, PartyWord} from "../parties/PartyWords.sol";
import {BasisKind, IBasisListener} from "../registration/IBasis.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {ISeriesDesk} from "./ISeriesDesk.sol";
import {LicenceRules} from "./LicenceRules.sol";
import {SeriesRules} from "./SeriesRules.sol";
import {VoucherBook} from "./VoucherBook.sol";
import {VoucherRequests} from "./VoucherRequests.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {
    IssueRequest,
    LockClasses,
    LockView,
    SeriesTerms,
    SeriesTotals,
    SeriesView,
    VoucherClass
} from "./VoucherTypes.sol";
import {SeriesWord, SeriesWords, VoucherIds, VoucherWord} from "./VoucherWords.sol";

/// @title Series in being, signed requests and locks: an extension of the Ledger, run in the proxy's storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract SeriesDesk is AccessManagedUpgradeable, Proxy, ISeriesDesk, IBasisListener, IERC5267 {
    using BitMaps for BitMaps.BitMap;

    address private immutable _extension;

    /// @param extension the PartyRegistry
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
        _disableInitializers();
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IPartyRegistry.EtherRefused();
    }

    // --- series ---

    /// @inheritdoc ISeriesDesk
    function issueOnRequest(
        IssueRequest calldata request,
        bytes calldata signature
    ) external returns (uint64 firstVoucherId) {
        (address party, PartyWord word, AccountWord account) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        Actors.requireRole(party, word, Roles.REGISTRY);
        (SeriesRecord storage record, SeriesWord series) = VoucherBook.openForIssue(request.seriesId);
        bytes32 digest = VoucherRequests.digestOf(request);
        address grantor = record.grantor;
        Actors.requireRole(grantor, PartyStorage.load().parties[grantor], Roles.TRADER);
        address signer = VoucherRequests.consume(grantor, request.nonce, request.deadline, digest, signature, party);
        uint256 total;
        (firstVoucherId, total) = VoucherBook.issueList(
            request.seriesId,
            record,
            series,
            request.to,
            request.units,
            request.digests
        );
        Actors.requireWithinLimit(account, msg.sender, total);
        Actors.requireWithinLimit(PartyStorage.load().accounts[signer], signer, total);
    }

    /// @inheritdoc ISeriesDesk
    function withdrawRequest(uint256 nonce) external {
        (address party, , ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        VoucherRequests.spend(party, nonce, party, msg.sender);
    }

    /// @inheritdoc ISeriesDesk
    function closeSeries(uint32 seriesId) external {
        (address party, , ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        SeriesRecord storage record = _known(seriesId);
        if (record.grantor != party) revert IDataVoucher.NotGrantor(seriesId, party);
        if (record.word.has(SeriesWords.CLOSED)) revert IDataVoucher.SeriesClosed(seriesId);

        record.word = record.word.set(SeriesWords.CLOSED, true);
        emit SeriesWasClosed(seriesId, party, msg.sender);
    }

    /// @inheritdoc ISeriesDesk
    function suspendSeries(uint32 seriesId, bool suspended, bytes32 documentDigest) external {
        (address party, PartyWord word, ) = Actors.acting(msg.sender, Powers.APPROVE, 0);
        Actors.requireRole(party, word, Roles.AUTHORITY);
        SeriesRecord storage record = _known(seriesId);
        if (documentDigest == 0) revert IPartyRegistry.DocumentMissing();
        if (record.word.has(SeriesWords.SUSPENDED) == suspended) revert SuspensionUnchanged(seriesId);

        record.word = record.word.set(SeriesWords.SUSPENDED, suspended);
        record.use = record.use.set(SeriesWords.SUSPENDED, suspended);
        emit SeriesSuspensionChanged(seriesId, party, msg.sender, suspended, documentDigest);
        _metadataChanged(seriesId, record.word);
    }

    /// @inheritdoc IBasisListener
    function basisChanged(BasisKind kind, uint64 basisId, bool live) external {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        if (msg.sender != $.basisSources[kind]) revert NotBasisSource(msg.sender, kind);
        uint32[] storage list = $.seriesOverBasis[kind][basisId];
        for (uint256 i = 0; i < list.length; ++i) {
            SeriesRecord storage record = $.series[list[i]];
            if (record.word.has(SeriesWords.BASIS_LOST) != live) continue;
            record.word = record.word.set(SeriesWords.BASIS_LOST, !live);
            record.use = record.use.set(SeriesWords.BASIS_LOST, !live);
            emit SeriesBasisChanged(list[i], kind, basisId, live);
            _metadataChanged(list[i], record.word);
        }
    }

    // --- locks ---

    /// @inheritdoc ISeriesDesk
    function lock(uint64 voucherId, uint8 lockClass, bytes32 detailsDigest) external {
        VoucherWord word = _controlled(voucherId, lockClass);
        uint16 bit = uint16(1) << lockClass;
        if (word.locks() & bit != 0) revert LockStands(voucherId, lockClass);

        VoucherStorage.Layout storage $ = VoucherStorage.load();
        $.vouchers[voucherId] = word.withLocks(word.locks() | bit);
        $.locks[voucherId][lockClass] = LockView(msg.sender, uint40(block.timestamp), detailsDigest);
        emit VoucherLockSet(voucherId, lockClass, msg.sender, detailsDigest);
        emit IERC4906.MetadataUpdate(voucherId);
    }

    /// @inheritdoc ISeriesDesk
    function unlock(uint64 voucherId, uint8 lockClass, bytes32 detailsDigest) external {
        VoucherWord word = _controlled(voucherId, lockClass);
        uint16 bit = uint16(1) << lockClass;
        if (word.locks() & bit == 0) revert LockMissing(voucherId, lockClass);

        VoucherStorage.Layout storage $ = VoucherStorage.load();
        $.vouchers[voucherId] = word.withLocks(word.locks() & ~bit);
        delete $.locks[voucherId][lockClass];
        emit VoucherLockLifted(voucherId, lockClass, msg.sender, detailsDigest);
        emit IERC4906.MetadataUpdate(voucherId);
    }

    /// @inheritdoc ISeriesDesk
    function splitLocked(uint64 voucherId, uint8 lockClass, uint48 units) external returns (uint64 childId) {
        VoucherWord word = _controlled(voucherId, lockClass);
        uint16 bit = uint16(1) << lockClass;
        if (word.locks() & bit == 0) revert LockMissing(voucherId, lockClass);
        if (word.locks() != bit) revert IDataVoucher.VoucherLocked(voucherId, word.locks() & ~bit);
        if (units == 0) revert IDataVoucher.UnitsZero();
        if (units >= word.units()) revert IDataVoucher.UnitsExceeded(voucherId, word.units(), units);
        uint32 seriesId = VoucherIds.seriesOf(voucherId);
        SeriesRules.requireInForce(seriesId, VoucherStorage.load().series[seriesId].word);

        childId = VoucherBook.splitOff(voucherId, word, word.holder(), units);
        emit IERC4906.MetadataUpdate(voucherId);
    }

    // --- configuration ---

    /// @inheritdoc ISeriesDesk
    function setBasisSource(BasisKind kind, address source) external restricted {
        VoucherStorage.load().basisSources[kind] = source;
        emit BasisSourceSet(kind, source, msg.sender);
    }

    /// @inheritdoc ISeriesDesk
    function setLockController(uint8 lockClass, address controller) external restricted {
        // Nobody may lift what a licence rests on.
        if (lockClass >= LockClasses.COUNT || lockClass == LockClasses.SUBLICENCE) revert LockClassUnknown(lockClass);
        VoucherStorage.load().lockControllers[lockClass] = controller;
        emit LockControllerSet(lockClass, controller, msg.sender);
    }

    /// @inheritdoc ISeriesDesk
    function setRenderer(address renderer_) external restricted {
        VoucherStorage.load().renderer = renderer_;
        emit RendererSet(renderer_, msg.sender);
        emit IERC4906.BatchMetadataUpdate(0, type(uint256).max);
        emit ContractURIUpdated();
    }

    // --- reading ---

    /// @inheritdoc ISeriesDesk
    function seriesOf(uint32 seriesId) external view returns (SeriesView memory) {
        SeriesRecord storage record = _known(seriesId);
        SeriesWord word = record.word;
        return
            SeriesView({
                seriesId: seriesId,
                assetId: record.assetId,
                grantor: record.grantor,
                provider: LicenceRules.providerOf(record),
                terms: _terms(record, word),
                totals: SeriesTotals({
                    issued: word.issued(),
                    live: word.issued() - record.use.used() - record.licensed - record.cancelled - record.expired,
                    used: record.use.used(),
                    licensed: record.licensed,
                    cancelled: record.cancelled,
                    expired: record.expired,
                    vouchers: word.serial()
                }),
                closed: word.has(SeriesWords.CLOSED),
                suspended: word.has(SeriesWords.SUSPENDED),
                basisLost: word.has(SeriesWords.BASIS_LOST),
                expired: block.timestamp > word.end()
            });
    }

    /// @inheritdoc ISeriesDesk
    function seriesCount() external view returns (uint32) {
        return PartyStorage.load().global.series();
    }

    /// @inheritdoc ISeriesDesk
    function seriesOverBasis(BasisKind kind, uint64 basisId) external view returns (uint32[] memory) {
        return VoucherStorage.load().seriesOverBasis[kind][basisId];
    }

    /// @inheritdoc ISeriesDesk
    function lockOf(uint64 voucherId, uint8 lockClass) external view returns (LockView memory) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        // An expired voucher leaves its details behind; nothing is locked by them any more.
        if ((uint256($.vouchers[voucherId].locks()) >> lockClass) & 1 == 0) return LockView(address(0), 0, 0);
        return $.locks[voucherId][lockClass];
    }

    /// @inheritdoc ISeriesDesk
    function requestConsumed(address grantor, uint256 nonce) external view returns (bool) {
        return VoucherStorage.load().requests[grantor].get(nonce);
    }

    /// @inheritdoc ISeriesDesk
    function issueRequestDigest(IssueRequest calldata request) external view returns (bytes32) {
        return VoucherRequests.digestOf(request);
    }

    /// @inheritdoc ISeriesDesk
    function basisSource(BasisKind kind) external view returns (address) {
        return VoucherStorage.load().basisSources[kind];
    }

    /// @inheritdoc ISeriesDesk
    function lockController(uint8 lockClass) external view returns (address) {
        return VoucherStorage.load().lockControllers[lockClass];
    }

    /// @inheritdoc ISeriesDesk
    function renderer() external view returns (address) {
        return VoucherStorage.load().renderer;
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory)
    {
        return (
            hex"0f",
            VoucherRequests.NAME,
            VoucherRequests.VERSION,
            block.chainid,
            address(this),
            0,
            new uint256[](0)
        );
    }

    // --- inside ---

    function _controlled(uint64 voucherId, uint8 lockClass) private view returns (VoucherWord word) {
        if (lockClass >= LockClasses.COUNT) revert LockClassUnknown(lockClass);
        if (msg.sender != VoucherStorage.load().lockControllers[lockClass]) {
            revert NotLockController(lockClass, msg.sender);
        }
        (, word) = VoucherBook.existing(voucherId);
    }

    function _known(uint32 seriesId) private view returns (SeriesRecord storage record) {
        record = VoucherStorage.load().series[seriesId];
        if (!record.word.has(SeriesWords.OPENED)) revert IDataVoucher.SeriesUnknown(seriesId);
    }

    function _terms(SeriesRecord storage record, SeriesWord word) private view returns (SeriesTerms memory) {
        return
            SeriesTerms({
                basisKind: record.basisKind,
                basisId: record.basisId,
                class: word.has(SeriesWords.AUTHORISATION) ? VoucherClass.Authorisation : VoucherClass.Product,
                resale: word.has(SeriesWords.RESALE),
                territory: word.territory(),
                start: record.use.start(),
                end: word.end(),
                cap: word.cap(),
                purposes: record.use.purposes(),
                namedUser: record.namedUser,
                priceRule: record.priceRule,
                unitPrice: record.unitPrice,
                termsDigest: record.termsDigest,
                conditions: record.conditions
            });
    }

    /// @dev ERC-4906 for every voucher the series has had.
    function _metadataChanged(uint32 seriesId, SeriesWord word) private {
        if (word.serial() == 0) return;
        emit IERC4906.BatchMetadataUpdate(VoucherIds.make(seriesId, 1), VoucherIds.make(seriesId, word.serial()));
    }

    /// @dev {Proxy}: what this contract does not answer, the extension does.
    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
