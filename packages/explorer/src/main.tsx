import { render } from "preact";
import { App } from "./app/app.tsx";
import { startLanguage } from "./i18n/language.ts";
import { startRouter } from "./router/router.ts";
import "./styles/index.css";

startLanguage();
startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
