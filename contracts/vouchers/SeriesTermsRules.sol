// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BasisTerms} from "../registration/IBasis.sol";
import {ISeriesOpening} from "./ISeriesOpening.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {PriceRule, SeriesTerms, VoucherClass} from "./VoucherTypes.sol";

/// @title No grant exceeds its parent (invariants 3 and 4)
library SeriesTermsRules {
    /// @dev ISO 3166-1 numeric code of mainland China.
    uint16 private constant MAINLAND = 156;

    /// @dev Checks terms by themselves, then against what the basis lets its grantor grant.
    function requireWithin(SeriesTerms calldata terms, BasisTerms memory basis) internal view {
        if (!basis.tradable) revert ISeriesOpening.AssetNotTradable(basis.assetId);
        if (terms.cap == 0) revert ISeriesOpening.CapZero();
        if (terms.termsDigest == 0) revert IDataVoucher.DigestMissing();
        _requireClass(terms, basis.grantor);
        _requirePrice(terms);
        if (terms.end <= terms.start || terms.end <= block.timestamp || terms.end > basis.until) {
            revert ISeriesOpening.TermInvalid(terms.start, terms.end, basis.until);
        }
        if (basis.territory != 0 && terms.territory != basis.territory) {
            revert ISeriesOpening.TerritoryExceedsBasis(terms.territory, basis.territory);
        }
        if (terms.territory != MAINLAND) revert ISeriesOpening.ExportPathMissing(terms.territory);
        bool several = terms.purposes != 0 && terms.purposes & (terms.purposes - 1) != 0;
        if (
            terms.purposes == 0 ||
            terms.purposes & ~basis.purposes != 0 ||
            (several && terms.class == VoucherClass.Authorisation)
        ) revert ISeriesOpening.PurposesInvalid(terms.purposes, basis.purposes);
        if (terms.resale && !basis.resale) revert ISeriesOpening.ResaleExceedsBasis();
    }

    /// @dev An authorisation names its one user, another than its grantor; a product names none. Whether the user may
    /// pass it on is for the terms to say, as for every series.
    function _requireClass(SeriesTerms calldata terms, address grantor) private pure {
        bool authorisation = terms.class == VoucherClass.Authorisation;
        if (
            terms.class == VoucherClass.None ||
            authorisation != (terms.namedUser != address(0)) ||
            (authorisation && terms.namedUser == grantor)
        ) revert ISeriesOpening.ClassInvalid(uint8(terms.class), terms.namedUser);
    }

    function _requirePrice(SeriesTerms calldata terms) private pure {
        bool priced = terms.priceRule == PriceRule.Fixed || terms.priceRule == PriceRule.Ceiling;
        if (terms.priceRule == PriceRule.None || priced != (terms.unitPrice != 0)) {
            revert ISeriesOpening.PriceInvalid(uint8(terms.priceRule), terms.unitPrice);
        }
    }
}
