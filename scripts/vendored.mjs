// What is copied from node_modules, where to, and under which licence.

const LICENCES = "static/vendor/LICENSES";

// Sorted; each name is also the id in static/vendor/icons.svg.
const ICONS = [
  "arrow-left", "arrow-right", "bookmark", "bookmark-check", "captions", "check", "chevron-down",
  "chevron-right", "circle-alert", "circle-check", "clock", "corner-down-right", "download",
  "external-link", "eye", "history", "info", "keyboard", "lock", "log-out", "mic", "mic-off",
  "pause", "pencil", "play", "plus", "printer", "rotate-ccw", "settings", "square", "trash-2",
  "triangle-alert", "upload", "user", "users", "video", "volume-2", "wifi-off", "x",
];

const font = (file) => ({ from: `files/${file}`, to: `static/vendor/fonts/${file}` });

export const PACKAGES = [
  {
    name: "@fontsource-variable/newsreader",
    title: "Newsreader, typeface",
    licence: { name: "SIL Open Font License 1.1", files: { LICENSE: `${LICENCES}/newsreader.txt` } },
    files: [
      font("newsreader-latin-opsz-normal.woff2"),
      font("newsreader-latin-ext-opsz-normal.woff2"),
      font("newsreader-latin-wght-italic.woff2"),
      font("newsreader-latin-ext-wght-italic.woff2"),
    ],
  },
  {
    name: "@fontsource-variable/source-sans-3",
    title: "Source Sans 3, typeface",
    licence: { name: "SIL Open Font License 1.1", files: { LICENSE: `${LICENCES}/source-sans-3.txt` } },
    files: [
      font("source-sans-3-latin-wght-normal.woff2"),
      font("source-sans-3-latin-ext-wght-normal.woff2"),
    ],
  },
  {
    name: "lucide-static",
    title: "Lucide, icons (the symbols in static/vendor/icons.svg)",
    licence: { name: "ISC; parts MIT", files: { LICENSE: `${LICENCES}/lucide.txt` } },
    files: [{ to: "static/vendor/icons.svg", symbols: ICONS }],
  },
  {
    name: "axe-core",
    title: "axe-core, accessibility rules (tests only, never served)",
    licence: {
      name: "Mozilla Public License 2.0",
      files: {
        LICENSE: "tests/browser/vendor/axe-core-LICENSE.txt",
        "LICENSE-3RD-PARTY.txt": "tests/browser/vendor/axe-core-LICENSE-3RD-PARTY.txt",
      },
    },
    files: [{ from: "axe.min.js", to: "tests/browser/vendor/axe.min.js" }],
  },
];
