import { defineConfig } from "vite";

const gateway = process.env["GATEWAY_URL"] ?? "http://127.0.0.1:8080";

/** Nothing is inlined: the page runs under a policy that allows its own files only. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  worker: { format: "es" },
  // The development server shows what a running gateway answers.
  server: { host: "127.0.0.1", proxy: { "/v1": gateway } },
});
