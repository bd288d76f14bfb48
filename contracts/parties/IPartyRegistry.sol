// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountView, Admission, PartyView, Standing} from "./PartyTypes.sol";

/// @title Parties, their accounts, roles and standing (主体与账户)
/// @notice Institutions hold, keys act: a party is one unchanging address, accounts are the keys that act for it.
interface IPartyRegistry {
    /// @notice The address is no admitted party.
    error PartyUnknown(address party);
    /// @notice This party id was admitted before.
    error PartyExists(address party);
    /// @notice A party id must be 32 random bytes, not zero.
    error PartyIdMissing();
    /// @notice These roles cannot be held together, or are not defined.
    error RolesNotCombinable(uint16 roles);
    /// @notice The role bits that the acting party would need; it has none of them.
    error RoleMissing(address party, uint16 needed);
    /// @notice Not an ISO 3166-1 numeric code (1-999).
    error JurisdictionInvalid(uint16 jurisdiction);
    /// @notice A trader must have signed the safe-use commitment (plan section 16).
    error SafeUseCommitmentMissing();
    /// @notice Not one of {UserKinds} with bits of {Qualifications}.
    error QualificationsUnknown(uint8 kind, uint16 qualifications);
    /// @notice The name is longer than 256 bytes, or missing where an institution must have one.
    error NameInvalid(uint256 length);
    /// @notice The act needs a document, given by its digest.
    error DocumentMissing();
    /// @notice The key is no account of any party.
    error AccountUnknown(address account);
    /// @notice The key is, or was, an account already: a key serves one party once.
    error AccountExists(address account);
    /// @notice A contract or a party cannot be taken up as a key.
    error AccountNotAKey(address account);
    /// @notice The key was revoked or rotated away.
    error AccountRevoked(address account);
    /// @notice The key's validity ended.
    error AccountExpired(address account, uint40 validUntil);
    /// @notice The key lacks these power bits.
    error AccountLacksPower(address account, uint8 needed);
    /// @notice The key's limit for one act is lower than the units asked for.
    error AccountLimitExceeded(address account, uint40 unitLimit, uint256 units);
    /// @notice The key belongs to another party.
    error AccountOfAnotherParty(address account, address party);
    /// @notice Powers must be a non-empty subset of the defined bits; SIGN comes with an appointment only.
    error PowersInvalid(uint8 powers);
    /// @notice The party's standing does not allow the act.
    error PartyNotInStanding(address party, Standing standing);
    /// @notice That standing cannot be set (None), or is the present one.
    error StandingInvalid(address party, Standing standing);
    /// @notice A party cannot decide on itself.
    error OwnCase(address party);
    /// @notice This part of the ledger is paused; bits of {Scopes}.
    error ScopePaused(uint16 scope);
    /// @notice Not a set of defined scopes.
    error ScopeInvalid(uint16 scopes);

    /// @notice The Party template answers to another ledger.
    error TemplateOfAnotherLedger(address template);
    /// @notice The ledger takes no ether.
    error EtherRefused();

    /// @notice A party was admitted, with its first account. `account` is the key that admitted it.
    event PartyAdmitted(
        address indexed party,
        address indexed byParty,
        address account,
        uint32 index,
        Admission admission
    );
    /// @notice The minimal contract of a party was deployed at its address.
    event PartyDeployed(address indexed party, address account);
    event PartyRolesChanged(
        address indexed party,
        address indexed byParty,
        address account,
        uint16 roles,
        bytes32 documentDigest
    );
    event PartyStandingChanged(
        address indexed party,
        address indexed byParty,
        address account,
        Standing standing,
        bytes32 documentDigest
    );
    event PartyJurisdictionChanged(
        address indexed party,
        address indexed byParty,
        address account,
        uint16 jurisdiction,
        bytes32 documentDigest
    );
    event PartyIdentityChanged(
        address indexed party,
        address indexed byParty,
        address account,
        string name,
        bytes32 identityDigest,
        bytes32 documentDigest
    );
    /// @notice What a party is as a user, and what it is qualified for, as series may ask.
    event PartyQualified(
        address indexed party,
        address indexed byParty,
        address account,
        uint8 userKind,
        uint16 qualifications,
        bytes32 documentDigest
    );
    /// @notice `byParty` differs from `party` when the authority restores access to a party that lost its keys.
    event AccountAdded(
        address indexed party,
        address indexed account,
        address indexed byParty,
        address byAccount,
        uint8 powers,
        uint40 validUntil,
        uint40 unitLimit,
        bytes32 documentDigest
    );
    event AccountChanged(
        address indexed party,
        address indexed account,
        address byAccount,
        uint8 powers,
        uint40 validUntil,
        uint40 unitLimit
    );
    event AccountWasRevoked(
        address indexed party,
        address indexed account,
        address indexed byParty,
        address byAccount,
        bytes32 documentDigest
    );
    event AccountRotated(
        address indexed party,
        address indexed oldAccount,
        address indexed newAccount,
        address byAccount
    );
    /// @notice The paused scopes after the change; bits of {Scopes}.
    event ScopesPaused(uint16 scopes, address account);

