// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {BasisTerms, IBasisSource} from "./IBasis.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {IAssets} from "./IAssets.sol";
import {ICertificates} from "./ICertificates.sol";
import {IPublicRecords} from "./IPublicRecords.sol";
import {IRegistrationProfiles} from "./IRegistrationProfiles.sol";
import {IWorkingCalendar} from "./IWorkingCalendar.sol";
import {RegisteredRights} from "./RegisteredRights.sol";
import {AssetRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {AssetDeclaration, AssetView, Grade, Right, RightEntry} from "./RegistrationTypes.sol";

/// @title Assets, their grades and the rights registered in them (数据产权登记)
/// @notice Cases are answered by extensions over the same storage, which {Proxy}'s fallback reaches one after another;
/// their code is fixed at construction, so an upgrade replaces all at once.
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract AssetRegistry is UUPSUpgradeable, AccessManagedUpgradeable, Proxy, IAssets, IBasisSource {
    address private immutable _extension;

    /// @param extension the RegistrationCases
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
        _disableInitializers();
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert EtherRefused();
    }

    /// @param accessManager who governs upgrades
    /// @param parties the Ledger proxy
    /// @param certificates where certificates are issued
    /// @param publicRecords the public-data track
    /// @param calendar the working-day calendar
    /// @param profiles the rules of registries
    function initialize(
        address accessManager,
        IPartyRegistry parties,
        ICertificates certificates,
        IPublicRecords publicRecords,
        IWorkingCalendar calendar,
        IRegistrationProfiles profiles
    ) external initializer {
        __AccessManaged_init(accessManager);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        $.parties = parties;
        $.certificates = certificates;
        $.publicRecords = publicRecords;
        $.calendar = calendar;
        $.profiles = profiles;
    }

    // --- assets ---

    /// @inheritdoc IAssets
    function declareAsset(AssetDeclaration calldata declaration) external returns (bytes32 assetId) {
        (address party, uint16 roles) = RegistrationStorage.load().parties.actor(
            msg.sender,
            Powers.OPERATE,
            Scopes.REGISTRATION
        );
        AssetRules.requireComplete(declaration);
        AssetRules.requireCategory(declaration.category, party, roles);
        assetId = assetIdOf(party, declaration.key);
        AssetRecord storage record = RegistrationStorage.load().assets[assetId];
        if (record.declarant != address(0)) revert AssetExists(assetId);
        Grade grade = AssetRules.strictestGrade(declaration);

        record.declarant = party;
        record.declaredAt = uint40(block.timestamp);
        record.source = declaration.source;
        record.category = declaration.category;
        record.grade = grade;
        record.fingerprint = declaration.fingerprint;
        record.descriptorDigest = declaration.descriptorDigest;
        record.sources = declaration.sources;
        emit AssetDeclared(assetId, party, msg.sender, declaration, grade);
    }

    /// @inheritdoc IAssets
    function gradeAsset(bytes32 assetId, Grade grade, bytes32 assessmentDigest, bytes32 documentDigest) external {
        address authority = CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        AssetRecord storage record = AssetRules.known(assetId);
        if (documentDigest == 0) revert IPartyRegistry.DocumentMissing();
        if (grade == Grade.None) revert GradeInvalid(assetId, grade);

        record.grade = grade;
        record.assessmentDigest = assessmentDigest;
        emit AssetGraded(assetId, authority, msg.sender, grade, assessmentDigest, documentDigest);
        _tellBases(assetId);
    }

    /// @inheritdoc IAssets
    function describePublicData(
        bytes32 assetId,
        uint64 requestId,
        string calldata name,
        bytes32 descriptorDigest
    ) external {
        if (msg.sender != address(RegistrationStorage.load().publicRecords)) revert NotPublicTrack(msg.sender);
        requireDescribable(assetId, name);
        AssetRecord storage record = AssetRules.known(assetId);
        bytes32 before = record.descriptorDigest;
        if (descriptorDigest == 0) descriptorDigest = before;

        record.descriptorDigest = descriptorDigest;
        emit PublicDataDescribed(assetId, requestId, name, before, descriptorDigest);
    }

    /// @inheritdoc IAssets
    function refreshBases(bytes32 assetId) external {
        AssetRules.known(assetId);
        _tellBases(assetId);
    }

    // --- reading ---

    /// @inheritdoc IBasisSource
    function basisTerms(uint64 basisId) external view returns (BasisTerms memory terms) {
        return AssetRules.certificateTerms(basisId);
    }

    /// @inheritdoc IAssets
    function requireDescribable(bytes32 assetId, string calldata name) public view {
        if (bytes(name).length != 0) AssetRules.requireName(name);
        uint64[] storage list = RegistrationStorage.load().certificatesOfAsset[assetId];
        for (uint256 i = 0; i < list.length; ++i) {
            if (RegisteredRights.rightsOf(list[i]) != 0) revert CertificateStands(assetId, list[i]);
        }
    }

    /// @inheritdoc IAssets
    function assetIdOf(address declarant, bytes32 key) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), declarant, key));
    }

    /// @inheritdoc IAssets
    function assetOf(bytes32 assetId) external view returns (AssetView memory) {
        AssetRecord storage record = AssetRules.known(assetId);
        return
            AssetView({
                assetId: assetId,
                declarant: record.declarant,
                fingerprint: record.fingerprint,
                descriptorDigest: record.descriptorDigest,
                source: record.source,
                category: record.category,
                grade: record.grade,
                declaredAt: record.declaredAt,
                assessmentDigest: record.assessmentDigest,
                sources: record.sources
            });
    }

    /// @inheritdoc IAssets
    function rightOf(bytes32 assetId, Right right, address party) external view returns (RightEntry memory entry) {
        return AssetRules.liveRight(assetId, right, party);
    }

    /// @inheritdoc IAssets
    function certificatesOf(bytes32 assetId) external view returns (uint64[] memory) {
        return RegistrationStorage.load().certificatesOfAsset[assetId];
    }

    // --- inside ---

    /// @dev Series over the asset follow its grade at once: core data carries none, important data only with its
    /// assessment.
    function _tellBases(bytes32 assetId) private {
        RegisteredRights.tellBases(assetId);
        RegistrationStorage.load().publicRecords.refreshBases(assetId);
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
