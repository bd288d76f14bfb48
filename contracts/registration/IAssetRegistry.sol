// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAssets} from "./IAssets.sol";
import {IBasisSource} from "./IBasis.sol";
import {ICertificateRemarks} from "./ICertificateRemarks.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {INationalMirror} from "./INationalMirror.sol";
import {IRegistrationCases} from "./IRegistrationCases.sol";
import {ICertification} from "./ICertification.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {IRegistryMembers} from "./IRegistryMembers.sol";

/// @title Everything the AssetRegistry proxy answers, whichever contract behind it holds the code (数据产权登记)
interface IAssetRegistry is
    IAssets,
    IRegistrationCases,
    IRegistrationApplications,
    ICertification,
    ILaterRegistrations,
    ICertificateRemarks,
    IRegistryMembers,
    INationalMirror,
    IBasisSource,
    IAccessManaged
{}
