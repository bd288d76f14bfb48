// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Roles} from "../parties/PartyTypes.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {CivilTime} from "./CivilTime.sol";
import {IRegistryMembers} from "./IRegistryMembers.sol";
import {CalendarLimits} from "./IWorkingCalendar.sol";
import {Disclosure, MemberRecord, RegistryView, ReportRecord, ReportView} from "./MemberTypes.sol";
import {NationalMirror} from "./NationalMirror.sol";
import {Registries} from "./Registries.sol";
import {RegistrationStorage} from "./RegistrationStorage.sol";

/// @title Registries as members, and what they owe the national service system: an extension of the AssetRegistry behind
/// {CertificateRemarks}, run in its storage
contract RegistryMembers is IRegistryMembers, NationalMirror {
    uint256 private constant CHANGE_DAYS = 5;
    uint256 private constant EXIT_MONTHS = 6;
    uint256 private constant DECISION_DAYS = 20;

    /// @inheritdoc IRegistryMembers
    function setRegistryCode(address registry, uint8 region, uint8 digit) external {
        address authority = CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        if ($.parties.partyOf(registry).roles & Roles.REGISTRY == 0) revert NotRegistry(registry);
        uint16 code = uint16(region) * 10 + digit;
        if (region < 11 || region > 99 || digit > 9 || $.registryOfCode[code] != address(0)) {
            revert RegistryCodeInvalid(region, digit);
        }

        // A code once given stays with its registry, because certificates carry it.
        if ($.codeOfRegistry[registry] != 0) revert RegistryCodeInvalid(region, digit);
        $.codeOfRegistry[registry] = code;
        $.registryOfCode[code] = registry;
        $.members[registry].codedAt = uint40(block.timestamp);
        emit RegistryCodeSet(registry, authority, msg.sender, region, digit);
    }

    /// @inheritdoc IRegistryMembers
    function reportRegistryChange(uint40 effectiveAt, bytes32 documentDigest) external {
        address registry = _member(Powers.APPROVE);
        uint40 before = RegistrationStorage.load().calendar.addWorkingDays(uint40(block.timestamp), CHANGE_DAYS);
        if (before != CalendarLimits.PENDING && effectiveAt <= before) revert AnnouncedTooLate(effectiveAt, before + 1);
        if (effectiveAt <= block.timestamp) revert AnnouncedTooLate(effectiveAt, uint40(block.timestamp) + 1);
        CaseAccess.requireDocument(documentDigest);
        emit RegistryChangeReported(registry, msg.sender, effectiveAt, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function announceExit(uint40 exitAt, bytes32 documentDigest) external {
        address registry = _member(Powers.APPROVE);
        MemberRecord storage member = RegistrationStorage.load().members[registry];
        if (member.announcedAt != 0) revert ExitAnnouncedBefore(registry, member.exitAt);
        uint40 earliest = uint40(CivilTime.addMonths(block.timestamp, EXIT_MONTHS));
        if (exitAt < earliest) revert AnnouncedTooLate(exitAt, earliest);
        CaseAccess.requireDocument(documentDigest);

        member.announcedAt = uint40(block.timestamp);
        member.exitAt = exitAt;
        emit RegistryExitAnnounced(registry, msg.sender, exitAt, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function decideExit(address registry, bool approved, bytes32 documentDigest) external {
        address authority = CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        MemberRecord storage member = RegistrationStorage.load().members[registry];
        if (member.announcedAt == 0 || member.exitApproved) revert ExitNotAnnounced(registry);
        CaseAccess.requireDocument(documentDigest);

        member.exitApproved = approved;
        if (!approved) {
            // It may announce anew.
            member.announcedAt = 0;
            member.exitAt = 0;
        }
        emit RegistryExitDecided(registry, authority, msg.sender, approved, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function takeOverRegistry(address registry, address successor, bytes32 documentDigest) external {
        address authority = CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        if ($.codeOfRegistry[registry] == 0) revert NotRegistry(registry);
        if ($.successors[registry] != address(0)) revert RegistryTakenOverBefore(registry, $.successors[registry]);
        CaseAccess.requireRegistry(successor, registry);
        CaseAccess.requireDocument(documentDigest);

        $.successors[registry] = successor;
        emit RegistryTakenOver(registry, successor, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function fileYearlyReport(uint16 year, bytes32 documentDigest) external {
        address registry = _member(Powers.APPROVE);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint16 codedIn = _yearOf($.members[registry].codedAt);
        if (year < codedIn || year >= _yearOf(block.timestamp)) revert ReportYearInvalid(year);
        ReportRecord storage report = $.reports[registry][year];
        if (report.filedAt != 0) revert ReportFiledBefore(registry, year);
        CaseAccess.requireDocument(documentDigest);

        report.filedAt = uint40(block.timestamp);
        emit YearlyReportFiled(registry, year, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function appraiseYearlyReport(address registry, uint16 year, bytes32 documentDigest) external {
        address authority = CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        ReportRecord storage report = RegistrationStorage.load().reports[registry][year];
        if (report.filedAt == 0 || report.appraisedAt != 0) revert ReportNotOpen(registry, year);
        CaseAccess.requireDocument(documentDigest);

        report.appraisedAt = uint40(block.timestamp);
        emit YearlyReportAppraised(registry, year, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistryMembers
    function disclose(Disclosure kind, bytes32 documentDigest) external {
        address registry = _member(Powers.OPERATE);
        if (kind == Disclosure.None) revert DisclosureKindMissing();
        CaseAccess.requireDocument(documentDigest);
        emit RegistryDisclosed(registry, kind, msg.sender, documentDigest);
    }

    // --- reading ---

    /// @inheritdoc IRegistryMembers
    function registryCode(address registry) public view returns (uint8 region, uint8 digit, bool set) {
        uint16 code = RegistrationStorage.load().codeOfRegistry[registry];
        return (uint8(code / 10), uint8(code % 10), code != 0);
    }

    /// @inheritdoc IRegistryMembers
    function keeperOf(address registry) external view returns (address) {
        return Registries.keeperOf(registry);
    }

    /// @inheritdoc IRegistryMembers
    function registryOf(address registry) external view returns (RegistryView memory seen) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        bool set;
        (seen.region, seen.digit, set) = registryCode(registry);
        if (!set) return seen;
        MemberRecord storage member = $.members[registry];
        seen.registry = registry;
        seen.codedAt = member.codedAt;
        seen.announcedAt = member.announcedAt;
        seen.exitAt = member.exitAt;
        seen.exitApproved = member.exitApproved;
        seen.successor = $.successors[registry];
        if (member.announcedAt != 0 && !member.exitApproved) {
            seen.decideBy = $.calendar.addWorkingDays(member.announcedAt, DECISION_DAYS);
        }
    }

    /// @inheritdoc IRegistryMembers
    function reportOf(address registry, uint16 year) external view returns (ReportView memory) {
        ReportRecord storage report = RegistrationStorage.load().reports[registry][year];
        return
            ReportView({
                filedAt: report.filedAt,
                dueBy: uint40(CivilTime.endOf(CivilTime.dayFrom(uint256(year) + 1, 3, 31))),
                appraisedAt: report.appraisedAt,
                appraiseBy: uint40(CivilTime.endOf(CivilTime.dayFrom(uint256(year) + 1, 4, 30)))
            });
    }

    // --- inside ---

    /// @dev The caller's party, a registry with a code.
    function _member(uint8 power) private view returns (address registry) {
        registry = CaseAccess.acting(power, Roles.REGISTRY);
        if (RegistrationStorage.load().codeOfRegistry[registry] == 0) revert NotRegistry(registry);
    }

    function _yearOf(uint256 timestamp) private pure returns (uint16) {
        (uint256 year, , ) = CivilTime.dateOf(CivilTime.dayOf(timestamp));
        return uint16(year);
    }
}
