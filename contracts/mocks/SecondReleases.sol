// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetRegistry} from "../registration/AssetRegistry.sol";
import {Certificates} from "../registration/Certificates.sol";
import {PublicRecords} from "../registration/PublicRecords.sol";
import {RegistrationProfiles} from "../registration/RegistrationProfiles.sol";
import {WorkingCalendar} from "../registration/WorkingCalendar.sol";
import {DataVoucher} from "../vouchers/DataVoucher.sol";

// Next releases of the proxied contracts: the same storage and one more function each.

contract DataVoucherV2 is DataVoucher {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension, address usage) DataVoucher(extension, usage) {}

    function release() external pure returns (uint256) {
        return 2;
    }
}

contract AssetRegistryV2 is AssetRegistry {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) AssetRegistry(extension) {}

    function release() external pure returns (uint256) {
        return 2;
    }
}

contract CertificatesV2 is Certificates {
    function release() external pure returns (uint256) {
        return 2;
    }
}

contract PublicRecordsV2 is PublicRecords {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) PublicRecords(extension) {}

    function release() external pure returns (uint256) {
        return 2;
    }
}

contract WorkingCalendarV2 is WorkingCalendar {
    function release() external pure returns (uint256) {
        return 2;
    }
}

contract RegistrationProfilesV2 is RegistrationProfiles {
    function release() external pure returns (uint256) {
        return 2;
    }
}
