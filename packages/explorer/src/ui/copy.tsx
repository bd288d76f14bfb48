import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/words.ts";

/** A button that puts the full value on the clipboard and says so. */
export function Copy({ value, what }: { value: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void copyText(value).then(setCopied);
  return (
    <button type="button" class="copy" aria-label={t("action.copyOf", { what })} title={value} onClick={copy}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {copied ? <path d="M3 8.5l3.2 3.2L13 5" /> : <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />}
      </svg>
      <span class="sr" role="status">
        {copied ? t("action.copied") : ""}
      </span>
    </button>
  );
}

/** Pages over plain HTTP have no clipboard object; there a selection is copied the old way. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
