// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertificateState, CertificateView} from "./RegistrationTypes.sol";

/// @title Registration certificates (登记凭证): a locked ERC-721 (ERC-5192)
/// @notice Token id is the certificate number without its letters: SJ4512026110001 is 4512026110001.
interface ICertificates {
    /// @notice No certificate has this id.
    error CertificateUnknown(uint256 certificateId);
    /// @notice Certificates move only by a registry's decision.
    error CertificateIsLocked(uint256 certificateId);
    /// @notice Only the asset registry issues certificates.
    error NotAssetRegistry(address caller);

    /// @notice ERC-5192.
    event Locked(uint256 tokenId);

    event CertificateIssued(
        uint64 indexed certificateId,
        address indexed holder,
        bytes32 indexed assetId,
        uint64 caseId,
        uint40 until,
        bytes32 evidenceDigest,
        bool sample
    );

    /// @notice A later registration changed what the certificate carries; it now carries that registration's evidence.
    event CertificateAdjusted(
        uint64 indexed certificateId,
        address indexed holder,
        bytes32 indexed assetId,
        uint64 caseId,
        uint40 until,
        bytes32 evidenceDigest,
        bool sample
    );

    /// @notice The certificate was given up or cancelled. It stays with its holder, as a record.
    event CertificateEnded(
        uint64 indexed certificateId,
        address indexed holder,
        bytes32 indexed assetId,
        uint64 caseId,
        CertificateState state,
        bytes32 evidenceDigest
    );

    /// @notice Issues a certificate; the asset registry only.
    function issueCertificate(CertificateView calldata certificate) external;

    /// @notice Adjusts a certificate to a later registration; the asset registry only.
    function adjustCertificate(
        uint64 certificateId,
        uint64 caseId,
        uint40 until,
        bytes32 evidenceDigest,
        bool sample
    ) external;

    /// @notice Ends a certificate; the asset registry only.
    function endCertificate(
        uint64 certificateId,
        uint64 caseId,
        CertificateState state,
        bytes32 evidenceDigest
    ) external;

    /// @notice ERC-5192: always true for an existing certificate.
    function locked(uint256 tokenId) external view returns (bool);

    function certificateOf(uint64 certificateId) external view returns (CertificateView memory);
}
