import { useId, useState } from "preact/hooks";
import { t, type Word } from "../../i18n/words.ts";

/** A place to drop a file, with a plain file input inside for keyboards. */
export function DropZone({
  take,
  word = "verify.choose",
  accept,
}: {
  take: (file: File) => void;
  /** Words of the button. */
  word?: Word;
  /** Kinds of file that the browser offers first. */
  accept?: string;
}) {
  const [over, setOver] = useState(false);
  const id = useId();
  const first = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) take(file);
  };
  return (
    <div
      class={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        first(event.dataTransfer?.files);
      }}
    >
      <span>{t("verify.drop")}</span>
      <input
        id={id}
        type="file"
        class="sr"
        accept={accept}
        onChange={(event) => {
          first(event.currentTarget.files);
          // The same file may be chosen again after a change.
          event.currentTarget.value = "";
        }}
      />
      <label for={id} class="button button-main">
        {t(word)}
      </label>
    </div>
  );
}
