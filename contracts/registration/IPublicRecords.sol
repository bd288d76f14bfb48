// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAuthorisedOperation} from "./IAuthorisedOperation.sol";
import {IBasisSource} from "./IBasis.sol";
import {IRecordRequests} from "./IRecordRequests.sol";
import {IRecords} from "./IRecords.sol";

/// @title Everything the PublicRecords proxy answers, whichever contract behind it holds the code (公共数据资源登记与授权运营)
interface IPublicRecords is IRecords, IRecordRequests, IAuthorisedOperation, IBasisSource, IAccessManaged {}
