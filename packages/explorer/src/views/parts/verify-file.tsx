import type { Fingerprint } from "@data-voucher/sdk/fingerprint";
import { useRef, useState } from "preact/hooks";
import { bytes } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import { DropZone } from "./drop-zone.tsx";
import { FingerprintMatch } from "./fingerprint-match.tsx";

type State =
  | { readonly is: "idle" }
  | { readonly is: "working"; readonly file: File; readonly done: number }
  | { readonly is: "done"; readonly file: File; readonly found: Fingerprint }
  | { readonly is: "cancelled" }
  | { readonly is: "failed" };

/** Takes a file, fingerprints it here, and looks the fingerprint up. */
export function VerifyFile() {
  const [state, setState] = useState<State>({ is: "idle" });
  const running = useRef<AbortController>(null);

  const take = async (file: File) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ is: "working", file, done: 0 });
    const onProgress = (done: number) => !controller.signal.aborted && setState({ is: "working", file, done });
    try {
      const { fingerprintFile } = await import("../../verify/fingerprint-file.ts");
      const found = await fingerprintFile(file, { signal: controller.signal, onProgress });
      if (running.current === controller) setState({ is: "done", file, found });
    } catch {
      if (running.current === controller) setState({ is: controller.signal.aborted ? "cancelled" : "failed" });
    }
  };

  return (
    <div class="verify-file">
      <DropZone take={(file) => void take(file)} />
      <div role="status">
        {state.is === "working" && <Progress {...state} cancel={() => running.current?.abort()} />}
        {state.is === "cancelled" && <p>{t("verify.cancelled")}</p>}
        {state.is === "failed" && <p class="banner">{t("verify.failed")}</p>}
        {state.is === "done" && <FingerprintMatch file={state.file} found={state.found} />}
      </div>
    </div>
  );
}

function Progress({ file, done, cancel }: { file: File; done: number; cancel: () => void }) {
  const words = t("verify.progress", { done: bytes(done), total: bytes(file.size) });
  return (
    <div class="progress">
      <p>{file.name}</p>
      <progress max={Math.max(1, file.size)} value={done} aria-label={t("verify.file")} />
      <p class="note" aria-live="off">
        {words}
      </p>
      <button type="button" class="button" onClick={cancel}>
        {t("verify.cancel")}
      </button>
    </div>
  );
}
