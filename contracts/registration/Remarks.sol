// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {RegistrationStorage} from "./RegistrationStorage.sol";
import {Annotation, AnnotationKind} from "./RemarkTypes.sol";

/// @title What the annotations and objections of a certificate mean for it (articles 23, 29, 37)
library Remarks {
    /// @dev Whether a seizure or a temporary control stands now. What ended by its own term is computed, not lifted.
    function restrained(uint64 certificateId) internal view returns (bool) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint256[] storage list = $.restraints[certificateId];
        for (uint256 i = 0; i < list.length; ++i) {
            if (stands($.annotations[certificateId][list[i]])) return true;
        }
        return false;
    }

    function requireUnrestrained(uint64 certificateId) internal view {
        if (restrained(certificateId)) revert ILaterRegistrations.CertificateRestrained(certificateId);
    }

    /// @dev Article 37: a cancellation as the outcome of an objection needs one that was agreed to or upheld.
    function requireOutcome(uint64 certificateId) internal view {
        if (RegistrationStorage.load().outcomes[certificateId] == 0) {
            revert ILaterRegistrations.NoObjectionUpheld(certificateId);
        }
    }

    function restrains(AnnotationKind kind) internal pure returns (bool) {
        return kind == AnnotationKind.Seizure || kind == AnnotationKind.TemporaryControl;
    }

    function stands(Annotation storage annotation) internal view returns (bool) {
        return annotation.liftedAt == 0 && (annotation.until == 0 || block.timestamp <= annotation.until);
    }
}
