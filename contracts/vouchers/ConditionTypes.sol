// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a frequency is counted within (频次周期), by the clock of Asia/Shanghai.
enum UsePeriod {
    None,
    Hour,
    Day,
    Week,
    Month,
    Year
}

/// @notice Conditions of use of a series (使用条件): a closed vocabulary, in one word of storage. Zero asks for nothing.
/// @param users kinds of user that may hold and use, as bits of {UserKinds} (用户类型)
/// @param qualifications all that a holder must have (使用方资质)
/// @param environments where the data may be used (使用环境)
/// @param obligations of the user (义务)
/// @param open open-data terms (开放条款)
/// @param onward how many sub-licences may stand one upon the other under a voucher (再许可层级)
/// @param period what a frequency is counted within
/// @param frequency most units used within one period (频次)
/// @param durationHours longest time of one use (单次使用时长)
/// @param retentionDays longest time that what was received may be kept (保存期限)
struct SeriesConditions {
    uint16 users;
    uint16 qualifications;
    uint16 environments;
    uint16 obligations;
    uint8 open;
    uint8 onward;
    UsePeriod period;
    uint32 frequency;
    uint16 durationHours;
    uint16 retentionDays;
}

/// @notice Bits of environments of use (使用环境), from bit 0: 数据提供方环境, 隐私计算平台, 安全沙箱, 可信数据空间, 政务云,
/// 公有云, 使用方自有环境.
library Environments {
    uint16 internal constant ALL = (1 << 7) - 1;
}

/// @notice Bits of obligations of a user (义务), from bit 0: 告知使用情况, 告知安全事件, 期满销毁, 提供销毁证明, 注明来源,
/// 不得重识别, 不得留存副本, 接受核查.
library Obligations {
    uint16 internal constant ALL = (1 << 8) - 1;
}

/// @notice Bits of open-data terms (开放条款).
library OpenTerms {
    /// @dev 向社会开放: free of charge to everybody.
    uint8 internal constant OPEN = 1 << 0;
    /// @dev 相同方式共享: what is granted onward is open as well.
    uint8 internal constant SHARE_ALIKE = 1 << 1;
    /// @dev Bits 1 to 4 limit open use: 相同方式共享, 署名, 非商业使用, 不得演绎.
    uint8 internal constant LIMITS = 0x1e;
    uint8 internal constant ALL = OPEN | LIMITS;
}