    /// @notice Admits a party with its first account. Authorities and governance are admitted by governance, all
    /// others by an authority (OPERATE).
    /// @return party the unchanging address of the party
    function admit(Admission calldata admission) external returns (address party);

    /// @notice Deploys the party's minimal contract (ERC-1271, token receiver) if it is not there yet. Anyone may.
    function deployParty(bytes32 partyId) external returns (address party);

    /// @notice Replaces the roles of a party. By an authority (APPROVE); governance for authorities.
    function changeRoles(address party, uint16 roles, bytes32 documentDigest) external;

    /// @notice Sets the standing of another party. By an authority (APPROVE); governance for authorities.
    /// Suspended and barred parties neither act, send nor receive; what they hold stays theirs.
    function changeStanding(address party, Standing standing, bytes32 documentDigest) external;

    /// @notice Records that a party moved to another jurisdiction. By an authority (APPROVE).
    function changeJurisdiction(address party, uint16 jurisdiction, bytes32 documentDigest) external;

    /// @notice Records a new name or new identity documents. By an authority (APPROVE).
    function changeIdentity(
        address party,
        string calldata name,
        bytes32 identityDigest,
        bytes32 documentDigest
    ) external;

    /// @notice Records which kind of user a party is and what it is qualified for (主体类型与资质). By an authority (APPROVE).
    /// @dev It acts at the next transfer and use of series that ask for it.
    function qualifyParty(address party, uint8 userKind, uint16 qualifications, bytes32 documentDigest) external;

    /// @notice Adds a key to the caller's party (MANAGE).
    function addAccount(address account, uint8 powers, uint40 validUntil, uint40 unitLimit) external;

    /// @notice Changes powers and limits of a key of the caller's party (MANAGE).
    function changeAccount(address account, uint8 powers, uint40 validUntil, uint40 unitLimit) external;

    /// @notice Revokes a key of the caller's party for good (MANAGE, or the key itself).
    function revokeAccount(address account) external;

    /// @notice Replaces a key by a new one with the same powers and limits (MANAGE, or the key itself).
    /// Nothing the party holds moves.
    function rotateAccount(address oldAccount, address newAccount) external;

    /// @notice Restores access of a party that lost its keys: revokes `lostAccount` (0: none) and adds `newAccount`.
    /// By an authority (APPROVE) on a document.
    function recoverAccount(
        address party,
        address lostAccount,
        address newAccount,
        uint8 powers,
        bytes32 documentDigest
    ) external;

    /// @notice Pauses exactly these scopes; 0 lifts every pause. Through the AccessManager, without delay.
    function pause(uint16 scopes) external;

    /// @notice The paused scopes; bits of {Scopes}.
    function pausedScopes() external view returns (uint16);

    /// @notice The address of the party with this id, admitted or not.
    function partyAddress(bytes32 partyId) external view returns (address);

    /// @notice The recorded state; reverts with {PartyUnknown}.
    function partyOf(address party) external view returns (PartyView memory);

    /// @notice The recorded state; reverts with {AccountUnknown}.
    function accountOf(address account) external view returns (AccountView memory);

    /// @notice How many parties were admitted; indexes run from 1 to this.
    function partyCount() external view returns (uint32);

    /// @notice The party an account may now act for. Reverts with the reason when it may not.
    /// @param account the key that acts
    /// @param power bits of {Powers} it needs
    /// @param scope bits of {Scopes} that must not be paused
    /// @return party the party it acts for
    /// @return roles the roles of that party
    function actor(address account, uint8 power, uint16 scope) external view returns (address party, uint16 roles);

    /// @notice Whether `account` may now act for `party` with these powers; never reverts.
    function mayAct(address account, address party, uint8 power) external view returns (bool);
}
