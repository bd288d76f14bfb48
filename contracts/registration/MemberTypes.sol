// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a registry publishes (登记机构公开事项), N 11, 12.
enum Disclosure {
    None,
    /// @dev 登记流程
    Procedure,
    /// @dev 收费标准
    Fees,
    /// @dev 投诉举报渠道
    Complaints,
    /// @dev 业务开展情况
    Business
}

/// @dev What is stored of a registry beside its code.
/// @param codedAt when it got its code
/// @param announcedAt when it announced its exit; 0 when it did not, or that was refused
/// @param exitApproved whether the authority approved the exit
struct MemberRecord {
    uint40 codedAt;
    uint40 announcedAt;
    uint40 exitAt;
    bool exitApproved;
}

/// @dev A filed report; the digests are in its events.
struct ReportRecord {
    uint40 filedAt;
    uint40 appraisedAt;
}

/// @notice The membership of a registry.
/// @param decideBy when an announced exit must be decided; 0 when none waits, {CalendarLimits.PENDING} while the calendar's
/// year is not loaded
/// @param successor who took over; zero while nobody did
struct RegistryView {
    address registry;
    uint8 region;
    uint8 digit;
    uint40 codedAt;
    uint40 announcedAt;
    uint40 exitAt;
    bool exitApproved;
    uint40 decideBy;
    address successor;
}

/// @notice A yearly report.
/// @param dueBy last second of 31 March of the next year
/// @param appraiseBy last second of 30 April of the next year
struct ReportView {
    uint40 filedAt;
    uint40 dueBy;
    uint40 appraisedAt;
    uint40 appraiseBy;
}
