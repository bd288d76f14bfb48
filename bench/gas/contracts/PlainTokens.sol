// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721 as OpenZeppelinERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyERC721} from "solady/src/tokens/ERC721.sol";

// For scale: tokens as their libraries ship them. Anybody may mint, nothing is checked, nothing is stored beside holders.

/// @title OpenZeppelin's ERC-721, no checks
contract PlainOpenZeppelin is OpenZeppelinERC721("Plain", "P") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }

    function mintBatch(address[] calldata to, uint256[] calldata ids) external {
        for (uint256 i; i < to.length; ++i) _mint(to[i], ids[i]);
    }

    function transferBatch(uint256[] calldata ids, address to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to, ids[i]);
    }

    function transferEach(uint256[] calldata ids, address[] calldata to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to[i], ids[i]);
    }
}

/// @title Solady's ERC-721, no checks
contract PlainSolady is SoladyERC721 {
    function name() public pure override returns (string memory) {
        return "Plain";
    }

    function symbol() public pure override returns (string memory) {
        return "P";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }

    function mint(address to, uint256 id) external {
        _mint(to, id);
    }

    function mintBatch(address[] calldata to, uint256[] calldata ids) external {
        for (uint256 i; i < to.length; ++i) _mint(to[i], ids[i]);
    }

    function transferBatch(uint256[] calldata ids, address to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to, ids[i]);
    }

    function transferEach(uint256[] calldata ids, address[] calldata to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to[i], ids[i]);
    }
}

/// @title ERC721A, no checks
/// @dev It numbers its tokens itself, from 1 here, as the callers of the others do.
contract PlainERC721A is ERC721A("Plain", "P") {
    function mint(address to, uint256) external {
        _mint(to, 1);
    }

    function mintBatch(address[] calldata to, uint256[] calldata) external {
        for (uint256 i; i < to.length; ++i) _mint(to[i], 1);
    }

    function transferBatch(uint256[] calldata ids, address to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to, ids[i]);
    }

    function transferEach(uint256[] calldata ids, address[] calldata to) external {
        for (uint256 i; i < ids.length; ++i) transferFrom(msg.sender, to[i], ids[i]);
    }

    function _startTokenId() internal pure override returns (uint256) {
        return 1;
    }
}
