import type { Certificate } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import { ActList } from "./act-list.tsx";
import { ActingAs } from "./acting-as.tsx";
import { certificateActs } from "./certificate-acts.ts";

/** Where the registry that keeps a certificate, or an authority, notes something on it or decides about objections. */
export function CertificatePanel({ certificate, refresh }: { certificate: Certificate; refresh: () => void }) {
  return (
    <ActingAs title={t("doing.title")} note={t("doing.certificateNote")} other={t("doing.notKeeper")}>
      {(me, apiKey, as) =>
        (me.role === "registry" && me.party === certificate.keeper) || me.role === "regulator" ? (
          <ActList offer={certificateActs({ certificate, me })} apiKey={apiKey} as={as} refresh={refresh} />
        ) : null
      }
    </ActingAs>
  );
}
