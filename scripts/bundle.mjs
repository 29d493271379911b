// Makes one module of a package and all that it needs, for a browser that fetches nothing else.

import { buildSync } from "esbuild";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Where a package keeps its licence, if not in LICENSE. Of a module, its first comment is meant.
const LICENCE_IN = {
  "@bufbuild/protobuf": ["dist/esm/index.js", "dist/esm/google/varint.js"],
  loglevel: ["LICENSE-MIT"],
  tslib: ["LICENSE.txt"],
  "webrtc-adapter": ["LICENSE.md"],
};
const RULE = `\n${"-".repeat(80)}\n\n`;

// Throws if a package has found its way in whose licence is not named.
export function bundle(root, { name, files: [{ entry }], carries }) {
  const { outputFiles: [file], metafile } = buildSync({
    absWorkingDir: root,
    banner: { js: `/* ${name} ${version(root, name)} and what it needs: see NOTICE */` },
    bundle: true,
    entryPoints: [entry],
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    platform: "browser",
    target: "es2020",
    write: false,
  });
  const unnamed = packagesIn(metafile).filter((each) => each !== name && !carries.includes(each));
  if (unnamed.length) throw new Error(`${entry}: no licence is named for ${unnamed.join(", ")}`);
  return Buffer.from(file.contents);
}

export function licences(root, { name, carries }) {
  const parts = [name, ...carries].map((each) => {
    const texts = (LICENCE_IN[each] ?? ["LICENSE"]).map((file) => text(folder(root, each, name), file));
    const { version, license } = about(root, each, name);
    return [`${each} ${version}, ${license}`, ...texts.map((each) => each.trim())].join("\n\n");
  });
  return Buffer.from(`${parts.join(`\n${RULE}`)}\n`);
}

export function version(root, name, within) {
  return about(root, name, within).version;
}

function packagesIn({ inputs }) {
  const modules = Object.keys(inputs).filter((path) => path.includes("node_modules/"));
  const names = modules.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path.split("node_modules/").at(-1))[0]);
  return [...new Set(names)];
}

function text(folder, file) {
  const source = readFileSync(join(folder, file), "utf-8");
  if (!file.endsWith(".js")) return source;
  return /^(?:\/\/.*\n)+/.exec(source)[0].replaceAll(/^\/\/ ?/gm, "");
}

function about(root, name, within) {
  return JSON.parse(readFileSync(join(folder(root, name, within), "package.json")));
}

// Of two versions of a package, the one that `within` uses.
function folder(root, name, within = "") {
  const modules = join(root, "node_modules");
  const own = join(modules, within, "node_modules", name);
  return existsSync(own) ? own : join(modules, name);
}
