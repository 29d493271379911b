// Brings what the site serves from node_modules into the tree, with its licences and NOTICE.
//
//   npm ci --ignore-scripts
//   node scripts/vendor.mjs           writes the files
//   node scripts/vendor.mjs --check   writes nothing; exits 1 and names each file that differs
//
// The result depends on the lock file alone, so a second run changes nothing.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundle, licences, version } from "./bundle.mjs";
import { PACKAGES } from "./vendored.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = collect();
const differing = [...wanted].filter(([path, bytes]) => !same(path, bytes)).map(([path]) => path);
if (process.argv.includes("--check")) {
  differing.forEach((path) => console.error(`differs: ${path}`));
  process.exitCode = differing.length ? 1 : 0;
} else {
  differing.forEach((path) => write(path, wanted.get(path)));
  console.log(`${wanted.size} vendored files, ${differing.length} changed`);
}

function collect() {
  const files = new Map();
  for (const pack of PACKAGES) {
    for (const file of pack.files) files.set(file.to, made(pack, file));
    for (const [from, to] of Object.entries(pack.licence.files ?? {})) files.set(to, read(pack.name, from));
    if (pack.licence.all) files.set(pack.licence.all, licences(ROOT, pack));
  }
  files.set("NOTICE", notice());
  return files;
}

function made(pack, { from, symbols, entry }) {
  if (entry) return bundle(ROOT, pack);
  return symbols ? sprite(pack.name, symbols) : read(pack.name, from);
}

function sprite(name, ids) {
  const symbols = ids.map((id) => {
    const source = read(name, `icons/${id}.svg`).toString();
    const shapes = source.replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "").trim();
    const line = shapes.replace(/\s+/g, " ").replaceAll("> <", "><");
    return `<symbol id="${id}" viewBox="0 0 24 24">${line}</symbol>`;
  });
  const comment = `<!-- ${name} ${version(ROOT, name)}, ISC: see LICENSES/lucide.txt -->`;
  const open = '<svg xmlns="http://www.w3.org/2000/svg">';
  return Buffer.from([open, comment, ...symbols, "</svg>", ""].join("\n"));
}

function notice() {
  const parts = PACKAGES.map(({ name, title, licence, files, carries = [] }) => [
    title,
    `  ${name} ${version(ROOT, name)}, ${licence.name}`,
    ...carries.map((each) => `  with ${each} ${version(ROOT, each, name)}`),
    ...files.map(({ to }) => `  ${to}`),
    ...Object.values(licence.files ?? { all: licence.all }).map((path) => `  licence: ${path}`),
  ].join("\n"));
  const head = "Greenroom carries these files made by others. scripts/vendor.mjs writes them and this list.";
  return Buffer.from([head, ...parts].join("\n\n") + "\n");
}

function read(name, path) {
  return readFileSync(join(ROOT, "node_modules", name, path));
}

function same(path, bytes) {
  return existsSync(join(ROOT, path)) && readFileSync(join(ROOT, path)).equals(bytes);
}

function write(path, bytes) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), bytes);
}
