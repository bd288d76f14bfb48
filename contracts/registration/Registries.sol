// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RegistrationStorage} from "./RegistrationStorage.sol";

/// @title Who keeps the records of a registry (登记机构的承接), articles 13 and 38
library Registries {
    /// @notice The registry itself, or the one that took over its records and duties.
    /// @dev A successor has none of its own when it takes over, so the walk ends.
    function keeperOf(address registry) internal view returns (address keeper) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        keeper = registry;
        for (address next = $.successors[keeper]; next != address(0); next = $.successors[keeper]) keeper = next;
    }

    /// @notice Who keeps a certificate: the registry that issued it, or the one that took over.
    function keeperOfCertificate(uint64 certificateId) internal view returns (address) {
        return keeperOf(issuerOf(certificateId));
    }

    /// @notice The registry whose code a certificate number carries.
    function issuerOf(uint64 certificateId) internal view returns (address) {
        return RegistrationStorage.load().registryOfCode[uint16(certificateId / 10_000_000_000)];
    }
}
