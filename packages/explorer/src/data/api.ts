import { createApiClient } from "../api/client.ts";
import { language } from "../i18n/language.ts";
import { rememberNames } from "./names.ts";

/** The client of this page. */
export const api = createApiClient({ language: () => language.value, onNames: rememberNames });
