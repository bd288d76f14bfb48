// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The floor: the assembled contract's rules with every word packed, in plain Solidity
/// @dev One word a voucher (holder, freeze), one word a party (admission, number of vouchers), one for issuer and
/// pause, and the commitment. No library, no proxy, no approvals: about the least that the task costs in Solidity.
contract PackedVoucher {
    struct Voucher {
        address holder;
        bool frozen;
    }

    struct Party {
        bool admitted;
        uint64 vouchers;
    }

    struct Control {
        address issuer;
        bool paused;
    }

    Control private _control;
    mapping(uint256 voucherId => Voucher) private _vouchers;
    mapping(address party => Party) private _parties;
    mapping(uint256 voucherId => bytes32) public commitments;

    error Refused();

    event Transfer(address indexed from, address indexed to, uint256 indexed voucherId);
    event Issued(uint256 indexed voucherId, address indexed to, bytes32 commitment);
    event FreezeSet(uint256 indexed voucherId, bool frozen);
    event Admitted(address indexed party, bool admitted);

    constructor(address issuer) {
        _control.issuer = issuer;
    }

    function admit(address party, bool value) external {
        if (msg.sender != _control.issuer) revert Refused();
        _parties[party].admitted = value;
        emit Admitted(party, value);
    }

    function freeze(uint256 voucherId, bool value) external {
        if (msg.sender != _control.issuer) revert Refused();
        _vouchers[voucherId].frozen = value;
        emit FreezeSet(voucherId, value);
    }

    function pause() external {
        if (msg.sender != _control.issuer) revert Refused();
        _control.paused = true;
    }

    function unpause() external {
        if (msg.sender != _control.issuer) revert Refused();
        _control.paused = false;
    }

    function issue(address to, uint256 voucherId, bytes32 commitment) external {
        _checkIssuer();
        _issue(to, voucherId, commitment);
    }

    function issueBatch(address[] calldata to, uint256[] calldata voucherIds, bytes32[] calldata digests) external {
        _checkIssuer();
        for (uint256 i; i < to.length; ++i) _issue(to[i], voucherIds[i], digests[i]);
    }

    function transferFrom(address from, address to, uint256 voucherId) external {
        if (_control.paused) revert Refused();
        _take(from, 1);
        _pass(from, to, voucherId);
    }

    function transferBatch(uint256[] calldata voucherIds, address to) external {
        if (_control.paused) revert Refused();
        _take(msg.sender, voucherIds.length);
        Party memory party = _parties[to];
        if (!party.admitted) revert Refused();
        party.vouchers += uint64(voucherIds.length);
        _parties[to] = party;
        for (uint256 i; i < voucherIds.length; ++i) _hand(msg.sender, to, voucherIds[i]);
    }

    function transferEach(uint256[] calldata voucherIds, address[] calldata to) external {
        if (_control.paused) revert Refused();
        _take(msg.sender, voucherIds.length);
        for (uint256 i; i < voucherIds.length; ++i) _pass(msg.sender, to[i], voucherIds[i]);
    }

    function _checkIssuer() private view {
        Control memory control = _control;
        if (msg.sender != control.issuer || control.paused) revert Refused();
    }

    function _issue(address to, uint256 voucherId, bytes32 commitment) private {
        if (_vouchers[voucherId].holder != address(0)) revert Refused();
        _give(to);
        _vouchers[voucherId] = Voucher(to, false);
        commitments[voucherId] = commitment;
        emit Transfer(address(0), to, voucherId);
        emit Issued(voucherId, to, commitment);
    }

    function _pass(address from, address to, uint256 voucherId) private {
        _give(to);
        _hand(from, to, voucherId);
    }

    function _take(address from, uint256 count) private {
        Party memory party = _parties[from];
        if (!party.admitted || from != msg.sender) revert Refused();
        party.vouchers -= uint64(count);
        _parties[from] = party;
    }

    function _give(address to) private {
        Party memory party = _parties[to];
        if (!party.admitted) revert Refused();
        party.vouchers += 1;
        _parties[to] = party;
    }

    function _hand(address from, address to, uint256 voucherId) private {
        Voucher memory voucher = _vouchers[voucherId];
        if (voucher.holder != from || voucher.frozen) revert Refused();
        _vouchers[voucherId] = Voucher(to, false);
        emit Transfer(from, to, voucherId);
    }
}
