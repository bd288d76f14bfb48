// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What every transfer needs to know of a voucher, in one slot. From the low end: holder 160, units 48, locks 16,
/// approved 1, epoch 31.
type VoucherWord is uint256;

/// @dev What every issue and transfer needs to know of a series, in one slot. From the low end: flags 8, territory 16,
/// end 40, cap 48, issued 48, serial 32, grantor's index 32.
type SeriesWord is uint256;

/// @dev What every use needs to know of a series, in one slot. From the low end: flags 8, territory 16, start 40,
/// end 40, used 48, purposes 64, provider's index 32. Flags, territory and end repeat those of the series word.
type UseWord is uint256;

using VoucherWords for VoucherWord global;
using SeriesWords for SeriesWord global;
using UseWords for UseWord global;

library VoucherWords {
    uint256 private constant HOLDER = (1 << 160) - 1;
    uint256 private constant UNITS = ((1 << 48) - 1) << 160;
    uint256 private constant LOCKS = 0xffff << 208;
    uint256 private constant APPROVED = 1 << 224;
    uint256 private constant ONE_EPOCH = 1 << 225;

    function pack(address holder_, uint48 units_, uint16 locks_) internal pure returns (VoucherWord) {
        return VoucherWord.wrap(uint256(uint160(holder_)) | (uint256(units_) << 160) | (uint256(locks_) << 208));
    }

    /// @dev Zero means: no such voucher.
    function holder(VoucherWord word) internal pure returns (address) {
        return address(uint160(VoucherWord.unwrap(word)));
    }

    function units(VoucherWord word) internal pure returns (uint48) {
        return uint48(VoucherWord.unwrap(word) >> 160);
    }

    function locks(VoucherWord word) internal pure returns (uint16) {
        return uint16(VoucherWord.unwrap(word) >> 208);
    }

    /// @dev Whether any approval is on record for this voucher.
    function approved(VoucherWord word) internal pure returns (bool) {
        return VoucherWord.unwrap(word) & APPROVED != 0;
    }

    /// @dev Counts the changes of holder or units other than by use: a use receipt names one, so none outlives it.
    function epoch(VoucherWord word) internal pure returns (uint32) {
        return uint32(VoucherWord.unwrap(word) >> 225);
    }

    /// @dev In a new hand; its approvals and its epoch end.
    function withHolder(VoucherWord word, address holder_) internal pure returns (VoucherWord) {
        return _nextEpoch((VoucherWord.unwrap(word) & ~(HOLDER | APPROVED)) | uint160(holder_));
    }

    /// @dev With other units, otherwise than by use.
    function withOtherUnits(VoucherWord word, uint48 units_) internal pure returns (VoucherWord) {
        return _nextEpoch(VoucherWord.unwrap(withUnits(word, units_)));
    }

    function withUnits(VoucherWord word, uint48 units_) internal pure returns (VoucherWord) {
        return VoucherWord.wrap((VoucherWord.unwrap(word) & ~UNITS) | (uint256(units_) << 160));
    }

    /// @dev The topmost field wraps and touches no other. 2^31 changes of one voucher are 12 days of a whole ledger at
    /// 2 000 a second; a receipt of the first round would then still need its holder and more units than it leaves.
    function _nextEpoch(uint256 word) private pure returns (VoucherWord) {
        unchecked {
            return VoucherWord.wrap(word + ONE_EPOCH);
        }
    }

    function withLocks(VoucherWord word, uint16 locks_) internal pure returns (VoucherWord) {
        return VoucherWord.wrap((VoucherWord.unwrap(word) & ~LOCKS) | (uint256(locks_) << 208));
    }

    function withApproval(VoucherWord word) internal pure returns (VoucherWord) {
        return VoucherWord.wrap(VoucherWord.unwrap(word) | APPROVED);
    }
}

