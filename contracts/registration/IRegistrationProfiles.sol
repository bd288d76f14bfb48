// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How a registry works: the numbers and readings that differ between the national guide and local rules.
/// @dev One word of storage. Days are working days, months are calendar months.
/// @param acceptanceDays to answer an application (article 17: 3)
/// @param examinationDays to finish, from acceptance (article 28: 10)
/// @param extensionDays the longest extension, granted once (article 28: 10)
/// @param noticeDays public notice (article 24: 5)
/// @param objectionDays to investigate an objection (article 25: 10)
/// @param informDays to tell the holder of an objection after registration (article 29: 5)
/// @param validityMonths longest term of a right, from the storage of evidence (article 26: 60)
/// @param renewalMonths how long before its end a registration may be renewed (article 36: 6)
/// @param nameLimit characters of the data's name from which the desk warns (annex 1: 40)
/// @param summaryLimit characters of the summary from which the desk warns (annex 1: 400)
/// @param keepYears how long files are kept (article 11: 20)
/// @param kinds bit n stands for the registration kind n (articles 32-37)
/// @param noticeWaivable whether a notice may be waived for a good reason (article 24)
/// @param transferNeedsAllRights reading of article 34: only who holds all three rights may transfer
/// @param fourEyes whether who certifies must not be who examined
/// @param trial for engines whose time cannot be moved: every certificate under it is marked 演示
struct ProfileTerms {
    uint8 acceptanceDays;
    uint8 examinationDays;
    uint8 extensionDays;
    uint8 noticeDays;
    uint8 objectionDays;
    uint8 informDays;
    uint16 validityMonths;
    uint8 renewalMonths;
    uint16 nameLimit;
    uint16 summaryLimit;
    uint8 keepYears;
    uint16 kinds;
    bool noticeWaivable;
    bool transferNeedsAllRights;
    bool fourEyes;
    bool trial;
}

/// @title Registration profiles (登记规则配置): what is law or local rule and not the same everywhere
/// @notice A profile never changes. A rule that changes is a new profile, which the authority gives to a registry for
/// the cases that begin from then on.
interface IRegistrationProfiles {
    /// @notice A profile without a label, or with a label over 64 bytes.
    error ProfileLabelInvalid(uint256 length);
    /// @notice This member cannot have this value; only a trial profile has no notice.
    error ProfileTermInvalid(string member, uint256 value);
    /// @notice No profile has this id.
    error ProfileUnknown(uint32 profileId);
    /// @notice The authority has given this registry no profile yet.
    error ProfileMissing(address registry);
    /// @notice The authority has given the public-data track no profile yet.
    error PublicProfileMissing();
    /// @notice A profile is given to a registry.
    error ProfileForRegistriesOnly(address party);

    event ProfileDefined(
        uint32 indexed profileId,
        address indexed byParty,
        address account,
        string label,
        ProfileTerms terms,
        bytes32 documentDigest
    );
    event ProfileGiven(
        address indexed registry,
        uint32 indexed profileId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    event PublicProfileGiven(
        uint32 indexed profileId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );

    /// @notice Defines a profile. By an authority (APPROVE).
    /// @param documentDigest the rule that the numbers come from
    function defineProfile(
        string calldata label,
        ProfileTerms calldata terms,
        bytes32 documentDigest
    ) external returns (uint32 profileId);

    /// @notice Gives a registry the profile of its cases from now on. By an authority (APPROVE).
    function giveProfile(address registry, uint32 profileId, bytes32 documentDigest) external;

    /// @notice Gives the public-data track the profile of its records from now on. By an authority (APPROVE).
    function givePublicProfile(uint32 profileId, bytes32 documentDigest) external;

    /// @notice The profile of a registry's new cases. Reverts when it has none.
    function profileOf(address registry) external view returns (uint32 profileId);

    /// @notice The profile of new public-data records. Reverts when there is none.
    function publicProfile() external view returns (uint32 profileId);

    function profileTerms(uint32 profileId) external view returns (ProfileTerms memory);
    function profileCount() external view returns (uint32);
}
