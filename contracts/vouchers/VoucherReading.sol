// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Scopes} from "../parties/PartyTypes.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {IERC3525} from "./IERC3525.sol";
import {IVoucherRenderer} from "./IVoucherRenderer.sol";
import {VoucherApprovals} from "./VoucherApprovals.sol";
import {VoucherBook} from "./VoucherBook.sol";
import {VoucherRules} from "./VoucherRules.sol";
import {VoucherStorage} from "./VoucherStorage.sol";
import {VoucherView} from "./VoucherTypes.sol";
import {VoucherIds, VoucherWord} from "./VoucherWords.sol";

/// @title What vouchers answer, as ERC-721, as ERC-3525 and by themselves
abstract contract VoucherReading is IDataVoucher, IERC721Metadata, IERC3525 {
    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        (uint64 voucherId, ) = VoucherBook.existing(tokenId);
        return VoucherStorage.load().approvals[voucherId].whole;
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address owner, address operator) external view returns (bool) {
        return VoucherApprovals.mayMoveAll(operator, owner);
    }

    /// @inheritdoc IERC3525
    function allowance(uint256 tokenId, address operator) external view returns (uint256) {
        (uint64 voucherId, ) = VoucherBook.existing(tokenId);
        return VoucherStorage.load().approvals[voucherId].units[operator];
    }

    /// @inheritdoc IDataVoucher
    function canTransfer(address from, address to, uint256 tokenId) external view returns (bool) {
        return transferRestriction(from, to, tokenId) == 0;
    }

    /// @inheritdoc IDataVoucher
    function transferRestriction(address from, address to, uint256 tokenId) public view returns (bytes4 reason) {
        if (PartyStorage.load().global.paused() & Scopes.TRANSFER != 0) return IPartyRegistry.ScopePaused.selector;
        if (tokenId > type(uint64).max) return VoucherUnknown.selector;
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        // Just checked.
        uint64 voucherId = uint64(tokenId);
        VoucherWord word = $.vouchers[voucherId];
        if (word.holder() == address(0)) return VoucherUnknown.selector;
        if (word.holder() != from) return VoucherNotHeldBy.selector;
        mapping(address => PartyWord) storage parties = PartyStorage.load().parties;
        return
            VoucherRules.restriction(
                VoucherRules.Move({
                    voucherId: voucherId,
                    from: from,
                    to: to,
                    fromWord: parties[from],
                    toWord: parties[to],
                    series: $.series[VoucherIds.seriesOf(voucherId)].word,
                    voucher: word
                })
            );
    }

    /// @inheritdoc IDataVoucher
    function voucherOf(uint64 voucherId) external view returns (VoucherView memory) {
        (, VoucherWord word) = VoucherBook.existing(voucherId);
        return
            VoucherView({
                voucherId: voucherId,
                seriesId: VoucherIds.seriesOf(voucherId),
                holder: word.holder(),
                units: word.units(),
                locks: word.locks(),
                epoch: word.epoch(),
                digest: VoucherStorage.load().digests[voucherId]
            });
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) external view returns (address) {
        (, VoucherWord word) = VoucherBook.existing(tokenId);
        return word.holder();
    }

    /// @inheritdoc IERC721
    function balanceOf(address party) external view returns (uint256) {
        if (party == address(0)) revert IERC721Errors.ERC721InvalidOwner(party);
        return PartyStorage.load().parties[party].vouchers();
    }

    /// @inheritdoc IERC3525
    function balanceOf(uint256 tokenId) external view returns (uint256) {
        (, VoucherWord word) = VoucherBook.existing(tokenId);
        return word.units();
    }

    /// @inheritdoc IERC3525
    function slotOf(uint256 tokenId) external view returns (uint256) {
        (uint64 voucherId, ) = VoucherBook.existing(tokenId);
        return VoucherIds.seriesOf(voucherId);
    }

    /// @inheritdoc IERC3525
    function valueDecimals() external pure returns (uint8) {
        return 0;
    }

    /// @inheritdoc IERC721Metadata
    function name() external pure returns (string memory) {
        return unicode"Data Voucher 数据资产凭证";
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "DV";
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        (uint64 voucherId, ) = VoucherBook.existing(tokenId);
        return IVoucherRenderer(VoucherStorage.load().renderer).tokenURI(voucherId);
    }

    /// @notice ERC-7572: who we are, as base64 JSON.
    function contractURI() external view returns (string memory) {
        return IVoucherRenderer(VoucherStorage.load().renderer).contractURI();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == 0xd5358140 || // ERC-3525
            interfaceId == 0x49064906; // ERC-4906
    }
}
