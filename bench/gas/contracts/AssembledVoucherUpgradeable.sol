// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlUpgradeable} from "@openzeppelin/contracts-upgradeable/access/AccessControlUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {PausableUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/PausableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title {AssembledVoucher} as it is written to stand behind a UUPS proxy
contract AssembledVoucherUpgradeable is
    ERC721Upgradeable,
    AccessControlUpgradeable,
    PausableUpgradeable,
    UUPSUpgradeable
{
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

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function initialize(address admin) external initializer {
        __ERC721_init("Assembled voucher", "AV");
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

    function supportsInterface(
        bytes4 id
    ) public view override(ERC721Upgradeable, AccessControlUpgradeable) returns (bool) {
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

    function _authorizeUpgrade(address) internal override onlyRole(DEFAULT_ADMIN_ROLE) {}
}
