import { signal } from "@preact/signals";

/** Languages of the page, as tags of BCP 47. */
export type Language = "zh-CN" | "en";

const storageKey = "data-voucher.language";

/** The language to begin with: the remembered one, else the first that the browser prefers and the page speaks. */
export function chooseLanguage(remembered: string | null, preferred: readonly string[]): Language {
  if (remembered === "zh-CN" || remembered === "en") return remembered;
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "zh-CN";
}

/** The language of the page now. */
export const language = signal<Language>("zh-CN");

/** Takes up the reader's language. Private windows may have no storage: then nothing is remembered. */
export function startLanguage(): void {
  setLanguage(chooseLanguage(stored(), navigator.languages));
}

/** Changes the language and remembers it. */
export function switchLanguage(next: Language): void {
  setLanguage(next);
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage is refused: the choice holds until the page is closed.
  }
}

function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
