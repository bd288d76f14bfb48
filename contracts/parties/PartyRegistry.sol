// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Actors} from "./Actors.sol";
import {CommitmentRule} from "./CommitmentTypes.sol";
import {Commitments} from "./Commitments.sol";
import {ICommitments} from "./ICommitments.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";
import {Party} from "./Party.sol";
import {PartyStorage} from "./PartyStorage.sol";
import {
    AccountView,
    Admission,
    PartyView,
    Powers,
    Qualifications,
    Roles,
    Scopes,
    Standing,
    UserKinds
} from "./PartyTypes.sol";
import {AccountWord, AccountWords, GlobalWords, PartyWord, PartyWords} from "./PartyWords.sol";

/// @title Administration of parties: an extension of the Ledger, run in the proxy's storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract PartyRegistry is AccessManagedUpgradeable, Proxy, IPartyRegistry, ICommitments {
    uint256 private constant NAME_LIMIT = 256;

    address private immutable _extension;

    /// @param extension answers what this contract does not; nothing of parties depends on it
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
        _disableInitializers();
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert EtherRefused();
    }

    /// @notice Sets the ledger up with its governance party and its first authority.
    /// @param accessManager who governs upgrades and configuration
    /// @param template the Party contract that every party address is a clone of
    function initialize(
        address accessManager,
        address template,
        Admission calldata governance,
        Admission calldata authority
    ) external initializer {
        if (address(Party(template).ledger()) != address(this)) revert TemplateOfAnotherLedger(template);
        __AccessManaged_init(accessManager);
        PartyStorage.load().global = GlobalWords.withTemplate(template);
        address founder = _admit(governance, address(0));
        Actors.requireRole(founder, PartyStorage.load().parties[founder], Roles.GOVERNANCE);
        address first = _admit(authority, founder);
        Actors.requireRole(first, PartyStorage.load().parties[first], Roles.AUTHORITY);
    }

    /// @inheritdoc IPartyRegistry
    function admit(Admission calldata admission) external returns (address party) {
        (address actingParty, PartyWord word, ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.PARTIES);
        Actors.requireRole(actingParty, word, _decidesOn(admission.roles));
        return _admit(admission, actingParty);
    }

    /// @inheritdoc IPartyRegistry
    function deployParty(bytes32 partyId) external returns (address party) {
        party = partyAddress(partyId);
        _known(party);
        if (party.code.length != 0) return party;
        Clones.cloneDeterministic(PartyStorage.load().global.template(), partyId);
        emit PartyDeployed(party, msg.sender);
    }

    /// @inheritdoc IPartyRegistry
    function changeRoles(address party, uint16 roles, bytes32 documentDigest) external {
        PartyWord word = _known(party);
        address actingParty = _decide(party, word.roles() | roles, documentDigest);
        if (!Roles.combinable(roles)) revert RolesNotCombinable(roles);
        // What was asked of an admission to these roles is asked of a change to them.
        if (roles & Roles.TRADER != 0 && !word.committed()) revert SafeUseCommitmentMissing();
        if (!word.named()) _requireName(0, roles);

        PartyStorage.load().parties[party] = word.withRoles(roles);
        emit PartyRolesChanged(party, actingParty, msg.sender, roles, documentDigest);
    }

    /// @inheritdoc IPartyRegistry
    function changeStanding(address party, Standing standing, bytes32 documentDigest) external {
        PartyWord word = _known(party);
        address actingParty = _decide(party, word.roles(), documentDigest);
        if (standing == Standing.None || standing == word.standing()) revert StandingInvalid(party, standing);

        PartyStorage.load().parties[party] = word.withStanding(standing);
        emit PartyStandingChanged(party, actingParty, msg.sender, standing, documentDigest);
    }

    /// @inheritdoc IPartyRegistry
    function changeJurisdiction(address party, uint16 jurisdiction, bytes32 documentDigest) external {
        PartyWord word = _known(party);
        address actingParty = _decide(party, word.roles(), documentDigest);
        _requireJurisdiction(jurisdiction);

        PartyStorage.load().parties[party] = word.withJurisdiction(jurisdiction);
        emit PartyJurisdictionChanged(party, actingParty, msg.sender, jurisdiction, documentDigest);
    }

    /// @inheritdoc IPartyRegistry
    function changeIdentity(
        address party,
        string calldata name,
        bytes32 identityDigest,
        bytes32 documentDigest
    ) external {
        PartyWord word = _known(party);
        address actingParty = _decide(party, word.roles(), documentDigest);
        _requireName(bytes(name).length, word.roles());

        PartyStorage.load().parties[party] = word.withNamed(bytes(name).length != 0);
        emit PartyIdentityChanged(party, actingParty, msg.sender, name, identityDigest, documentDigest);
    }

    /// @inheritdoc IPartyRegistry
    function qualifyParty(address party, uint8 userKind, uint16 qualifications, bytes32 documentDigest) external {
        PartyWord word = _known(party);
        address actingParty = _decide(party, word.roles(), documentDigest);
        if (userKind == 0 || userKind > UserKinds.LAST || qualifications & ~Qualifications.RECORDED != 0) {
            revert QualificationsUnknown(userKind, qualifications);
        }

        PartyStorage.load().parties[party] = word.withQualifications(userKind, qualifications);
        emit PartyQualified(party, actingParty, msg.sender, userKind, qualifications, documentDigest);
    }

    /// @inheritdoc ICommitments
    function publishCommitment(uint40 requiredFrom, bytes32 textDigest) external returns (uint16 edition) {
        (address actingParty, PartyWord word, ) = Actors.acting(msg.sender, Powers.APPROVE, Scopes.PARTIES);
        Actors.requireRole(actingParty, word, Roles.AUTHORITY);
        if (textDigest == 0) revert DocumentMissing();
        if (requiredFrom == 0) requiredFrom = uint40(block.timestamp);
        if (requiredFrom < block.timestamp) revert CommitmentRequiredFromPast(requiredFrom);

        edition = Commitments.publish(requiredFrom, textDigest);
        emit CommitmentPublished(edition, actingParty, msg.sender, requiredFrom, textDigest);
    }

    /// @inheritdoc ICommitments
    function commitSafeUse(uint16 edition, bytes32 digest) external {
        (address party, PartyWord word, ) = Actors.acting(msg.sender, Powers.SIGN, Scopes.PARTIES);
        if (digest == 0) revert SafeUseCommitmentMissing();
        uint16 published = Commitments.load().rule.published;
        if (edition != published) revert CommitmentEditionUnknown(edition, published);

        PartyStorage.load().parties[party] = word.withCommitment().withEdition(edition);
        emit SafeUseCommitted(party, msg.sender, edition, digest);
    }

    /// @inheritdoc ICommitments
    function appointSigner(address account, bytes32 documentDigest) external {
        address party = _sign(account, true, documentDigest);
        emit SignerAppointed(party, account, msg.sender, documentDigest);
    }

    /// @inheritdoc ICommitments
    function dismissSigner(address account, bytes32 documentDigest) external {
        address party = _sign(account, false, documentDigest);
        emit SignerDismissed(party, account, msg.sender, documentDigest);
    }

    /// @inheritdoc ICommitments
    function commitmentRule() external view returns (CommitmentRule memory) {
        return Commitments.load().rule;
    }

    /// @inheritdoc ICommitments
    function commitmentText(uint16 edition) external view returns (bytes32) {
        return Commitments.load().texts[edition];
    }

    /// @inheritdoc IPartyRegistry
    function addAccount(address account, uint8 powers, uint40 validUntil, uint40 unitLimit) external {
        (address party, , ) = Actors.acting(msg.sender, Powers.MANAGE, Scopes.PARTIES);
        _requireKey(account);
        _add(party, account, AccountWords.pack(party, powers, validUntil, unitLimit), party, 0);
    }

    /// @inheritdoc IPartyRegistry
    function changeAccount(address account, uint8 powers, uint40 validUntil, uint40 unitLimit) external {
        (address party, , ) = Actors.acting(msg.sender, Powers.MANAGE, Scopes.PARTIES);
        AccountWord word = _ownLive(party, account);
        Actors.requirePowers(powers);
        powers |= word.powers() & Powers.SIGN;

        PartyStorage.load().accounts[account] = AccountWords.pack(party, powers, validUntil, unitLimit);
        emit AccountChanged(party, account, msg.sender, powers, validUntil, unitLimit);
    }

    /// @inheritdoc IPartyRegistry
    function revokeAccount(address account) external {
        address party = _managing(account);
        AccountWord word = _ownLive(party, account);

        PartyStorage.load().accounts[account] = word.revoke();
        emit AccountWasRevoked(party, account, party, msg.sender, 0);
    }

    /// @inheritdoc IPartyRegistry
    function rotateAccount(address oldAccount, address newAccount) external {
        address party = _managing(oldAccount);
        AccountWord word = _ownLive(party, oldAccount);
        _requireKey(newAccount);
        _requireFresh(newAccount);

        PartyStorage.load().accounts[oldAccount] = word.revoke();
        PartyStorage.load().accounts[newAccount] = word;
        emit AccountRotated(party, oldAccount, newAccount, msg.sender);
    }

    /// @inheritdoc IPartyRegistry
    function recoverAccount(
        address party,
        address lostAccount,
        address newAccount,
        uint8 powers,
        bytes32 documentDigest
    ) external {
        address actingParty = _decide(party, _known(party).roles(), documentDigest);
        if (lostAccount != address(0)) {
            AccountWord word = _ownLive(party, lostAccount);
            PartyStorage.load().accounts[lostAccount] = word.revoke();
            emit AccountWasRevoked(party, lostAccount, actingParty, msg.sender, documentDigest);
        }
        _add(party, newAccount, AccountWords.pack(party, powers, 0, 0), actingParty, documentDigest);
    }

    /// @inheritdoc IPartyRegistry
    function pause(uint16 scopes) external restricted {
        if (scopes & ~Scopes.ALL != 0) revert ScopeInvalid(scopes);
        PartyStorage.Layout storage $ = PartyStorage.load();
        $.global = $.global.withPaused(scopes);
        emit ScopesPaused(scopes, msg.sender);
    }

    /// @inheritdoc IPartyRegistry
    function pausedScopes() external view returns (uint16) {
        return PartyStorage.load().global.paused();
    }

    /// @inheritdoc IPartyRegistry
    function partyAddress(bytes32 partyId) public view returns (address) {
        return Clones.predictDeterministicAddress(PartyStorage.load().global.template(), partyId, address(this));
    }

    /// @inheritdoc IPartyRegistry
    function partyOf(address party) public view returns (PartyView memory) {
        PartyWord word = _known(party);
        return
            PartyView({
                party: party,
                index: word.index(),
                roles: word.roles(),
                standing: word.standing(),
                jurisdiction: word.jurisdiction(),
                vouchers: word.vouchers(),
                admittedAt: word.admittedAt(),
                deployed: party.code.length != 0,
                kind: word.kind(),
                qualifications: word.qualifications(),
                edition: word.edition()
            });
    }

    /// @inheritdoc IPartyRegistry
    function accountOf(address account) external view returns (AccountView memory) {
        AccountWord word = PartyStorage.load().accounts[account];
        if (word.party() == address(0)) revert AccountUnknown(account);
        return
            AccountView({
                account: account,
                party: word.party(),
                powers: word.powers(),
                revoked: word.revoked(),
                validUntil: word.validUntil(),
                unitLimit: word.unitLimit()
            });
    }

    /// @inheritdoc IPartyRegistry
    function partyCount() external view returns (uint32) {
        return PartyStorage.load().global.parties();
    }

    /// @inheritdoc IPartyRegistry
    function actor(address account, uint8 power, uint16 scope) external view returns (address party, uint16 roles) {
        PartyWord word;
        (party, word, ) = Actors.acting(account, power, scope);
        return (party, word.roles());
    }

    /// @inheritdoc IPartyRegistry
    function mayAct(address account, address party, uint8 power) external view returns (bool) {
        return Actors.mayAct(account, party, power);
    }

    function _admit(Admission calldata admission, address byParty) private returns (address party) {
        if (admission.partyId == 0) revert PartyIdMissing();
        PartyStorage.Layout storage $ = PartyStorage.load();
        party = partyAddress(admission.partyId);
        if ($.parties[party].index() != 0) revert PartyExists(party);
        uint16 roles = admission.roles;
        if (!Roles.combinable(roles)) revert RolesNotCombinable(roles);
        _requireJurisdiction(admission.jurisdiction);
        if (roles & Roles.TRADER != 0 && admission.safeUseCommitment == 0) revert SafeUseCommitmentMissing();
        _requireName(bytes(admission.name).length, roles);

        uint32 index;
        ($.global, index) = $.global.nextParty();
        PartyWord word = PartyWords.pack(roles, Standing.Good, admission.jurisdiction, index, uint40(block.timestamp));
        if (admission.safeUseCommitment != 0) word = word.withCommitment();
        $.parties[party] = word.withNamed(bytes(admission.name).length != 0);
        _store(admission.account, AccountWords.pack(party, admission.powers, 0, 0));
        emit PartyAdmitted(party, byParty, msg.sender, index, admission);
    }

    function _add(address party, address account, AccountWord word, address byParty, bytes32 documentDigest) private {
        _store(account, word);
        emit AccountAdded(
            party,
            account,
            byParty,
            msg.sender,
            word.powers(),
            word.validUntil(),
            word.unitLimit(),
            documentDigest
        );
    }

    function _store(address account, AccountWord word) private {
        _requireFresh(account);
        Actors.requirePowers(word.powers());
        PartyStorage.load().accounts[account] = word;
    }

    /// @dev The authority's side of a decision on a party; governance decides on authorities and on itself not at all.
    function _decide(address party, uint16 roles, bytes32 documentDigest) private view returns (address actingParty) {
        PartyWord word;
        (actingParty, word, ) = Actors.acting(msg.sender, Powers.APPROVE, Scopes.PARTIES);
        Actors.requireRole(actingParty, word, _decidesOn(roles));
        if (actingParty == party) revert OwnCase(party);
        if (documentDigest == 0) revert DocumentMissing();
    }

    function _decidesOn(uint16 roles) private pure returns (uint16) {
        return roles & (Roles.GOVERNANCE | Roles.AUTHORITY) != 0 ? Roles.GOVERNANCE : Roles.AUTHORITY;
    }

    /// @dev The caller manages the accounts of its party, or acts on its own key. Standing does not matter: a
    /// suspended party must still be able to take a leaked key out of use.
    function _managing(address account) private view returns (address party) {
        Actors.requireNotPaused(Scopes.PARTIES);
        AccountWord word = PartyStorage.load().accounts[msg.sender];
        Actors.requireUsable(word, msg.sender, msg.sender == account ? 0 : Powers.MANAGE);
        return word.party();
    }

    /// @dev Gives or takes the power to sign, on a document.
    function _sign(address account, bool signs, bytes32 documentDigest) private returns (address party) {
        (party, , ) = Actors.acting(msg.sender, Powers.MANAGE, Scopes.PARTIES);
        AccountWord word = _ownLive(party, account);
        if (documentDigest == 0) revert DocumentMissing();
        uint8 powers = word.powers();
        if ((powers & Powers.SIGN != 0) == signs) revert SignerUnchanged(account, signs);
        PartyStorage.load().accounts[account] = word.withPowers(powers ^ Powers.SIGN);
    }

    function _ownLive(address party, address account) private view returns (AccountWord word) {
        word = PartyStorage.load().accounts[account];
        if (word.party() == address(0)) revert AccountUnknown(account);
        if (word.party() != party) revert AccountOfAnotherParty(account, word.party());
        if (word.revoked()) revert AccountRevoked(account);
    }

    /// @dev What a party adds by itself is a plain key: a contract or a party taken up as somebody's account could
    /// then be revoked, and would serve nobody any more.
    function _requireKey(address account) private view {
        if (account.code.length != 0 || PartyStorage.load().parties[account].index() != 0) {
            revert AccountNotAKey(account);
        }
    }

    function _requireFresh(address account) private view {
        if (account == address(0)) revert AccountUnknown(account);
        if (PartyStorage.load().accounts[account].party() != address(0)) revert AccountExists(account);
    }

    /// @dev A natural person's name stays off the ledger; only traders can be natural persons.
    /// Which characters a name holds is for the authority's desk to see, whose tools refuse what {Texts} refuses: reading
    /// each byte here would take an admission beyond its 100 000 gas.
    function _requireName(uint256 length, uint16 roles) private pure {
        if (length > NAME_LIMIT || (length == 0 && roles != Roles.TRADER)) revert NameInvalid(length);
    }

    function _requireJurisdiction(uint16 jurisdiction) private pure {
        if (jurisdiction == 0 || jurisdiction > 999) revert JurisdictionInvalid(jurisdiction);
    }

    function _known(address party) private view returns (PartyWord word) {
        word = PartyStorage.load().parties[party];
        if (word.index() == 0) revert PartyUnknown(party);
    }

    /// @dev {Proxy}: what this contract does not answer, the extension does.
    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
