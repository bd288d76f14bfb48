// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Commitments} from "../parties/Commitments.sol";
import {ICommitments} from "../parties/ICommitments.sol";
import {Qualifications, UserKinds} from "../parties/PartyTypes.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {BasisKind} from "../registration/IBasis.sol";
import {Environments, Obligations, OpenTerms, SeriesConditions, UsePeriod} from "./ConditionTypes.sol";
import {ILicences} from "./ILicences.sol";
import {LicenceRules} from "./LicenceRules.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {PriceRule, SeriesTerms, VoucherClass} from "./VoucherTypes.sol";
import {SeriesWords} from "./VoucherWords.sol";

/// @title What a series asks beyond what every series does (使用条件)
/// @notice As in {VoucherRules}: {restriction} decides, {refuse} explains.
library ConditionRules {
    /// @dev A use looks at every licence above its own, so there are few.
    uint8 private constant ONWARD_LIMIT = 3;

    // --- at every move and use of a conditional series ---

    /// @notice Why this party may not get or use vouchers of the series; 0 when it may. A right that was lost above, or by
    /// the party itself, ends here.
    function restriction(uint32 seriesId, PartyWord party) internal view returns (bytes4) {
        if (LicenceRules.suspending(seriesId) != 0) return ILicences.LicenceSuspended.selector;
        SeriesRecord storage record = VoucherStorage.load().series[seriesId];
        uint256 users = record.conditions.users;
        if (users != 0 && users & UserKinds.bitOf(party.kind()) == 0) return ILicences.UserKindNotAllowed.selector;
        uint256 asked = record.conditions.qualifications;
        if (asked & Qualifications.RECORDED & ~party.qualifications() != 0) {
            return ILicences.QualificationMissing.selector;
        }
        if (asked & Qualifications.COMMITTED != 0 && !Commitments.isMet(party)) {
            return ICommitments.CommitmentOutdated.selector;
        }
        if (LicenceRules.grantedAbove(seriesId, party.index())) return ILicences.LicenceCircular.selector;
        return 0;
    }

    /// @notice Reverts with the error of this reason and the values behind it.
    function refuse(bytes4 reason, uint32 seriesId, address party, PartyWord word) internal view {
        LicenceRules.refuse(reason, seriesId);
        SeriesRecord storage record = VoucherStorage.load().series[seriesId];
        if (reason == ILicences.UserKindNotAllowed.selector) {
            revert ILicences.UserKindNotAllowed(party, word.kind(), record.conditions.users);
        }
        if (reason == ILicences.QualificationMissing.selector) {
            revert ILicences.QualificationMissing(party, word.qualifications(), record.conditions.qualifications);
        }
        if (reason == ICommitments.CommitmentOutdated.selector) Commitments.requireMet(party, word);
        if (reason == ILicences.LicenceCircular.selector) revert ILicences.LicenceCircular(seriesId, party);
    }

    /// @notice As both, for who has nothing else to ask.
    function requireMet(uint32 seriesId, address party, PartyWord word) internal view {
        refuse(restriction(seriesId, word), seriesId, party, word);
    }

    // --- when a series is opened ---

    /// @dev Whether transfers and uses must look here.
    function isConditional(SeriesTerms calldata terms) internal pure returns (bool) {
        return
            terms.basisKind == BasisKind.Licence || terms.conditions.users != 0 || terms.conditions.qualifications != 0;
    }

    /// @dev The vocabulary is closed: what this ledger does not know is not recorded.
    function requireKnown(SeriesTerms calldata terms) internal pure {
        SeriesConditions calldata c = terms.conditions;
        _requireWithin("users", c.users, UserKinds.ALL);
        _requireWithin("qualifications", c.qualifications, Qualifications.ALL);
        _requireWithin("environments", c.environments, Environments.ALL);
        _requireWithin("obligations", c.obligations, Obligations.ALL);
        _requireWithin("open", c.open, OpenTerms.ALL);
        if (c.onward > ONWARD_LIMIT) revert ILicences.ConditionUnknown("onward", c.onward);
        if ((c.frequency == 0) != (c.period == UsePeriod.None)) {
            revert ILicences.ConditionInvalid("frequency", c.frequency);
        }
        // Open data is free and for everybody; only what is open has limits of open use.
        bool toAll = terms.class == VoucherClass.Product && c.users == 0 && c.qualifications == 0;
        bool openly = c.open & OpenTerms.OPEN != 0;
        bool fits = openly ? terms.priceRule == PriceRule.Free && toAll : c.open == 0;
        if (!fits) revert ILicences.ConditionInvalid("open", c.open);
    }

    /// @dev A sub-licence exceeds its parent in nothing (invariant 3). Territory, end, purposes and resale are held by
    /// {SeriesTermsRules} against every basis.
    /// @param units of the voucher that the licence stands on
    function requireWithinParent(SeriesTerms calldata terms, SeriesRecord storage parent, uint48 units) internal view {
        SeriesConditions calldata c = terms.conditions;
        SeriesConditions memory p = parent.conditions;
        // What one named user was authorised to do is licensed to named users only.
        if (parent.word.has(SeriesWords.AUTHORISATION) && terms.class != VoucherClass.Authorisation) {
            _exceeds("class", uint8(terms.class), uint8(VoucherClass.Authorisation));
        }
        if (terms.cap > units) _exceeds("cap", terms.cap, units);
        if (terms.start < parent.use.start()) _exceeds("start", terms.start, parent.use.start());
        _requirePrice(terms, parent);
        if (!_narrows(c.users, p.users)) _exceeds("users", c.users, p.users);
        if (p.qualifications & ~c.qualifications != 0) _exceeds("qualifications", c.qualifications, p.qualifications);
        if (!_narrows(c.environments, p.environments)) _exceeds("environments", c.environments, p.environments);
        if (p.obligations & ~c.obligations != 0) _exceeds("obligations", c.obligations, p.obligations);
        _requireOpen(c.open, p.open);
        if (c.onward >= p.onward) _exceeds("onward", c.onward, p.onward);
        // Another period cannot be compared: thirty a month may all fall on one day.
        if (p.period != UsePeriod.None && c.period != p.period) _exceeds("period", uint8(c.period), uint8(p.period));
        if (!_below(c.frequency, p.frequency)) _exceeds("frequency", c.frequency, p.frequency);
        if (!_below(c.durationHours, p.durationHours)) _exceeds("durationHours", c.durationHours, p.durationHours);
        if (!_below(c.retentionDays, p.retentionDays)) _exceeds("retentionDays", c.retentionDays, p.retentionDays);
    }

    /// @dev What was given for nothing is not sold on; a ceiling binds whoever grants under it (发改价格〔2025〕65号).
    function _requirePrice(SeriesTerms calldata terms, SeriesRecord storage parent) private view {
        PriceRule rule = parent.priceRule;
        if (rule != PriceRule.Free && rule != PriceRule.Ceiling) return;
        if (terms.priceRule == PriceRule.Free) return;
        if (rule == PriceRule.Free || terms.priceRule == PriceRule.Negotiated) {
            _exceeds("priceRule", uint8(terms.priceRule), uint8(rule));
        }
        if (terms.unitPrice > parent.unitPrice) _exceeds("unitPrice", terms.unitPrice, parent.unitPrice);
    }

    /// @dev Limits of open use go along, and nothing becomes open that was not. Share-alike asks for openness itself.
    function _requireOpen(uint8 given, uint8 parent) private pure {
        bool within = given & OpenTerms.OPEN == 0 || parent & OpenTerms.OPEN != 0;
        bool keeps = given & OpenTerms.OPEN == 0 || parent & ~given & OpenTerms.LIMITS == 0;
        bool alike = parent & OpenTerms.SHARE_ALIKE == 0 || given & OpenTerms.OPEN != 0;
        if (!within || !keeps || !alike) _exceeds("open", given, parent);
    }

    /// @dev Of bits that allow, where none means all.
    function _narrows(uint256 given, uint256 parent) private pure returns (bool) {
        return parent == 0 || (given != 0 && given & ~parent == 0);
    }

    /// @dev Of an upper limit, where zero means none.
    function _below(uint256 given, uint256 parent) private pure returns (bool) {
        return parent == 0 || (given != 0 && given <= parent);
    }

    function _requireWithin(string memory condition, uint256 given, uint256 all) private pure {
        if (given & ~all != 0) revert ILicences.ConditionUnknown(condition, given);
    }

    function _exceeds(string memory condition, uint256 given, uint256 parent) private pure {
        revert ILicences.ConditionExceedsParent(condition, given, parent);
    }
}
