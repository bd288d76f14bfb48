// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Disclosure, RegistryView, ReportView} from "./MemberTypes.sol";

/// @title Registries as members: code, duties towards the authority and the public, exit and takeover (登记机构管理)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》. Suspension and removal are the standing of the party.
interface IRegistryMembers {
    /// @notice Nobody with a registry's role and code stands at this address.
    error NotRegistry(address party);
    /// @notice Region 11-99 (GB/T 2260), registry digit 0-9, each pair once.
    error RegistryCodeInvalid(uint8 region, uint8 digit);
    /// @notice Another registry keeps this one's records already.
    error RegistryTakenOverBefore(address registry, address successor);
    /// @notice The registry has left; applications go to others (article 13). Only a renewal waits there for who takes over.
    error RegistryHasLeft(address registry, uint40 exitAt);
    /// @notice A change is reported 5 working days before it takes effect, an exit announced 6 months ahead (articles 11, 13).
    error AnnouncedTooLate(uint40 effectiveAt, uint40 earliest);
    /// @notice The registry announced its exit before, and that is not refused.
    error ExitAnnouncedBefore(address registry, uint40 exitAt);
    /// @notice The registry announced no exit, or it was decided.
    error ExitNotAnnounced(address registry);
    /// @notice A report is of a whole year that is over, since the registry has its code.
    error ReportYearInvalid(uint16 year);
    /// @notice The report of this year was filed before.
    error ReportFiledBefore(address registry, uint16 year);
    /// @notice There is no report of this year to appraise, or it was appraised.
    error ReportNotOpen(address registry, uint16 year);
    /// @notice What is disclosed has its kind.
    error DisclosureKindMissing();

    event RegistryCodeSet(
        address indexed registry,
        address indexed byParty,
        address account,
        uint8 region,
        uint8 digit
    );
    event RegistryChangeReported(address indexed registry, address account, uint40 effectiveAt, bytes32 documentDigest);
    event RegistryExitAnnounced(address indexed registry, address account, uint40 exitAt, bytes32 documentDigest);
    event RegistryExitDecided(
        address indexed registry,
        address indexed byParty,
        address account,
        bool approved,
        bytes32 documentDigest
    );
    /// @notice Records and duties passed to another registry; certificates stay valid (articles 13 and 38).
    event RegistryTakenOver(
        address indexed registry,
        address indexed successor,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    event YearlyReportFiled(address indexed registry, uint16 indexed year, address account, bytes32 documentDigest);
    event YearlyReportAppraised(
        address indexed registry,
        uint16 indexed year,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    event RegistryDisclosed(address indexed registry, Disclosure indexed kind, address account, bytes32 documentDigest);

    /// @notice Gives a registry its region and digit for certificate numbers. By an authority (APPROVE), annex 6.
    function setRegistryCode(address registry, uint8 region, uint8 digit) external;

    /// @notice Reports a change of the registry, 5 working days before it takes effect (article 11). By the registry
    /// (APPROVE). While the calendar that the 5 days need is not loaded, the report is taken and the authority judges it.
    /// @param effectiveAt when the change takes effect, in seconds
    function reportRegistryChange(uint40 effectiveAt, bytes32 documentDigest) external;

    /// @notice Announces that the registry leaves, 6 months ahead (article 13). By the registry (APPROVE).
    function announceExit(uint40 exitAt, bytes32 documentDigest) external;

    /// @notice Decides on an exit, within 20 working days of its announcement (article 13). By an authority (APPROVE).
    /// Approved, the registry takes applications until the announced moment; then another takes over.
    function decideExit(address registry, bool approved, bytes32 documentDigest) external;

    /// @notice Passes the records and duties of a registry that leaves to another one (articles 13 and 38): its open cases
    /// go on there, its certificates stay valid. By an authority (APPROVE), also when the registry was suspended or barred.
    function takeOverRegistry(address registry, address successor, bytes32 documentDigest) external;

    /// @notice Files the report of a year, due on 31 March of the next (article 12). By the registry (APPROVE), once; late is
    /// taken, and seen as late.
    function fileYearlyReport(uint16 year, bytes32 documentDigest) external;

    /// @notice Appraises a registry's report, due on 30 April (article 12). By an authority (APPROVE), once.
    function appraiseYearlyReport(address registry, uint16 year, bytes32 documentDigest) external;

    /// @notice Publishes what a registry must disclose: procedure, fees, complaint channel, business (articles 11, 12). By the
    /// registry (OPERATE).
    function disclose(Disclosure kind, bytes32 documentDigest) external;

    /// @notice The code of a registry; (0, 0, false) when it has none.
    function registryCode(address registry) external view returns (uint8 region, uint8 digit, bool set);

    /// @notice Who keeps the records of a registry: itself, or the one that took over.
    function keeperOf(address registry) external view returns (address);

    /// @notice The membership of a registry; all zero when it has no code.
    function registryOf(address registry) external view returns (RegistryView memory);

    /// @notice The report of a year and its times; 0 for what was not done.
    function reportOf(address registry, uint16 year) external view returns (ReportView memory);
}
