import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/words.ts";

/** A part of a page whose code is fetched when the page is opened. */
export function Later({ load }: { load: () => Promise<FunctionComponent> }) {
  const [part, setPart] = useState<{ readonly View: FunctionComponent } | "failed">();
  useEffect(() => {
    let gone = false;
    load().then(
      (View) => !gone && setPart({ View }),
      () => !gone && setPart("failed"),
    );
    return () => void (gone = true);
  }, []);
  if (part === "failed") return <p class="banner">{t("advice.network")}</p>;
  if (part !== undefined) return <part.View />;
  return (
    <p role="status" aria-busy="true">
      {t("state.loading")}
    </p>
  );
}
