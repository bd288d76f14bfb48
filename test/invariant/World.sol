// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ILedger} from "../../contracts/ILedger.sol";
import {PartyRegistry} from "../../contracts/parties/PartyRegistry.sol";
import {Admission, Powers, Roles} from "../../contracts/parties/PartyTypes.sol";
import {AssetRegistry} from "../../contracts/registration/AssetRegistry.sol";
import {CivilTime} from "../../contracts/registration/CivilTime.sol";
import {Certificates} from "../../contracts/registration/Certificates.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {IPublicRecords} from "../../contracts/registration/IPublicRecords.sol";
import {Authorisation, OperationSafety} from "../../contracts/registration/RecordTypes.sol";
import {IAssetRegistry} from "../../contracts/registration/IAssetRegistry.sol";
import {ICertificateToken} from "../../contracts/registration/ICertificateToken.sol";
import {IRegistrationProfiles, ProfileTerms} from "../../contracts/registration/IRegistrationProfiles.sol";
import {IWorkingCalendar} from "../../contracts/registration/IWorkingCalendar.sol";
import {PublicRecords} from "../../contracts/registration/PublicRecords.sol";
import {
    Application,
    AssetDeclaration,
    Category,
    Grade,
    JointApplicant,
    Right,
    RightClaim,
    Source,
    SourceBasis,
    SourceCase
} from "../../contracts/registration/RegistrationTypes.sol";
import {RegistrationProfiles} from "../../contracts/registration/RegistrationProfiles.sol";
import {WorkingCalendar} from "../../contracts/registration/WorkingCalendar.sol";
import {SeriesConditions} from "../../contracts/vouchers/ConditionTypes.sol";
import {vm} from "../fuzz/Vm.sol";

