// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ICertificates} from "./ICertificates.sol";

/// @title Everything the Certificates contract answers, for clients
interface ICertificateToken is ICertificates, IERC721Metadata {}
