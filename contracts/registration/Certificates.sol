// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {CertificateNumbers} from "./CertificateNumbers.sol";
import {ICertificates} from "./ICertificates.sol";
import {CertificateState, CertificateView} from "./RegistrationTypes.sol";

/// @title Registration certificates (登记凭证)
/// @custom:oz-upgrades-unsafe-allow state-variable-immutable
contract Certificates is ERC721Upgradeable, UUPSUpgradeable, AccessManagedUpgradeable, ICertificates {
    struct Entry {
        bytes32 assetId;
        bytes32 evidenceDigest;
        uint64 caseId;
        uint40 issuedAt;
        uint40 until;
        bool sample;
        CertificateState state;
        uint40 adjustedAt;
        uint40 endedAt;
    }

    /// @custom:storage-location erc7201:datavoucher.storage.Certificates
    struct CertificatesStorage {
        address registry;
        mapping(uint64 certificateId => Entry) entries;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.Certificates")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x8bc21cf2b4b0fc32e6d35cfc311e92812aef6250cd7bf3d58d1a1b53529fe600;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @param accessManager who governs upgrades
    /// @param registry the AssetRegistry, the only issuer
    function initialize(address accessManager, address registry) external initializer {
        __ERC721_init(unicode"Registration Certificate 数据产权登记凭证", "SJ");
        __AccessManaged_init(accessManager);
        _load().registry = registry;
    }

    /// @inheritdoc ICertificates
    function issueCertificate(CertificateView calldata certificate) external {
        _requireRegistry();
        _load().entries[certificate.certificateId] = Entry({
            assetId: certificate.assetId,
            evidenceDigest: certificate.evidenceDigest,
            caseId: certificate.caseId,
            issuedAt: uint40(block.timestamp),
            until: certificate.until,
            sample: certificate.sample,
            state: CertificateState.Valid,
            adjustedAt: 0,
            endedAt: 0
        });
        _mint(certificate.holder, certificate.certificateId);
        emit Locked(certificate.certificateId);
        emit CertificateIssued(
            certificate.certificateId,
            certificate.holder,
            certificate.assetId,
            certificate.caseId,
            certificate.until,
            certificate.evidenceDigest,
            certificate.sample
        );
    }

    /// @inheritdoc ICertificates
    function adjustCertificate(
        uint64 certificateId,
        uint64 caseId,
        uint40 until,
        bytes32 evidenceDigest,
        bool sample
    ) external {
        _requireRegistry();
        address holder = _requireOwned(certificateId);
        Entry storage entry = _load().entries[certificateId];
        entry.caseId = caseId;
        entry.until = until;
        entry.evidenceDigest = evidenceDigest;
        entry.sample = sample;
        entry.adjustedAt = uint40(block.timestamp);
        emit CertificateAdjusted(certificateId, holder, entry.assetId, caseId, until, evidenceDigest, sample);
        emit IERC4906.MetadataUpdate(certificateId);
    }

    /// @inheritdoc ICertificates
    function endCertificate(
        uint64 certificateId,
        uint64 caseId,
        CertificateState state,
        bytes32 evidenceDigest
    ) external {
        _requireRegistry();
        address holder = _requireOwned(certificateId);
        Entry storage entry = _load().entries[certificateId];
        entry.caseId = caseId;
        entry.evidenceDigest = evidenceDigest;
        entry.state = state;
        entry.endedAt = uint40(block.timestamp);
        emit CertificateEnded(certificateId, holder, entry.assetId, caseId, state, evidenceDigest);
        emit IERC4906.MetadataUpdate(certificateId);
    }

    /// @inheritdoc ICertificates
    function certificateOf(uint64 certificateId) public view returns (CertificateView memory) {
        address holder = _ownerOf(certificateId);
        if (holder == address(0)) revert CertificateUnknown(certificateId);
        Entry storage entry = _load().entries[certificateId];
        return
            CertificateView({
                certificateId: certificateId,
                number: CertificateNumbers.text(certificateId),
                holder: holder,
                assetId: entry.assetId,
                caseId: entry.caseId,
                issuedAt: entry.issuedAt,
                until: entry.until,
                evidenceDigest: entry.evidenceDigest,
                sample: entry.sample,
                state: entry.state,
                adjustedAt: entry.adjustedAt,
                endedAt: entry.endedAt
            });
    }

    /// @inheritdoc ICertificates
    function locked(uint256 tokenId) external view returns (bool) {
        if (_ownerOf(tokenId) == address(0)) revert CertificateUnknown(tokenId);
        return true;
    }

    /// @notice Base64 JSON of the certificate.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        if (tokenId > type(uint64).max) revert CertificateUnknown(tokenId);
        // Just checked.
        CertificateView memory seen = certificateOf(uint64(tokenId));
        bytes memory json = abi.encodePacked(
            '{"name":"',
            seen.number,
            seen.sample ? unicode"（演示 sample）" : "",
            _ending(seen.state),
            unicode'","description":"数据产权登记凭证 Registration certificate","attributes":[',
            unicode'{"trait_type":"数据资产 Asset","value":"',
            Strings.toHexString(uint256(seen.assetId), 32),
            unicode'"},{"trait_type":"权利人 Holder","value":"',
            Strings.toHexString(seen.holder),
            unicode'"},{"trait_type":"登记案件 Case","value":"',
            Strings.toString(seen.caseId),
            unicode'"},{"trait_type":"发证时间 Issued","display_type":"date","value":',
            Strings.toString(seen.issuedAt),
            unicode'},{"trait_type":"有效期至 Valid until","display_type":"date","value":',
            Strings.toString(seen.until),
            "}]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    /// @dev ERC-165, with ERC-4906 and ERC-5192.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == 0xb45a3c0e || interfaceId == 0x49064906 || super.supportsInterface(interfaceId);
    }

    /// @notice Refused: certificates move only by a registry's decision.
    function approve(address, uint256 tokenId) public pure override {
        revert CertificateIsLocked(tokenId);
    }

    /// @notice Refused: certificates move only by a registry's decision.
    function setApprovalForAll(address, bool) public pure override {
        revert CertificateIsLocked(0);
    }

    /// @dev Every path of ERC-721 ends here; only issuing passes.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address) {
        if (msg.sender != _load().registry) revert CertificateIsLocked(tokenId);
        return super._update(to, tokenId, auth);
    }

    function _requireRegistry() private view {
        if (msg.sender != _load().registry) revert NotAssetRegistry(msg.sender);
    }

    function _ending(CertificateState state) private pure returns (string memory) {
        if (state == CertificateState.Transferred) return unicode"（已转让 transferred）";
        return state == CertificateState.Cancelled ? unicode"（已注销 cancelled）" : "";
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _load() private pure returns (CertificatesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
