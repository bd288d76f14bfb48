// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What is noted on a certificate (备注), N 23.
enum AnnotationKind {
    None,
    /// @dev 约定期限与条件
    Terms,
    /// @dev 查封: by court, procuratorate or police.
    Seizure,
    /// @dev 临时管制: by an authority.
    TemporaryControl,
    /// @dev 其他
    Other
}

/// @param until last second; 0 for no end
/// @param liftedAt 0 while it was not lifted
/// @param byParty the registry or authority that made it
struct Annotation {
    AnnotationKind kind;
    uint40 madeAt;
    uint40 until;
    uint40 liftedAt;
    address byParty;
    bytes32 documentDigest;
}

/// @notice State of an objection after registration (登记后异议), N 29.
enum LaterObjectionState {
    None,
    /// @dev 已提出
    Raised,
    /// @dev 已告知权利人
    Informed,
    /// @dev 权利人同意: change or cancellation follows.
    Agreed,
    /// @dev 权利人不同意: the registry investigates.
    Contested,
    /// @dev 成立
    Upheld,
    /// @dev 不成立
    Dismissed,
    /// @dev 已调解
    Mediated
}

/// @param profileId the registry's profile when it was raised
/// @param documentDigest of the latest act: reason, information, answer, conclusion or mediation
struct LaterObjection {
    address objector;
    LaterObjectionState state;
    uint40 raisedAt;
    uint32 profileId;
    uint40 informedAt;
    uint40 answeredAt;
    uint40 concludedAt;
    bytes32 reasonDigest;
    bytes32 documentDigest;
}

/// @notice What an objection after registration waits for.
enum ObjectionAct {
    None,
    /// @dev 告知: the registry tells the holder.
    Inform,
    /// @dev 答复或调查: the holder may answer; the registry concludes by then.
    Conclude,
    /// @dev 变更或注销: what was agreed or found is carried out.
    CarryOut
}

/// @param until last second; 0 for no limit, {CalendarLimits.PENDING} while the calendar's year is not loaded
struct ObjectionDue {
    ObjectionAct act;
    address by;
    uint40 until;
}
