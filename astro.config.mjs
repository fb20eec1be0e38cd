import mdx from "@astrojs/mdx";
import { defineConfig, fontProviders } from "astro/config";
import { doorTypes } from "./src/tools/vite/door-types.ts";
import { leanMonaco } from "./src/tools/vite/lean-monaco.ts";
import { reference } from "./src/tools/vite/reference.ts";
import { siklusLabs } from "./src/tools/vite/siklus-labs.ts";

const font = (family, style) =>
  `./node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-${style}.woff2`;

export default defineConfig({
  output: "static",
  base: process.env.SIKLUS_BASE ?? "/",
  trailingSlash: "always",
  build: { format: "directory", assets: "assets" },
  server: { port: 4321 },
  devToolbar: { enabled: false },
  i18n: {
    locales: ["en", "id"],
    defaultLocale: "en",
    routing: { prefixDefaultLocale: true, redirectToDefaultLocale: false },
  },
  integrations: [mdx()],
  markdown: { shikiConfig: { theme: "css-variables" } },
  fonts: [
    {
      provider: fontProviders.local(),
      name: "STIX Two Text",
      cssVariable: "--font-stix",
      fallbacks: ["Times New Roman", "serif"],
      options: {
        variants: [
          { src: [font("stix-two-text", "normal")], weight: "400 700", style: "normal" },
          { src: [font("stix-two-text", "italic")], weight: "400 700", style: "italic" },
        ],
      },
    },
    {
      provider: fontProviders.local(),
      name: "Instrument Sans",
      cssVariable: "--font-instrument",
      fallbacks: ["Arial", "sans-serif"],
      options: { variants: [{ src: [font("instrument-sans", "normal")], weight: "400 700", style: "normal" }] },
    },
  ],
  vite: {
    plugins: [siklusLabs(), doorTypes(), reference(), leanMonaco()],
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Astro marks its modules with a directive that the bundler does not know and says so for each lesson.
        onLog: (level, log, handle) => {
          if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
        },
      },
    },
  },
});
