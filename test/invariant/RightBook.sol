// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CaseState,
    CertificateState,
    Grade,
    RegistrationKind,
    Source
} from "../../contracts/registration/RegistrationTypes.sol";
import {PlainCalendar} from "../fuzz/PlainCalendar.sol";
import {ClockBook} from "./ClockBook.sol";

/// @title The handler's own register of rights and certificates, and what the law asks of each kind, said once more
abstract contract RightBook is ClockBook {
    /// @dev A right as it was registered last, live or not.
    struct Registered {
        uint64 certificateId;
        uint40 until;
    }

    struct Paper {
        CertificateState state;
        uint256 asset;
        uint256 holder;
        uint256 registry;
        /// @dev The latest renewal, and the case whose evidence it carries; both by the case's number.
        uint256 renewal;
        uint256 caseId;
        uint40 until;
        uint40 issuedAt;
        uint40 adjustedAt;
        uint40 endedAt;
        bool sample;
    }

    /// @dev What a registration wants, before and after it is filed.
    struct Wish {
        RegistrationKind kind;
        uint64 subject;
        uint8 rights;
        uint40 until;
        uint256 to;
        uint256 profile;
        /// @dev Whether it changes the description, and who is asked then.
        bool described;
        uint256[] asked;
    }

    mapping(uint256 asset => mapping(uint8 right => mapping(uint256 member => Registered))) internal registered;
    mapping(uint64 certificateId => Paper) internal papers;
    uint64[] internal paperIds;
    /// @dev Certificates that stand; what expired leaves when another comes.
    mapping(uint256 asset => uint64[]) internal standing;
    mapping(uint256 registry => mapping(uint256 yearMonth => uint256)) private _serials;

    // --- the rules ---

    /// @dev Article 36: what is to be renewed and was applied for in time lives until that is decided.
    function _isLive(uint256 asset, uint8 right, uint256 member) internal view returns (bool) {
        Registered storage entry = registered[asset][right][member];
        if (entry.certificateId == 0) return false;
        if (clock <= entry.until) return true;
        uint256 renewal = papers[entry.certificateId].renewal;
        return _isPending(renewal) && files[renewal - 1].rights & (1 << right) != 0;
    }

    /// @dev The case with this number is still to be decided.
    function _isPending(uint256 caseId) internal view returns (bool) {
        if (caseId == 0) return false;
        (CaseState state, , ) = _stateOf(files[caseId - 1]);
        return _isOpen(state);
    }

    /// @dev Bits of the live rights that a certificate carries.
    function _liveRights(uint64 certificateId) internal view returns (uint8 rights) {
        Paper storage paper = papers[certificateId];
        for (uint8 right = 1; right <= 3; ++right) {
            bool carried = registered[paper.asset][right][paper.holder].certificateId == certificateId;
            if (carried && _isLive(paper.asset, right, paper.holder)) rights |= uint8(1 << right);
        }
    }

    function _mayTrade(uint256 asset) internal view returns (bool) {
        Asset storage known = assetBook[asset];
        return known.grade == Grade.General || (known.grade == Grade.Important && known.assessed);
    }

    /// @dev A certificate carries the operating right, and its data may be traded.
    function _isBasis(uint64 certificateId) internal view returns (bool) {
        return _liveRights(certificateId) & 8 != 0 && _mayTrade(papers[certificateId].asset);
    }

    /// @dev Article 21: derived data needs the use right on its source of everyone who applies, or of one of those who
    /// fuse what they have.
    function _mayUseSource(
        uint256 asset,
        uint256 applicant,
        uint256[] memory others,
        bool fused
    ) private view returns (bool) {
        Asset storage known = assetBook[asset];
        if (known.source != Source.Derived) return true;
        uint256 having = _isLive(known.parent, 2, applicant) ? 1 : 0;
        for (uint256 i = 0; i < others.length; ++i) if (_isLive(known.parent, 2, others[i])) ++having;
        return fused ? having != 0 : having == others.length + 1;
    }

    /// @dev An initial registration of these rights for each of them (articles 20, 21).
    function _mayRegister(
        uint256 asset,
        uint8 rights,
        uint256 applicant,
        uint256[] memory others,
        bool fused
    ) internal view returns (bool) {
        if (assetBook[asset].grade == Grade.Core || !_mayUseSource(asset, applicant, others, fused)) return false;
        // What is gathered is not fused, and not operated unless it replaces nothing.
        if (assetBook[asset].source == Source.PubliclyGathered && (fused || rights & 8 != 0)) return false;
        for (uint8 right = 1; right <= 3; ++right) {
            if (rights & (1 << right) == 0) continue;
            if (_isLive(asset, right, applicant)) return false;
            for (uint256 i = 0; i < others.length; ++i) if (_isLive(asset, right, others[i])) return false;
        }
        return true;
    }

    /// @dev A later registration of this certificate (articles 34 to 37), apart from who asks and where.
    function _fits(Wish memory wish) internal view returns (bool) {
        Paper storage paper = papers[wish.subject];
        if (paper.state != CertificateState.Valid) return false;
        uint8 live = _liveRights(wish.subject);
        bool changes = wish.kind == RegistrationKind.Change;
        if (changes != (wish.rights == 0)) return false;
        if (wish.kind != RegistrationKind.Cancellation) {
            if (assetBook[paper.asset].grade == Grade.Core) return false;
            if (changes ? live == 0 : wish.rights & ~live != 0) return false;
        }
        if (wish.described && !_allAsked(wish, paper)) return false;
        if (wish.kind == RegistrationKind.Transfer) {
            if (profileBook[wish.profile].transferNeedsAllRights && live != 14) return false;
            if (!_inStanding(wish.to)) return false;
        }
        for (uint8 right = 1; right <= 3; ++right) {
            if (wish.rights & (1 << right) != 0 && !_fitsRight(wish, paper, right)) return false;
        }
        return true;
    }

    /// @dev Everyone who has a live right in the data is among those who apply (article 35).
    function _allAsked(Wish memory wish, Paper storage paper) private view returns (bool) {
        uint256 asked = 1 << paper.holder;
        for (uint256 i = 0; i < wish.asked.length; ++i) asked |= 1 << wish.asked[i];
        for (uint256 member = 0; member < 8; ++member) {
            for (uint8 right = 1; right <= 3; ++right) {
                if (asked & (1 << member) == 0 && _isLive(paper.asset, right, member)) return false;
            }
        }
        return true;
    }

    function _fitsRight(Wish memory wish, Paper storage paper, uint8 right) private view returns (bool) {
        Registered storage entry = registered[paper.asset][right][paper.holder];
        if (wish.kind == RegistrationKind.Transfer) {
            return clock <= entry.until && !_isLive(paper.asset, right, wish.to);
        }
        if (wish.kind == RegistrationKind.Renewal) {
            uint256 latest = PlainCalendar.addMonths(clock, profileBook[wish.profile].validityMonths);
            return wish.until > entry.until && wish.until > clock && wish.until <= latest;
        }
        return entry.certificateId == wish.subject;
    }

    /// @dev Article 36: from the profile's months before each right's end to the day before it.
    function _inWindow(Wish memory wish) internal view returns (bool) {
        Paper storage paper = papers[wish.subject];
        uint256 opens = PlainCalendar.addMonths(clock, profileBook[wish.profile].renewalMonths);
        for (uint8 right = 1; right <= 3; ++right) {
            if (wish.rights & (1 << right) == 0) continue;
            uint256 until = registered[paper.asset][right][paper.holder].until;
            if (opens < until || clock >= PlainCalendar.startOf(PlainCalendar.dayOf(until))) return false;
        }
        return true;
    }

    function _wishOf(File memory file) internal pure returns (Wish memory) {
        uint256 to = file.kind == RegistrationKind.Transfer ? file.others[0] : 0;
        return Wish(file.kind, file.subject, file.rights, file.until, to, file.profile, file.described, file.others);
    }

    // --- writing ---

    /// @dev The number that the registry must give next in this month, never given before.
    function _number(uint256 desk) internal returns (uint64 certificateId) {
        (uint256 year, uint256 month, ) = PlainCalendar.dateOf(PlainCalendar.dayOf(clock));
        uint256 serial = ++_serials[desk][year * 100 + month];
        certificateId = uint64((((451 + desk - TRADERS) * 10_000 + year) * 100 + month) * 10_000 + serial);
        assert(papers[certificateId].state == CertificateState.None);
    }

    /// @dev A new certificate; its rights follow.
    function _issue(
        uint256 asset,
        uint256 holder,
        uint256 desk,
        uint256 caseId,
        bool sample
    ) internal returns (uint64 certificateId) {
        certificateId = _number(desk);
        Paper storage paper = papers[certificateId];
        (paper.state, paper.asset, paper.holder, paper.registry) = (CertificateState.Valid, asset, holder, desk);
        (paper.caseId, paper.issuedAt, paper.sample) = (caseId, uint40(clock), sample);
        paperIds.push(certificateId);
        ++members[holder].certificates;
        uint64[] storage list = standing[asset];
        for (uint256 i = list.length; i != 0; --i) if (_liveRights(list[i - 1]) == 0) _leave(list, i - 1);
        list.push(certificateId);
    }

    function _register(uint64 certificateId, uint8 right, uint40 until) internal {
        Paper storage paper = papers[certificateId];
        registered[paper.asset][right][paper.holder] = Registered(certificateId, until);
        if (until > paper.until) paper.until = until;
    }

    /// @dev The certificate carries what is left, or ends; series over it follow.
    function _settleCertificate(uint64 certificateId, uint256 caseId, CertificateState ended, bool sample) internal {
        Paper storage paper = papers[certificateId];
        paper.caseId = caseId;
        uint40 until;
        for (uint8 right = 1; right <= 3; ++right) {
            Registered storage entry = registered[paper.asset][right][paper.holder];
            bool carried = entry.certificateId == certificateId && _isLive(paper.asset, right, paper.holder);
            if (carried && entry.until > until) until = entry.until;
        }
        if (until != 0) {
            (paper.until, paper.adjustedAt, paper.sample) = (until, uint40(clock), sample);
        } else {
            (paper.state, paper.endedAt) = (ended, uint40(clock));
            uint64[] storage list = standing[paper.asset];
            for (uint256 i = list.length; i != 0; --i) if (list[i - 1] == certificateId) _leave(list, i - 1);
        }
        _tellSeries(certificateId);
    }

    /// @dev Series over a certificate follow what it is worth, at once.
    function _tellSeries(uint64 certificateId) internal {
        bool lost = !_isBasis(certificateId);
        for (uint256 i = 0; i < lines.length; ++i) if (lines[i].certificateId == certificateId) lines[i].lost = lost;
    }

    function _leave(uint64[] storage list, uint256 index) private {
        list[index] = list[list.length - 1];
        list.pop();
    }
}
