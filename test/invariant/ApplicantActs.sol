// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Roles} from "../../contracts/parties/PartyTypes.sol";
import {
    Application,
    AssetDeclaration,
    CaseState,
    Category,
    Grade,
    JointApplicant,
    RegistrationKind,
    Right,
    RightClaim,
    Source,
    SourceBasis,
    SourceCase
} from "../../contracts/registration/RegistrationTypes.sol";
import {PlainCalendar} from "../fuzz/PlainCalendar.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {RightBook} from "./RightBook.sol";

/// @title What applicants and objectors do
abstract contract ApplicantActs is RightBook {
    function declareAsset(uint256 seed, uint256 sourceSeed) external {
        vm.warp(clock);
        uint256 member = seed % TRADERS;
        Source source = Source(1 + (sourceSeed % 4));
        if (source == Source.Agreement || (source == Source.Derived && assetBook.length == 0))
            source = Source.Collected;
        uint256 parent = source == Source.Derived ? (sourceSeed >> 8) % assetBook.length : 0;
        bytes32[] memory sources = new bytes32[](source == Source.Derived ? 1 : 0);
        if (source == Source.Derived) sources[0] = assetBook[parent].id;
        address key = members[member].keys[0];
        bool allowed = _acts(key, Powers.OPERATE);
        bytes32 assetKey = keccak256(abi.encode("asset", assetBook.length, clock));
        vm.prank(key);
        try
            assets.declareAsset(
                AssetDeclaration({
                    key: assetKey,
                    name: "Asset",
                    fingerprint: DOCUMENT,
                    descriptorDigest: DOCUMENT,
                    source: source,
                    category: Category.Enterprise,
                    grade: Grade.General,
                    sources: sources
                })
            )
        returns (bytes32 assetId) {
            _note("declareAsset", true, allowed);
            // A derived asset inherits the grade of its source.
            Grade grade = source == Source.Derived ? assetBook[parent].grade : Grade.General;
            assetBook.push(Asset(assetId, member, source, grade, false, parent));
        } catch {
            _note("declareAsset", false, allowed);
        }
    }

    /// @dev Alone, or together with one or two others who claim the same.
    function applyFor(uint256 seed, uint256 who, uint256 rightsSeed, uint256 termSeed) external {
        if (assetBook.length == 0) return;
        vm.warp(clock);
        uint256 asset = seed % assetBook.length;
        File memory wanted;
        wanted.asset = asset;
        wanted.kind = RegistrationKind.Initial;
        wanted.applicant = assetBook[asset].declarant;
        wanted.registry = TRADERS + ((seed >> 8) % REGISTRIES);
        wanted.profile = profileOf[wanted.registry];
        wanted.rights = uint8(2 * (rightsSeed % 8));
        wanted.others = _others(wanted.applicant, rightsSeed >> 8);
        wanted.fused = wanted.others.length != 0 && (rightsSeed >> 16) % 2 == 0;
        wanted.until = uint40(_termOf(termSeed, _latest(wanted.profile)));
        address key = _keyOf(wanted.applicant, who);
        bool allowed =
            _acts(key, Powers.OPERATE) &&
                keys[key].member == wanted.applicant &&
                _allInStanding(wanted.others) &&
                _mayFile(wanted);
        Application memory application = _applicationOf(wanted);
        vm.prank(key);
        try assets.applyForRegistration(application) returns (uint64 caseId) {
            _note("applyFor", true, allowed);
            _open(wanted);
            assert(caseId == files.length);
        } catch {
            _note("applyFor", false, allowed);
        }
    }

    /// @dev By whoever comes next, mostly; the last consent files the case under what holds by then.
    function consent(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.AwaitingConsent);
        uint256 missing = _firstMissing(file);
        bool waits = file.state == CaseState.AwaitingConsent;
        address key = _keyOf(waits ? file.others[missing] : file.applicant, who);
        uint256 member = keys[key].member;
        uint256 bit;
        for (uint256 i = 0; i < file.others.length; ++i) if (file.others[i] == member) bit = 1 << i;
        bool last = (file.consents | bit) == (1 << file.others.length) - 1;
        File memory filed = file;
        filed.profile = profileOf[file.registry];
        bool allowed = waits && _acts(key, Powers.OPERATE) && bit != 0 && file.consents & bit == 0;
        if (allowed && last) allowed = _inStanding(file.applicant) && _mayFile(filed);
        vm.prank(key);
        try assets.consentToRegistration(caseId) {
            _note("consent", true, allowed);
            file.consents |= bit;
            if (last) (file.state, file.profile, file.appliedAt) = (CaseState.Applied, filed.profile, uint40(clock));
        } catch {
            _note("consent", false, allowed);
        }
    }

    function withdrawConsent(uint256 seed, uint256 who) external {
        // Once in a while: most cases are to be filed.
        if (seed % 4 != 0) return;
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed >> 2, CaseState.AwaitingConsent);
        bool waits = file.state == CaseState.AwaitingConsent;
        address key = _keyOf(waits ? file.others[who % file.others.length] : file.applicant, who);
        uint256 member = keys[key].member;
        uint256 bit;
        for (uint256 i = 0; i < file.others.length; ++i) if (file.others[i] == member) bit = 1 << i;
        bool allowed = waits && _acts(key, Powers.OPERATE) && file.consents & bit != 0;
        vm.prank(key);
        try assets.withdrawConsent(caseId) {
            _note("withdrawConsent", true, allowed);
            file.consents ^= bit;
        } catch {
            _note("withdrawConsent", false, allowed);
        }
    }

    function giveSupplement(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.SupplementAsked);
        address key = _keyOf(file.applicant, who);
        bool allowed =
            _acts(key, Powers.OPERATE) &&
                keys[key].member == file.applicant &&
                file.state == CaseState.SupplementAsked &&
                clock <= file.askedUntil;
        vm.prank(key);
        try assets.giveSupplement(caseId, DOCUMENT) {
            _note("giveSupplement", true, allowed);
            file.givenAt = uint40(clock);
            file.state = file.inExamination ? CaseState.Accepted : CaseState.Applied;
            if (!file.inExamination) file.appliedAt = uint40(clock);
        } catch {
            _note("giveSupplement", false, allowed);
        }
    }

    function withdraw(uint256 seed, uint256 who) external {
        // Once in a while: a ledger where all is withdrawn shows nothing.
        if (who % 3 != 0) return;
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.None);
        address key = _keyOf(file.applicant, who >> 8);
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed =
            _acts(key, Powers.OPERATE) &&
                keys[key].member == file.applicant &&
                !file.exOfficio &&
                (_isOpen(state) || state == CaseState.AwaitingConsent);
        vm.prank(key);
        try assets.withdrawRegistration(caseId) {
            _note("withdraw", true, allowed);
            (file.state, file.acceptedAt) = (CaseState.Withdrawn, acceptedAt);
        } catch {
            _note("withdraw", false, allowed);
        }
    }

    function objectTo(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Published);
        address key = allKeys[who % allKeys.length];
        uint256 member = keys[key].member;
        bool stands;
        for (uint256 i = 0; i < file.objections.length; ++i) {
            if (file.objections[i].member == member && file.objections[i].open) stands = true;
        }
        bool allowed =
            _acts(key, Powers.OPERATE) &&
                file.state == CaseState.Published &&
                !file.waived &&
                clock <= _noticeEnd(file) &&
                !_takesPart(file, member) &&
                !stands;
        vm.prank(key);
        try assets.objectToRegistration(caseId, DOCUMENT) returns (uint256 objectionId) {
            _note("objectTo", true, allowed);
            assert(objectionId == file.objections.length);
            file.objections.push(Raised(member, uint40(clock), true));
        } catch {
            _note("objectTo", false, allowed);
        }
    }

    // --- choosing ---

    /// @dev Enters a case that the ledger took; it is filed when nobody's consent is missing.
    function _open(File memory wanted) internal {
        wanted.state = wanted.others.length == 0 ? CaseState.Applied : CaseState.AwaitingConsent;
        if (wanted.others.length == 0) wanted.appliedAt = uint40(clock);
        files.push(wanted);
    }

    /// @dev What is asked of a case when it is filed, apart from who acts.
    function _mayFile(File memory wanted) internal view returns (bool) {
        // A renewal is applied for in its window, also while the registry may not act.
        bool waits = wanted.kind == RegistrationKind.Renewal || _inStanding(wanted.registry);
        if (!waits || !_offers(wanted.registry, wanted.kind)) return false;
        if (wanted.kind != RegistrationKind.Initial) return _fits(_wishOf(wanted));
        return
            wanted.rights != 0 &&
            wanted.until > clock &&
            wanted.until <= _latest(wanted.profile) &&
            _mayRegister(wanted.asset, wanted.rights, wanted.applicant, wanted.others, wanted.fused);
    }

    function _latest(uint256 profile) internal view returns (uint256) {
        return PlainCalendar.addMonths(clock, profileBook[profile].validityMonths);
    }

    function _allInStanding(uint256[] memory list) internal view returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) if (!_inStanding(list[i])) return false;
        return true;
    }

    /// @dev A case: mostly one in this state, where there is one, else any.
    function _pick(uint256 seed, CaseState state) internal view returns (uint64 caseId, File storage file) {
        uint256 index = seed % files.length;
        if (state != CaseState.None && (seed >> 8) % 4 != 0) {
            for (uint256 i = 0; i < files.length; ++i) {
                uint256 each = (index + i) % files.length;
                if (files[each].state != state) continue;
                index = each;
                break;
            }
        }
        return (uint64(index + 1), files[index]);
    }

    /// @dev A key of the member, mostly its first, and sometimes anybody's.
    function _keyOf(uint256 member, uint256 seed) internal view returns (address) {
        if (seed % 8 == 0) return allKeys[(seed >> 8) % allKeys.length];
        return members[member].keys[seed % 8 < 6 ? 0 : 1 + ((seed >> 8) % 2)];
    }

    /// @dev Terms around the limits, and between them.
    function _termOf(uint256 seed, uint256 latest) internal view returns (uint256) {
        if (seed % 8 == 0) return latest;
        if (seed % 8 == 1) return latest + 1;
        if (seed % 8 == 2) return clock;
        return within(seed >> 8, clock + 1, clock + (seed % 8 == 3 ? 20 days : 90 days));
    }

    /// @dev Mostly nobody; else one or both of the other traders.
    function _others(uint256 applicant, uint256 seed) private pure returns (uint256[] memory others) {
        others = new uint256[](
            seed % 4 == 1
                ? 1
                : seed % 16 == 2
                    ? 2
                    : 0
        );
        for (uint256 i = 0; i < others.length; ++i) others[i] = (applicant + 1 + i) % TRADERS;
    }

    function _applicationOf(File memory wanted) private view returns (Application memory) {
        JointApplicant[] memory others = new JointApplicant[](wanted.others.length);
        for (uint256 i = 0; i < others.length; ++i) {
            others[i] = JointApplicant(members[wanted.others[i]].party, _claims(wanted.rights, wanted.until));
        }
        return
            Application({
                assetId: assetBook[wanted.asset].id,
                registry: members[wanted.registry].party,
                evidenceDigest: DOCUMENT,
                publicRecordId: 0,
                basis: wanted.fused ? SourceBasis(SourceCase.Fused, 0, 0) : _ownBasis(),
                claims: _claims(wanted.rights, wanted.until),
                others: others
            });
    }

    function _claims(uint8 rights, uint40 until) private pure returns (RightClaim[] memory claims) {
        uint256 count;
        for (uint8 right = 1; right <= 3; ++right) if (rights & (1 << right) != 0) ++count;
        claims = new RightClaim[](count);
        for (uint8 right = 3; right >= 1; --right) {
            if (rights & (1 << right) != 0) claims[--count] = RightClaim(Right(right), until, MAINLAND, false, 0x3, 0);
        }
    }
}
