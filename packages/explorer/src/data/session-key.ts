import { signal } from "@preact/signals";

/**
 * The visitor's API key for what is not public. It lives in the page's memory only: no store of the browser keeps it, no
 * address and no cached answer holds it, and a reload forgets it.
 */
export const sessionKey = signal<string | null>(null);

/** An API key of a gateway, by its form. */
export const isApiKey = (text: string): boolean => /^dvk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/.test(text);