library SeriesWords {
    uint256 internal constant OPENED = 1 << 0;
    uint256 internal constant CLOSED = 1 << 1;
    uint256 internal constant SUSPENDED = 1 << 2;
    uint256 internal constant BASIS_LOST = 1 << 3;
    uint256 internal constant RESALE = 1 << 4;
    uint256 internal constant AUTHORISATION = 1 << 5;
    /// @dev It asks for more of who gets or uses it than every series does; see {ConditionRules}.
    uint256 internal constant CONDITIONAL = 1 << 6;

    uint256 private constant ONE_UNIT = 1 << 112;
    uint256 private constant ONE_SERIAL = 1 << 160;

    function pack(
        uint256 flags,
        uint16 territory_,
        uint40 end_,
        uint48 cap_,
        uint32 grantorIndex_
    ) internal pure returns (SeriesWord) {
        return
            SeriesWord.wrap(
                flags |
                    (uint256(territory_) << 8) |
                    (uint256(end_) << 24) |
                    (uint256(cap_) << 64) |
                    (uint256(grantorIndex_) << 192)
            );
    }

    function has(SeriesWord word, uint256 flag) internal pure returns (bool) {
        return SeriesWord.unwrap(word) & flag != 0;
    }

    /// @dev Whether its term lasts and nothing suspends it; a sub-licence needs the same of what stands above it.
    function inForce(SeriesWord word) internal view returns (bool) {
        return block.timestamp <= end(word) && !has(word, SUSPENDED | BASIS_LOST);
    }

    /// @dev In force, and asking for nothing that is not in this word: what nearly every series is.
    function inPlainForce(SeriesWord word) internal view returns (bool) {
        return block.timestamp <= end(word) && !has(word, SUSPENDED | BASIS_LOST | CONDITIONAL);
    }

    function set(SeriesWord word, uint256 flag, bool on) internal pure returns (SeriesWord) {
        return SeriesWord.wrap(on ? SeriesWord.unwrap(word) | flag : SeriesWord.unwrap(word) & ~flag);
    }

    function territory(SeriesWord word) internal pure returns (uint16) {
        return uint16(SeriesWord.unwrap(word) >> 8);
    }

    function end(SeriesWord word) internal pure returns (uint40) {
        return uint40(SeriesWord.unwrap(word) >> 24);
    }

    function cap(SeriesWord word) internal pure returns (uint48) {
        return uint48(SeriesWord.unwrap(word) >> 64);
    }

    function issued(SeriesWord word) internal pure returns (uint48) {
        return uint48(SeriesWord.unwrap(word) >> 112);
    }

    function serial(SeriesWord word) internal pure returns (uint32) {
        return uint32(SeriesWord.unwrap(word) >> 160);
    }

    function grantorIndex(SeriesWord word) internal pure returns (uint32) {
        return uint32(SeriesWord.unwrap(word) >> 192);
    }

    /// @dev The caller checked that `units_` fit under the cap, so the field does not overflow.
    function addIssued(SeriesWord word, uint256 units_) internal pure returns (SeriesWord) {
        return SeriesWord.wrap(SeriesWord.unwrap(word) + ONE_UNIT * units_);
    }

    /// @dev The next serial of the series. At 2 000 vouchers a second 2^32 take 24 days of one series and nothing
    /// else; the overflow is refused all the same.
    function nextSerial(SeriesWord word) internal pure returns (SeriesWord next, uint32 serial_) {
        serial_ = serial(word);
        assert(serial_ != type(uint32).max);
        unchecked {
            // Just checked: the field has room for one more.
            ++serial_;
            next = SeriesWord.wrap(SeriesWord.unwrap(word) + ONE_SERIAL);
        }
    }
}

library UseWords {
    uint256 private constant ONE_USED = 1 << 104;

    function pack(
        uint256 flags,
        uint16 territory_,
        uint40 start_,
        uint40 end_,
        uint64 purposes_,
        uint32 providerIndex_
    ) internal pure returns (UseWord) {
        return
            UseWord.wrap(
                flags |
                    (uint256(territory_) << 8) |
                    (uint256(start_) << 24) |
                    (uint256(end_) << 64) |
                    (uint256(purposes_) << 152) |
                    (uint256(providerIndex_) << 216)
            );
    }

    /// @dev Flags are those of {SeriesWords}.
    function has(UseWord word, uint256 flag) internal pure returns (bool) {
        return UseWord.unwrap(word) & flag != 0;
    }

    function set(UseWord word, uint256 flag, bool on) internal pure returns (UseWord) {
        return UseWord.wrap(on ? UseWord.unwrap(word) | flag : UseWord.unwrap(word) & ~flag);
    }

    function territory(UseWord word) internal pure returns (uint16) {
        return uint16(UseWord.unwrap(word) >> 8);
    }

    function start(UseWord word) internal pure returns (uint40) {
        return uint40(UseWord.unwrap(word) >> 24);
    }

    function end(UseWord word) internal pure returns (uint40) {
        return uint40(UseWord.unwrap(word) >> 64);
    }

    function used(UseWord word) internal pure returns (uint48) {
        return uint48(UseWord.unwrap(word) >> 104);
    }

    function purposes(UseWord word) internal pure returns (uint64) {
        return uint64(UseWord.unwrap(word) >> 152);
    }

    function providerIndex(UseWord word) internal pure returns (uint32) {
        return uint32(UseWord.unwrap(word) >> 216);
    }

    /// @dev Used units were issued under the cap, so the field does not overflow.
    function addUsed(UseWord word, uint256 units) internal pure returns (UseWord) {
        return UseWord.wrap(UseWord.unwrap(word) + ONE_USED * units);
    }
}

/// @notice A voucher's id is its series and its serial therein: `seriesId << 32 | serial`.
library VoucherIds {
    function make(uint32 seriesId, uint32 serial) internal pure returns (uint64) {
        return (uint64(seriesId) << 32) | serial;
    }

    function seriesOf(uint64 voucherId) internal pure returns (uint32) {
        return uint32(voucherId >> 32);
    }
}
