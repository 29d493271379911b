// What is copied or bundled from node_modules, where to, and under which licence.

const LICENCES = "static/vendor/LICENSES";

// Sorted; each name is also the id in static/vendor/icons.svg.
const ICONS = [
  "arrow-left", "arrow-right", "bookmark", "bookmark-check", "captions", "check", "chevron-down",
  "chevron-right", "circle-alert", "circle-check", "clock", "corner-down-right", "download",
  "external-link", "eye", "grip-vertical", "history", "info", "keyboard", "lock", "log-out", "mic", "mic-off",
  "pause", "pencil", "play", "plus", "printer", "rotate-ccw", "settings", "square", "trash-2",
  "triangle-alert", "upload", "user", "users", "video", "volume-2", "wifi-off", "x",
];

const font = (file) => ({ from: `files/${file}`, to: `static/vendor/fonts/${file}` });

// livekit-client holds all but itself in one file of its own.
const LIVEKIT = [
  "livekit-client", "@livekit/protocol", "@livekit/mutex", "@bufbuild/protobuf", "webrtc-adapter",
  "sdp-transform", "sdp", "loglevel", "ts-debounce", "tslib", "events",
];
const PROTOBUF = [
  "protobufjs", "@protobufjs/aspromise", "@protobufjs/base64", "@protobufjs/codegen",
  "@protobufjs/eventemitter", "@protobufjs/fetch", "@protobufjs/float", "@protobufjs/inquire",
  "@protobufjs/path", "@protobufjs/pool", "@protobufjs/utf8",
];

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
    name: "@heygen/liveavatar-web-sdk",
    title: "LiveAvatar web SDK, with the packages it needs in one file",
    licence: { name: "MIT", all: `${LICENCES}/liveavatar.txt` },
    files: [{ to: "static/vendor/liveavatar.js", entry: "scripts/bundles/liveavatar.js" }],
    carries: ["webrtc-issue-detector", ...LIVEKIT],
  },
  {
    name: "@heygen/streaming-avatar",
    title: "HeyGen Streaming Avatar SDK, with the packages it needs in one file",
    licence: { name: "MIT", all: `${LICENCES}/heygen-streaming.txt` },
    files: [{ to: "static/vendor/heygen-streaming.js", entry: "scripts/bundles/heygen-streaming.js" }],
    carries: ["webrtc-issue-detector", ...LIVEKIT, ...PROTOBUF],
  },
  {
    name: "sortablejs",
    title: "SortableJS, dragging",
    licence: { name: "MIT", all: `${LICENCES}/sortable.txt` },
    files: [{ to: "static/vendor/sortable.js", entry: "scripts/bundles/sortable.js" }],
    carries: [],
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
