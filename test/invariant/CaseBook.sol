// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Roles, Scopes, Standing} from "../../contracts/parties/PartyTypes.sol";
import {ProfileTerms} from "../../contracts/registration/IRegistrationProfiles.sol";
import {Grade, RegistrationKind, Source} from "../../contracts/registration/RegistrationTypes.sol";
import {vm} from "../fuzz/Vm.sol";
import {DayBook} from "./DayBook.sol";

/// @title What the handler of registration knows by itself: parties, assets and profiles
abstract contract CaseBook is DayBook {
    struct Member {
        address party;
        uint16 role;
        Standing standing;
        uint256 certificates;
        address[] keys;
    }

    struct Key {
        uint256 member;
        uint8 powers;
        bool revoked;
    }

    struct Asset {
        bytes32 id;
        uint256 declarant;
        Source source;
        Grade grade;
        bool assessed;
        /// @dev The asset that it derives from, by its place in the list; only for derived ones.
        uint256 parent;
    }

    struct Line {
        uint64 certificateId;
        uint256 asset;
        uint40 end;
        bool lost;
    }

    Member[] internal members;
    mapping(address => Key) internal keys;
    address[] internal allKeys;
    Asset[] internal assetBook;
    ProfileTerms[] internal profileBook;
    /// @dev Place in the profile book, by member; profile ids begin with 1.
    mapping(uint256 member => uint256) internal profileOf;
    Line[] internal lines;
    uint16 internal paused;

    /// @dev Acts that the ledger did although the second book forbids them, and the last of them.
    uint256 public wronglyDone;
    /// @dev Acts that the ledger refused although nothing stood in the way.
    uint256 public wronglyRefused;
    string public lastWrong;
    mapping(string act => uint256) public done;
    mapping(string act => uint256) public refusals;

    uint256 internal constant TRADERS = 3;
    uint256 internal constant REGISTRIES = 2;

    function _setUpMembers() internal {
        _deploy();
        for (uint256 i = 0; i < TRADERS + REGISTRIES; ++i) {
            bool trader = i < TRADERS;
            address party = registry;
            address key = registryKey;
            if (i != TRADERS) (party, key) = _admit(trader ? Roles.TRADER : Roles.REGISTRY, MAINLAND);
            Member storage member = members.push();
            member.party = party;
            member.role = trader ? Roles.TRADER : Roles.REGISTRY;
            member.standing = Standing.Good;
            _noteKey(i, key, Powers.GIVEN);
            _addKey(i, Powers.OPERATE);
            _addKey(i, Powers.APPROVE);
        }
        vm.prank(authorityKey);
        assets.setRegistryCode(members[TRADERS + 1].party, 45, 2);
        _defineProfiles();
    }

    /// @dev The national guide, a strict local rule, a trial, and one that offers no initial registration.
    function _defineProfiles() private {
        ProfileTerms memory terms = _nationalGuide();
        _define(terms);
        terms.acceptanceDays = 1;
        terms.examinationDays = 4;
        terms.extensionDays = 2;
        terms.noticeDays = 2;
        terms.objectionDays = 3;
        terms.validityMonths = 3;
        terms.noticeWaivable = false;
        terms.transferNeedsAllRights = true;
        terms.fourEyes = true;
        _define(terms);
        terms = _nationalGuide();
        terms.noticeDays = 0;
        terms.trial = true;
        _define(terms);
        terms = _nationalGuide();
        terms.kinds = 0x3c;
        _define(terms);
        for (uint256 i = 0; i < REGISTRIES; ++i) _giveProfile(TRADERS + i, i);
    }

    function _define(ProfileTerms memory terms) private {
        vm.prank(authorityKey);
        assert(profiles.defineProfile("profile", terms, DOCUMENT) == profileBook.length + 1);
        profileBook.push(terms);
    }

    function _giveProfile(uint256 member, uint256 profile) internal {
        vm.prank(authorityKey);
        profiles.giveProfile(members[member].party, uint32(profile + 1), DOCUMENT);
        profileOf[member] = profile;
    }

    function _noteKey(uint256 member, address key, uint8 powers) internal {
        members[member].keys.push(key);
        allKeys.push(key);
        keys[key] = Key(member, powers, false);
    }

    function _addKey(uint256 member, uint8 powers) private {
        address key = _freshKey();
        vm.prank(members[member].keys[0]);
        ledger.addAccount(key, powers, 0, 0);
        _noteKey(member, key, powers);
    }

    /// @dev Compares what the ledger did with what the second book says it must do.
    function _note(string memory act, bool did, bool allowed) internal {
        if (did) ++done[act];
        else ++refusals[act];
        if (did == allowed) return;
        if (did) ++wronglyDone;
        else ++wronglyRefused;
        lastWrong = act;
    }

    // --- the rules, said once more ---

    function _inStanding(uint256 member) internal view returns (bool) {
        return members[member].standing == Standing.Good || members[member].standing == Standing.Warned;
    }

    /// @dev The key may act with this power in registration.
    function _acts(address key, uint8 power) internal view returns (bool) {
        return paused & Scopes.REGISTRATION == 0 && _usable(key, power);
    }

    /// @dev The key acts for this registry with this power.
    function _atDesk(uint256 desk, address key, uint8 power) internal view returns (bool) {
        return _acts(key, power) && keys[key].member == desk;
    }

    /// @dev A case of this kind may begin at the registry now (articles 12, 32).
    function _offers(uint256 desk, RegistrationKind kind) internal view returns (bool) {
        return profileBook[profileOf[desk]].kinds & (1 << uint8(kind)) != 0;
    }

    function _usable(address key, uint8 power) internal view returns (bool) {
        Key storage known = keys[key];
        return !known.revoked && known.powers & power != 0 && _inStanding(known.member);
    }
}
