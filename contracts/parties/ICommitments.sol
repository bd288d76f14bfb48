// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitmentRule} from "./CommitmentTypes.sol";

/// @title Safe-use commitments and who signs them (数据安全使用承诺与签署人)
/// @notice Plan section 16: whoever uses data commits itself to use it safely. The authority publishes the text in
/// editions, a party's signing person (首席数据官, plan section 6) signs it, and a series may ask for it.
interface ICommitments {
    /// @notice Only the newest edition is signed.
    error CommitmentEditionUnknown(uint16 edition, uint16 published);
    /// @notice An edition can be required from now on or later, not from a moment that has passed.
    error CommitmentRequiredFromPast(uint40 requiredFrom);
    /// @notice The party has signed no edition that counts now. Its signing person signs the newest one.
    error CommitmentOutdated(address party, uint16 signed, uint16 required);
    /// @notice The account is a signing person of its party already, or is none.
    error SignerUnchanged(address account, bool signs);

    /// @notice An authority published an edition of the text; `requiredFrom` is when earlier ones cease to count.
    event CommitmentPublished(
        uint16 indexed edition,
        address indexed byParty,
        address account,
        uint40 requiredFrom,
        bytes32 textDigest
    );
    /// @notice The signing person `account` signed this edition for its party; 0 while none was published.
    event SafeUseCommitted(address indexed party, address account, uint16 edition, bytes32 digest);
    /// @notice `account` signs for its party from now on; the document is the appointment.
    event SignerAppointed(address indexed party, address indexed account, address byAccount, bytes32 documentDigest);
    event SignerDismissed(address indexed party, address indexed account, address byAccount, bytes32 documentDigest);

    /// @notice Publishes the next edition of the safe-use commitment. By an authority (APPROVE).
    /// @param requiredFrom from when on earlier editions do not count any more; 0 means at once
    /// @param textDigest digest of the text
    /// @return edition its number
    function publishCommitment(uint40 requiredFrom, bytes32 textDigest) external returns (uint16 edition);

    /// @notice Signs the safe-use commitment for the caller's party. By a signing person (SIGN).
    /// @param edition the newest edition; 0 while none was published
    /// @param digest of the signed document
    function commitSafeUse(uint16 edition, bytes32 digest) external;

    /// @notice Makes a key of the caller's party a signing person (MANAGE).
    /// @dev The power stays with the key through changes of its other powers, and goes on to the key that replaces it.
    function appointSigner(address account, bytes32 documentDigest) external;

    /// @notice Ends that (MANAGE). What was signed stands.
    function dismissSigner(address account, bytes32 documentDigest) external;

    /// @notice Which edition counts.
    function commitmentRule() external view returns (CommitmentRule memory);

    /// @notice Digest of the text of an edition; 0 for one that was not published.
    function commitmentText(uint16 edition) external view returns (bytes32);
}
