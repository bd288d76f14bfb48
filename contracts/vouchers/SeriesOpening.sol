// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Actors} from "../parties/Actors.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {BasisKind, BasisTerms, IBasisSource} from "../registration/IBasis.sol";
import {ConditionRules} from "./ConditionRules.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {ILicences} from "./ILicences.sol";
import {ISeriesOpening} from "./ISeriesOpening.sol";
import {LicenceRules} from "./LicenceRules.sol";
import {Licences} from "./Licences.sol";
import {SeriesTermsRules} from "./SeriesTermsRules.sol";
import {VoucherRequests} from "./VoucherRequests.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {SeriesTerms, VoucherClass} from "./VoucherTypes.sol";
import {SeriesWords, UseWords} from "./VoucherWords.sol";

/// @title How series begin, and how those that are sub-licences end: an extension of the Ledger, run in the proxy's storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract SeriesOpening is Proxy, ISeriesOpening, ILicences {
    /// @dev A basis that ends early changes its series in the same transaction, so their number is bounded.
    uint256 private constant SERIES_PER_BASIS = 32;

    address private immutable _extension;

    /// @param extension the UsageDesk
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IPartyRegistry.EtherRefused();
    }

    /// @inheritdoc ISeriesOpening
    function openSeries(SeriesTerms calldata terms) external returns (uint32 seriesId) {
        (address party, PartyWord word, ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        Actors.requireRole(party, word, Roles.TRADER);
        BasisTerms memory basis = _basis(terms.basisKind, terms.basisId);
        if (basis.grantor != party) revert BasisOfAnotherParty(terms.basisKind, terms.basisId, basis.grantor);
        return _open(terms, basis, party, msg.sender);
    }

    /// @inheritdoc ISeriesOpening
    function openSeriesOnRequest(
        SeriesTerms calldata terms,
        uint256 nonce,
        uint40 deadline,
        bytes calldata signature
    ) external returns (uint32 seriesId) {
        (address party, PartyWord word, ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        Actors.requireRole(party, word, Roles.REGISTRY);
        BasisTerms memory basis = _basis(terms.basisKind, terms.basisId);
        bytes32 digest = VoucherRequests.digestOf(terms, nonce, deadline);
        address signer = VoucherRequests.consume(basis.grantor, nonce, deadline, digest, signature, party);
        Actors.requireRole(basis.grantor, PartyStorage.load().parties[basis.grantor], Roles.TRADER);
        return _open(terms, basis, party, signer);
    }

    /// @inheritdoc ILicences
    function endLicence(uint32 seriesId) external {
        SeriesRecord storage record = VoucherStorage.load().series[seriesId];
        if (!record.word.has(SeriesWords.OPENED)) revert IDataVoucher.SeriesUnknown(seriesId);
        Licences.end(seriesId, record);
    }

    /// @inheritdoc ISeriesOpening
    function seriesRequestDigest(
        SeriesTerms calldata terms,
        uint256 nonce,
        uint40 deadline
    ) external view returns (bytes32) {
        return VoucherRequests.digestOf(terms, nonce, deadline);
    }

    // --- inside ---

    function _open(
        SeriesTerms calldata terms,
        BasisTerms memory basis,
        address byParty,
        address signer
    ) private returns (uint32 seriesId) {
        SeriesTermsRules.requireWithin(terms, basis);
        ConditionRules.requireKnown(terms);
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        PartyStorage.Layout storage parties = PartyStorage.load();
        PartyWord grantor = parties.parties[basis.grantor];
        Actors.requireInStanding(basis.grantor, grantor);
        _makeRoom($.seriesOverBasis[terms.basisKind][terms.basisId], terms.basisKind, terms.basisId);

        (parties.global, seriesId) = parties.global.nextSeries();
        $.seriesOverBasis[terms.basisKind][terms.basisId].push(seriesId);
        SeriesRecord storage record = $.series[seriesId];
        uint256 flags =
            SeriesWords.OPENED |
                (terms.resale ? SeriesWords.RESALE : 0) |
                (terms.class == VoucherClass.Authorisation ? SeriesWords.AUTHORISATION : 0) |
                (ConditionRules.isConditional(terms) ? SeriesWords.CONDITIONAL : 0);
        uint32 provider = grantor.index();
        if (terms.basisKind == BasisKind.Licence) provider = Licences.bind(seriesId, terms);
        record.word = SeriesWords.pack(flags, terms.territory, terms.end, terms.cap, grantor.index());
        record.use = UseWords.pack(flags, terms.territory, terms.start, terms.end, terms.purposes, provider);
        record.unitPrice = terms.unitPrice;
        record.basisKind = terms.basisKind;
        record.grantor = basis.grantor;
        record.basisId = terms.basisId;
        record.priceRule = terms.priceRule;
        record.namedUser = terms.namedUser;
        record.assetId = basis.assetId;
        record.termsDigest = terms.termsDigest;
        record.conditions = terms.conditions;
        _requireNoCircle(seriesId, terms.namedUser);
        emit SeriesOpened(seriesId, basis.assetId, basis.grantor, byParty, msg.sender, signer, terms);
    }

    /// @dev Ended series leave the list of their basis when room is needed.
    function _makeRoom(uint32[] storage list, BasisKind kind, uint64 basisId) private {
        if (list.length < SERIES_PER_BASIS) return;
        mapping(uint32 => SeriesRecord) storage series = VoucherStorage.load().series;
        for (uint256 i = 0; i < list.length; ++i) {
            if (block.timestamp > series[list[i]].word.end()) {
                list[i] = list[list.length - 1];
                list.pop();
                return;
            }
        }
        revert SeriesLimitReached(kind, basisId, SERIES_PER_BASIS);
    }

    /// @dev An authorisation under a licence names nobody who granted what it stands on.
    function _requireNoCircle(uint32 seriesId, address namedUser) private view {
        if (namedUser == address(0)) return;
        if (LicenceRules.grantedAbove(seriesId, PartyStorage.load().parties[namedUser].index())) {
            revert LicenceCircular(seriesId, namedUser);
        }
    }

    function _basis(BasisKind kind, uint64 basisId) private view returns (BasisTerms memory basis) {
        if (kind == BasisKind.Licence) return Licences.basisOf(basisId);
        address source = VoucherStorage.load().basisSources[kind];
        if (source == address(0)) revert BasisSourceMissing(kind);
        basis = IBasisSource(source).basisTerms(basisId);
        if (!basis.live) revert BasisNotLive(kind, basisId);
        // An operator that lost its role grants nothing new; what it granted stands.
        if (kind == BasisKind.PublicAuthorisation) {
            Actors.requireRole(basis.grantor, PartyStorage.load().parties[basis.grantor], Roles.OPERATOR);
        }
    }

    /// @dev {Proxy}: what this contract does not answer, the extension does.
    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
