import { serveFingerprints } from "@data-voucher/sdk/fingerprint";

serveFingerprints(self);
