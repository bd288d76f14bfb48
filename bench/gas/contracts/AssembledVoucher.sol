// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

/// @title What an engineer puts together from OpenZeppelin's parts for the same task
/// @dev A voucher is an ERC-721 token with a 32-byte commitment; holders stand on an allowlist, single vouchers can be
/// frozen, everything can be paused, and roles say who does what. There are no units, terms, territories, accounts with
/// powers or records of who acted. The issuer chooses the id, which saves the counter that the ledger keeps.
contract AssembledVoucher is ERC721, AccessControl, Pausable {
    bytes32 public constant ISSUER = keccak256("ISSUER");
    bytes32 public constant SUPERVISOR = keccak256("SUPERVISOR");

    mapping(address party => bool) public admitted;
    mapping(uint256 voucherId => bool) public frozen;
    mapping(uint256 voucherId => bytes32) public commitments;

    error NotAdmitted(address party);
    error Frozen(uint256 voucherId);

    event Admitted(address indexed party, bool admitted);
    event FreezeSet(uint256 indexed voucherId, bool frozen);
    event Issued(uint256 indexed voucherId, address indexed to, bytes32 commitment);

    constructor(address admin) ERC721("Assembled voucher", "AV") {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(ISSUER, admin);
        _grantRole(SUPERVISOR, admin);
    }

    function admit(address party, bool value) external onlyRole(SUPERVISOR) {
        admitted[party] = value;
        emit Admitted(party, value);
    }

    function freeze(uint256 voucherId, bool value) external onlyRole(SUPERVISOR) {
        frozen[voucherId] = value;
        emit FreezeSet(voucherId, value);
    }

    function pause() external onlyRole(SUPERVISOR) {
        _pause();
    }

    function unpause() external onlyRole(SUPERVISOR) {
        _unpause();
    }

    function issue(address to, uint256 voucherId, bytes32 commitment) external onlyRole(ISSUER) {
        _issue(to, voucherId, commitment);
    }

    function issueBatch(
        address[] calldata to,
        uint256[] calldata voucherIds,
        bytes32[] calldata digests
    ) external onlyRole(ISSUER) {
        for (uint256 i; i < to.length; ++i) _issue(to[i], voucherIds[i], digests[i]);
    }

    function transferBatch(uint256[] calldata voucherIds, address to) external {
        for (uint256 i; i < voucherIds.length; ++i) transferFrom(msg.sender, to, voucherIds[i]);
    }

    function transferEach(uint256[] calldata voucherIds, address[] calldata to) external {
        for (uint256 i; i < voucherIds.length; ++i) transferFrom(msg.sender, to[i], voucherIds[i]);
    }

    function supportsInterface(bytes4 id) public view override(ERC721, AccessControl) returns (bool) {
        return super.supportsInterface(id);
    }

    function _issue(address to, uint256 voucherId, bytes32 commitment) private {
        _mint(to, voucherId);
        commitments[voucherId] = commitment;
        emit Issued(voucherId, to, commitment);
    }

    /// @dev Every rule in the one place that all mints and transfers pass.
    function _update(address to, uint256 voucherId, address auth) internal override whenNotPaused returns (address) {
        if (frozen[voucherId]) revert Frozen(voucherId);
        if (!admitted[to]) revert NotAdmitted(to);
        address from = super._update(to, voucherId, auth);
        if (from != address(0) && !admitted[from]) revert NotAdmitted(from);
        return from;
    }
}
