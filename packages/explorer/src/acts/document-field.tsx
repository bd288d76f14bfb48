import { useId, useRef } from "preact/hooks";
import { shortHex } from "../format/hex.ts";
import { t } from "../i18n/words.ts";
import { DropZone } from "../views/parts/drop-zone.tsx";
import type { Chosen } from "./act.ts";
import { digestOf } from "./digest.ts";

/** A document: a file that is chosen, or a few lines written here. Its digest goes on the ledger, itself to the gateway. */
export function DocumentField(props: {
  label: string;
  audience: "public" | "parties" | "registry";
  value: Chosen | undefined;
  missing: boolean;
  set: (value: Chosen | undefined) => void;
  /** Told while a digest is computed. */
  computing: (work: Promise<void>) => void;
}) {
  const id = useId();
  const turn = useRef(0);
  const { label, audience, value, missing, set, computing } = props;
  const take = async (file: Blob, name: string) => {
    const mine = ++turn.current;
    const digest = await digestOf(file);
    // What was chosen or written since counts.
    if (mine === turn.current) set({ file, name, digest });
  };
  const write = (text: string) => {
    if (text.trim() === "") {
      turn.current++;
      return set(undefined);
    }
    computing(take(new Blob([text], { type: "text/plain;charset=utf-8" }), t("doing.written")));
  };
  const file = value?.file instanceof File ? value : undefined;
  return (
    <fieldset class="act-document" aria-describedby={`${id}note`}>
      <legend>{label}</legend>
      <p class="note" id={`${id}note`}>
        {t(`doing.audience.${audience}`)}
      </p>
      {file ? (
        <p class="act-file">
          <strong>{file.name}</strong> <code title={file.digest}>{shortHex(file.digest)}</code>
          <button type="button" class="button" onClick={() => set(undefined)}>
            {t("doing.otherFile")}
          </button>
        </p>
      ) : (
        <>
          <DropZone take={(chosen) => computing(take(chosen, chosen.name))} word="doing.chooseFile" />
          <label>
            <span>{t("doing.orWrite")}</span>
            <textarea
              rows={3}
              aria-invalid={missing}
              onInput={(event) => write(event.currentTarget.value)}
              spellcheck={false}
            />
          </label>
        </>
      )}
      {missing && <p class="act-missing">{t("doing.missingDocument")}</p>}
    </fieldset>
  );
}
