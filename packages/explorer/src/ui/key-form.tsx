import { useId, useState } from "preact/hooks";
import { isApiKey, sessionKey } from "../data/session-key.ts";
import { t, type Word } from "../i18n/words.ts";

/**
 * Takes the visitor's API key for as long as the page stands open, or forgets it.
 *
 * @param word what the button says that takes it
 */
export function KeyForm({ word = "key.use" }: { word?: Word }) {
  const id = useId();
  const [wrong, setWrong] = useState(false);
  if (sessionKey.value !== null) {
    return (
      <button type="button" class="button" onClick={() => (sessionKey.value = null)}>
        {t("key.forget")}
      </button>
    );
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement).get("key");
    const text = typeof given === "string" ? given.trim() : "";
    setWrong(!isApiKey(text));
    if (isApiKey(text)) sessionKey.value = text;
  };
  return (
    <>
      <form class="filters" onSubmit={submit}>
        <label>
          <span>{t("key.label")}</span>
          <input
            name="key"
            type="password"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={wrong}
            aria-describedby={id}
          />
        </label>
        <button type="submit" class="button">
          {t(word)}
        </button>
      </form>
      <p class="note" id={id} role={wrong ? "alert" : undefined}>
        {t(wrong ? "key.wrong" : "key.help")}
      </p>
    </>
  );
}
