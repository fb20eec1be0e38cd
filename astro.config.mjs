import mdx from "@astrojs/mdx";
import { defineConfig, fontProviders } from "astro/config";

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
    build: { assetsInlineLimit: 0 },
    worker: { format: "es" },
  },
});