/// @title The real ledger behind its proxies, with parties and bases, deployed as the deployment plan does
abstract contract World {
    uint16 internal constant MAINLAND = 156;
    bytes32 internal constant DOCUMENT = keccak256("document");

    /// @dev Conditions that ask for nothing.
    SeriesConditions internal noConditions;

    ILedger public ledger;
    IAssetRegistry internal assets;
    ICertificateToken internal certificates;
    IWorkingCalendar internal calendar;
    IRegistrationProfiles internal profiles;
    IPublicRecords internal records;
    AccessManager internal manager;

    address internal authority;
    address internal registry;
    address internal body;
    address internal authorityKey;
    address internal registryKey;
    address internal bodyKey;
    mapping(address key => uint256) internal secretOf;
    uint256 private _keys;
    uint256 private _ids;
    uint256 internal clock = 1_790_000_000;

    function _deploy() internal {
        vm.warp(clock);
        uint64 nonce = vm.getNonce(address(this));
        address ledgerAt = vm.computeCreateAddress(address(this), nonce + 7);
        address assetsAt = vm.computeCreateAddress(address(this), nonce + 23);
        address recordsAt = vm.computeCreateAddress(address(this), nonce + 24);
        manager = AccessManager(_create("AccessManager", abi.encode(address(this))));
        address template = _create("Party", abi.encode(ledgerAt));
        address usage = _create("UsageDesk", "");
        address opening = _create("SeriesOpening", abi.encode(usage));
        address desk = _create("SeriesDesk", abi.encode(_create("PartyRegistry", abi.encode(opening))));
        address core = _create("DataVoucher", abi.encode(desk, usage));
        authorityKey = _freshKey();
        ledger = ILedger(
            _proxy(
                core,
                abi.encodeCall(
                    PartyRegistry.initialize,
                    (
                        address(manager),
                        template,
                        _admission(Roles.GOVERNANCE, MAINLAND, _freshKey()),
                        _admission(Roles.AUTHORITY, MAINLAND, authorityKey)
                    )
                )
            )
        );
        calendar = IWorkingCalendar(
            _proxy(
                _create("WorkingCalendar", ""),
                abi.encodeCall(WorkingCalendar.initialize, (address(manager), ledger))
            )
        );
        profiles = IRegistrationProfiles(
            _proxy(
                _create("RegistrationProfiles", ""),
                abi.encodeCall(RegistrationProfiles.initialize, (address(manager), ledger))
            )
        );
        address certificatesCode = _create("Certificates", "");
        address certificationCode = _create(
            "Certification",
            abi.encode(_create("CertificateRemarks", abi.encode(_create("RegistryMembers", ""))))
        );
        address applicationsCode = _create("RegistrationApplications", abi.encode(certificationCode));
        address casesCode = _create("RegistrationCases", abi.encode(applicationsCode));
        address assetsCode = _create("AssetRegistry", abi.encode(casesCode));
        address requestsCode = _create("RecordRequests", abi.encode(_create("AuthorisedOperation", "")));
        address recordsCode = _create("PublicRecords", abi.encode(requestsCode));
        certificates = ICertificateToken(
            _proxy(certificatesCode, abi.encodeCall(Certificates.initialize, (address(manager), assetsAt)))
        );
        assets = IAssetRegistry(
            _proxy(
                assetsCode,
                abi.encodeCall(
                    AssetRegistry.initialize,
                    (address(manager), ledger, certificates, IPublicRecords(recordsAt), calendar, profiles)
                )
            )
        );
        records = IPublicRecords(
            _proxy(
                recordsCode,
                abi.encodeCall(PublicRecords.initialize, (address(manager), ledger, assets, calendar, profiles))
            )
        );
        assert(address(ledger) == ledgerAt && address(assets) == assetsAt && address(records) == recordsAt);
        ledger.setBasisSource(BasisKind.Certificate, address(assets));
        ledger.setBasisSource(BasisKind.PublicAuthorisation, address(records));
        ledger.setRenderer(_create("VoucherRenderer", ""));
        (registry, registryKey) = _admit(Roles.REGISTRY, MAINLAND);
        (body, bodyKey) = _admit(Roles.AUTHORISING_BODY, MAINLAND);
        authority = ledger.accountOf(authorityKey).party;
        vm.prank(authorityKey);
        assets.setRegistryCode(registry, 45, 1);
    }

    /// @dev Monday to Friday of these years as working days, and one profile for the registry and the public track.
    function _setRules() internal {
        for (uint16 year = 2026; year < 2040; ++year) {
            uint256[2] memory bits;
            uint256 first = CivilTime.dayFrom(year, 1, 1);
            uint256 length = CivilTime.dayFrom(uint256(year) + 1, 1, 1) - first;
            // 1970-01-01 was a Thursday.
            for (uint256 i = 0; i < length; ++i) {
                if ((first + i + 3) % 7 < 5) bits[i >> 8] |= 1 << (i & 0xff);
            }
            vm.prank(authorityKey);
            calendar.loadYear(year, bits, DOCUMENT);
        }
        vm.prank(authorityKey);
        uint32 profileId = profiles.defineProfile("national", _nationalGuide(), DOCUMENT);
        vm.prank(authorityKey);
        profiles.giveProfile(registry, profileId, DOCUMENT);
        vm.prank(authorityKey);
        profiles.givePublicProfile(profileId, DOCUMENT);
    }

    /// @dev The numbers of the national guide (articles 11-37).
    function _nationalGuide() internal pure returns (ProfileTerms memory) {
        return
            ProfileTerms({
                acceptanceDays: 3,
                examinationDays: 10,
                extensionDays: 10,
                noticeDays: 5,
                objectionDays: 10,
                informDays: 5,
                validityMonths: 60,
                renewalMonths: 6,
                nameLimit: 40,
                summaryLimit: 400,
                keepYears: 20,
                kinds: 0x3e,
                noticeWaivable: true,
                transferNeedsAllRights: false,
                fourEyes: false,
                trial: false
            });
    }

    /// @dev By artifact and not by `new`, so that changing a test does not compile the ledger once more.
    function _create(string memory name, bytes memory args) private returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(name), args);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        assert(created != address(0));
    }

    function _proxy(address implementation, bytes memory initialisation) private returns (address) {
        return _create("ERC1967Proxy", abi.encode(implementation, initialisation));
    }

    function _freshKey() internal returns (address key) {
        uint256 secret = uint256(keccak256(abi.encode("key", ++_keys)));
        key = vm.addr(secret);
        secretOf[key] = secret;
    }

    function _admission(uint16 roles, uint16 jurisdiction, address key) internal returns (Admission memory) {
        return
            Admission({
                partyId: keccak256(abi.encode("party", ++_ids)),
                roles: roles,
                jurisdiction: jurisdiction,
                identityDigest: DOCUMENT,
                safeUseCommitment: DOCUMENT,
                account: key,
                powers: Powers.GIVEN,
                name: "Party"
            });
    }

    function _admit(uint16 roles, uint16 jurisdiction) internal returns (address party, address key) {
        key = _freshKey();
        Admission memory admission = _admission(roles, jurisdiction, key);
        vm.prank(authorityKey);
        party = ledger.admit(admission);
    }

    /// @dev Takes an asset of the party through the whole property track.
    function _certify(
        address key,
        uint40 until,
        uint64 purposes,
        bool resale,
        uint16 territory
    ) internal returns (uint64 certificateId) {
        vm.prank(key);
        bytes32 assetId = assets.declareAsset(_declaration(Category.Enterprise));
        RightClaim[] memory claims = new RightClaim[](1);
        claims[0] = RightClaim(Right.Operate, until, territory, resale, purposes, 0);
        vm.prank(key);
        uint64 caseId = assets.applyForRegistration(
            Application(assetId, registry, DOCUMENT, 0, _ownBasis(), claims, new JointApplicant[](0))
        );
        vm.prank(registryKey);
        assets.acceptRegistration(caseId, DOCUMENT);
        vm.prank(registryKey);
        assets.examineRegistration(caseId, DOCUMENT);
        vm.prank(registryKey);
        assets.publishRegistration(caseId, DOCUMENT);
        clock = assets.clockOf(caseId).noticeUntil + 1;
        vm.warp(clock);
        vm.prank(registryKey);
        return assets.certifyRegistration(caseId, DOCUMENT, true);
    }

    /// @dev Records public data and authorises an operator.
    function _authorise(
        address operator,
        uint40 until,
        uint64 purposes,
        bool resale
    ) internal returns (uint64 authorisationId) {
        vm.prank(bodyKey);
        bytes32 assetId = assets.declareAsset(_declaration(Category.GovernmentDuty));
        vm.prank(bodyKey);
        uint64 recordId = records.submitRecord(assetId, until, DOCUMENT);
        vm.prank(authorityKey);
        records.publishRecord(recordId, DOCUMENT);
        clock = records.recordOf(recordId).noticeUntil + 1;
        vm.warp(clock);
        vm.prank(authorityKey);
        records.admitRecord(recordId, Strings.toHexString(uint256(assetId), 32), DOCUMENT);
        vm.prank(bodyKey);
        return
            records.authoriseOperation(
                Authorisation(
                    recordId,
                    operator,
                    "scene",
                    purposes,
                    0,
                    uint40(clock),
                    until,
                    resale,
                    DOCUMENT,
                    OperationSafety(3, until, DOCUMENT)
                )
            );
    }

    /// @dev Data that is the applicants' own, without a document (articles 20 and 21).
    function _ownBasis() internal pure returns (SourceBasis memory) {
        return SourceBasis(SourceCase.Own, 0, 0);
    }

    function _declaration(Category category) private returns (AssetDeclaration memory) {
        return
            AssetDeclaration({
                key: keccak256(abi.encode("asset", ++_ids)),
                name: "Asset",
                fingerprint: DOCUMENT,
                descriptorDigest: DOCUMENT,
                source: Source.Collected,
                category: category,
                grade: Grade.General,
                sources: new bytes32[](0)
            });
    }
}
