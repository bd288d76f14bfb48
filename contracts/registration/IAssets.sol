// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITexts} from "../parties/ITexts.sol";
import {AssetDeclaration, AssetView, Category, Grade, Right, RightEntry} from "./RegistrationTypes.sol";

/// @title Assets: what is declared, its grade, and the rights registered in it (数据资产)
/// @notice Article numbers are those of 《数据产权登记工作指引（试行）》.
interface IAssets is ITexts {
    /// @notice The ledger takes no ether.
    error EtherRefused();
    /// @notice No asset has this id.
    error AssetUnknown(bytes32 assetId);
    /// @notice The declarant used this key before.
    error AssetExists(bytes32 assetId);
    /// @notice Key, fingerprint and descriptor digest must not be zero; source, category and grade must be chosen.
    error AssetIncomplete(string field);
    /// @notice The name must have 1 to 256 bytes.
    error AssetNameInvalid(uint256 length);
    /// @notice Derived data names its sources (at most 32, each once); other data names none.
    error AssetSourcesInvalid(uint256 count);
    /// @notice Traders declare on the property track; only public bodies declare data of government duty.
    error CategoryNotForParty(Category category, address party);
    /// @notice A grade cannot fall below the strictest source without the authority's decision.
    error GradeInvalid(bytes32 assetId, Grade grade);
    /// @notice Only the public-data track describes public data anew.
    error NotPublicTrack(address caller);
    /// @notice A certificate stands in the data: its description changes by a registration (article 35).
    error CertificateStands(bytes32 assetId, uint64 certificateId);

    event AssetDeclared(
        bytes32 indexed assetId,
        address indexed declarant,
        address account,
        AssetDeclaration declaration,
        Grade grade
    );
    event AssetGraded(
        bytes32 indexed assetId,
        address indexed byParty,
        address account,
        Grade grade,
        bytes32 assessmentDigest,
        bytes32 documentDigest
    );
    /// @notice The description of public data before and after, by a request on the public-data track. An empty name was
    /// kept.
    event PublicDataDescribed(
        bytes32 indexed assetId,
        uint64 indexed requestId,
        string name,
        bytes32 descriptorBefore,
        bytes32 descriptorAfter
    );

    /// @notice Declares an asset. By a trader, or a public body for data of government duty (OPERATE).
    /// @dev The recorded grade is the strictest of the declared one and the sources' grades.
    function declareAsset(AssetDeclaration calldata declaration) external returns (bytes32 assetId);
    /// @notice Changes the grade, with the risk assessment where there is one. By an authority (APPROVE).
    /// Series over the asset lose their basis, or have it back, in the same transaction.
    function gradeAsset(bytes32 assetId, Grade grade, bytes32 assessmentDigest, bytes32 documentDigest) external;
    /// @notice Describes public data anew, as a request says that was granted. Only by the public-data track.
    /// @param name empty is kept
    /// @param descriptorDigest zero is kept
    function describePublicData(
        bytes32 assetId,
        uint64 requestId,
        string calldata name,
        bytes32 descriptorDigest
    ) external;
    /// @notice Tells the ledger anew whether certificates and authorisations over the asset still let their grantors
    /// grant. Anyone may: it repeats what is so.
    function refreshBases(bytes32 assetId) external;
    /// @notice Reverts where a certificate stands in the asset, whose description then changes by article 35.
    function requireDescribable(bytes32 assetId, string calldata name) external view;
    function assetIdOf(address declarant, bytes32 key) external view returns (bytes32);
    function assetOf(bytes32 assetId) external view returns (AssetView memory);
    /// @notice The live entry of a right; all zero when the party has none now.
    function rightOf(bytes32 assetId, Right right, address party) external view returns (RightEntry memory);
    /// @notice The certificates of an asset that stand; what expired leaves the list when another comes.
    function certificatesOf(bytes32 assetId) external view returns (uint64[] memory);
}
