// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {IRegistrationProfiles, ProfileTerms} from "./IRegistrationProfiles.sol";
import {RegistrationKind} from "./RegistrationTypes.sol";

/// @title Registration profiles (登记规则配置)
contract RegistrationProfiles is UUPSUpgradeable, AccessManagedUpgradeable, IRegistrationProfiles {
    uint256 private constant LABEL_LIMIT = 64;
    /// @dev A century: far above any rule, low enough for every date to fit its word.
    uint256 private constant MOST_MONTHS = 1_200;

    /// @custom:storage-location erc7201:datavoucher.storage.RegistrationProfiles
    struct RegistrationProfilesStorage {
        IPartyRegistry parties;
        uint32 profileCount;
        uint32 publicProfile;
        mapping(uint32 profileId => ProfileTerms) profiles;
        mapping(address registry => uint32) profileOfRegistry;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.RegistrationProfiles")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x0d058f56de4a53478dd676343d8e98a229c1e6c634df580debeec9375324e800;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @param accessManager who governs upgrades
    /// @param parties the Ledger proxy
    function initialize(address accessManager, IPartyRegistry parties) external initializer {
        __AccessManaged_init(accessManager);
        _load().parties = parties;
    }

    /// @inheritdoc IRegistrationProfiles
    function defineProfile(
        string calldata label,
        ProfileTerms calldata terms,
        bytes32 documentDigest
    ) external returns (uint32 profileId) {
        address authority = _authority();
        uint256 length = bytes(label).length;
        if (length == 0 || length > LABEL_LIMIT) revert ProfileLabelInvalid(length);
        _requireSound(terms);
        _requireDocument(documentDigest);

        RegistrationProfilesStorage storage $ = _load();
        profileId = ++$.profileCount;
        $.profiles[profileId] = terms;
        emit ProfileDefined(profileId, authority, msg.sender, label, terms, documentDigest);
    }

    /// @inheritdoc IRegistrationProfiles
    function giveProfile(address registry, uint32 profileId, bytes32 documentDigest) external {
        address authority = _authority();
        RegistrationProfilesStorage storage $ = _load();
        if ($.parties.partyOf(registry).roles & Roles.REGISTRY == 0) revert ProfileForRegistriesOnly(registry);
        _requireKnown(profileId);
        _requireDocument(documentDigest);

        $.profileOfRegistry[registry] = profileId;
        emit ProfileGiven(registry, profileId, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistrationProfiles
    function givePublicProfile(uint32 profileId, bytes32 documentDigest) external {
        address authority = _authority();
        _requireKnown(profileId);
        _requireDocument(documentDigest);

        _load().publicProfile = profileId;
        emit PublicProfileGiven(profileId, authority, msg.sender, documentDigest);
    }

    // --- reading ---

    /// @inheritdoc IRegistrationProfiles
    function profileOf(address registry) external view returns (uint32 profileId) {
        profileId = _load().profileOfRegistry[registry];
        if (profileId == 0) revert ProfileMissing(registry);
    }

    /// @inheritdoc IRegistrationProfiles
    function publicProfile() external view returns (uint32 profileId) {
        profileId = _load().publicProfile;
        if (profileId == 0) revert PublicProfileMissing();
    }

    /// @inheritdoc IRegistrationProfiles
    function profileTerms(uint32 profileId) external view returns (ProfileTerms memory) {
        _requireKnown(profileId);
        return _load().profiles[profileId];
    }

    /// @inheritdoc IRegistrationProfiles
    function profileCount() external view returns (uint32) {
        return _load().profileCount;
    }

    // --- inside ---

    /// @dev A registry must have time to answer, and the public time to object: only a trial goes without notice.
    function _requireSound(ProfileTerms calldata terms) private pure {
        if (terms.acceptanceDays == 0) revert ProfileTermInvalid("acceptanceDays", 0);
        if (terms.examinationDays == 0) revert ProfileTermInvalid("examinationDays", 0);
        if (terms.noticeDays == 0 && !terms.trial) revert ProfileTermInvalid("noticeDays", 0);
        if (terms.objectionDays == 0) revert ProfileTermInvalid("objectionDays", 0);
        if (terms.informDays == 0) revert ProfileTermInvalid("informDays", 0);
        if (terms.validityMonths == 0 || terms.validityMonths > MOST_MONTHS) {
            revert ProfileTermInvalid("validityMonths", terms.validityMonths);
        }
        uint256 known = (2 << uint8(type(RegistrationKind).max)) - 2;
        if (terms.kinds == 0 || terms.kinds & ~known != 0) revert ProfileTermInvalid("kinds", terms.kinds);
    }

    function _requireKnown(uint32 profileId) private view {
        if (profileId == 0 || profileId > _load().profileCount) revert ProfileUnknown(profileId);
    }

    function _authority() private view returns (address party) {
        uint16 roles;
        (party, roles) = _load().parties.actor(msg.sender, Powers.APPROVE, Scopes.REGISTRATION);
        if (roles & Roles.AUTHORITY == 0) revert IPartyRegistry.RoleMissing(party, Roles.AUTHORITY);
    }

    function _requireDocument(bytes32 digest) private pure {
        if (digest == 0) revert IPartyRegistry.DocumentMissing();
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _load() private pure returns (RegistrationProfilesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
