// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {ISeriesDesk} from "./ISeriesDesk.sol";
import {IVoucherRenderer} from "./IVoucherRenderer.sol";
import {SeriesView, VoucherClass, VoucherView} from "./VoucherTypes.sol";

/// @title Draws voucher metadata from what the calling ledger has recorded; holds nothing itself
contract VoucherRenderer is IVoucherRenderer {
    using Strings for uint256;

    /// @inheritdoc IVoucherRenderer
    function tokenURI(uint64 voucherId) external view returns (string memory) {
        VoucherView memory voucher = IDataVoucher(msg.sender).voucherOf(voucherId);
        SeriesView memory series = ISeriesDesk(msg.sender).seriesOf(voucher.seriesId);
        bytes memory json = abi.encodePacked(
            unicode'{"name":"数据资产凭证 ',
            _label(voucherId),
            unicode'","description":"Data voucher: ',
            uint256(voucher.units).toString(),
            unicode' units of use. 使用额度凭证。","image":"data:image/svg+xml;base64,',
            Base64.encode(_image(voucher, series)),
            '","attributes":[',
            _attributes(voucher, series),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    /// @inheritdoc IVoucherRenderer
    function contractURI() external pure returns (string memory) {
        bytes memory json =
            unicode'{"name":"Data Voucher 数据资产凭证","symbol":"DV","description":"Vouchers of use of registered data. 已登记数据的使用凭证。"}';
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _attributes(VoucherView memory voucher, SeriesView memory series) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                _text(unicode"数据资产 Asset", Strings.toHexString(uint256(series.assetId), 32)),
                _text(unicode"授予方 Grantor", Strings.toHexString(series.grantor)),
                _text(unicode"类别 Class", _class(series)),
                _number(unicode"凭证系列 Series", voucher.seriesId),
                _number(unicode"使用额度 Units", voucher.units),
                _number(unicode"地域 Territory (ISO 3166-1)", series.terms.territory),
                _text(unicode"用途 Purposes", uint256(series.terms.purposes).toHexString()),
                _date(unicode"生效 Start", series.terms.start),
                _date(unicode"截止 End", series.terms.end),
                _text(unicode"可转售 Resale", series.terms.resale ? unicode"是 yes" : unicode"否 no"),
                _text(unicode"锁定 Locks", uint256(voucher.locks).toHexString()),
                unicode'{"trait_type":"状态 State","value":"',
                _state(voucher, series),
                '"}'
            );
    }

    function _image(VoucherView memory voucher, SeriesView memory series) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" font-family="sans-serif">',
                '<rect width="320" height="200" rx="12" fill="#0b3d5c"/>',
                unicode'<text x="20" y="42" fill="#fff" font-size="20">数据资产凭证</text>',
                '<text x="20" y="64" fill="#9cc9e3" font-size="12">Data Voucher ',
                _label(voucher.voucherId),
                '</text><text x="20" y="120" fill="#fff" font-size="40">',
                uint256(voucher.units).toString(),
                unicode'</text><text x="20" y="142" fill="#9cc9e3" font-size="12">使用额度 units of use</text>',
                '<text x="20" y="178" fill="#fff" font-size="12">',
                _class(series),
                unicode" · ",
                _state(voucher, series),
                "</text></svg>"
            );
    }

    /// @dev Series and serial, as people say them: 3-17.
    function _label(uint64 voucherId) private pure returns (string memory) {
        return string.concat(uint256(voucherId >> 32).toString(), "-", uint256(uint32(voucherId)).toString());
    }

    function _class(SeriesView memory series) private pure returns (string memory) {
        return
            series.terms.class == VoucherClass.Authorisation
                ? unicode"授权凭证 authorisation"
                : unicode"产品凭证 product";
    }

    function _state(VoucherView memory voucher, SeriesView memory series) private pure returns (string memory) {
        if (series.expired) return unicode"已到期 expired";
        if (series.basisLost) return unicode"依据失效 basis lost";
        if (series.suspended) return unicode"已暂停 suspended";
        if (voucher.locks != 0) return unicode"已锁定 locked";
        return unicode"有效 live";
    }

    function _text(string memory trait, string memory value) private pure returns (bytes memory) {
        return abi.encodePacked('{"trait_type":"', trait, '","value":"', value, '"},');
    }

    function _number(string memory trait, uint256 value) private pure returns (bytes memory) {
        return abi.encodePacked('{"trait_type":"', trait, '","value":', value.toString(), "},");
    }

    function _date(string memory trait, uint256 value) private pure returns (bytes memory) {
        return abi.encodePacked('{"trait_type":"', trait, '","display_type":"date","value":', value.toString(), "},");
    }
}
