import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../static/js/", import.meta.url);
const names = readdirSync(ROOT, { recursive: true }).filter((name) => name.endsWith(".js"));
const read = (name) => readFileSync(new URL(name, ROOT), "utf8");
const imports = (text) => text.match(/^(?:import|export)\b[^(;]*?\bfrom\b[^\n]*$|^import "[^\n]*$/gmu) ?? [];

test("every import line ends with a semicolon, or hashed names would miss it", () => {
  for (const name of names) {
    for (const line of imports(read(name))) assert.match(line, /;$/u, `${name}: ${line}`);
  }
});

test("modules import each other by relative path only", () => {
  for (const name of names) {
    for (const line of imports(read(name))) assert.match(line, /["']\.{1,2}\//u, `${name}: ${line}`);
  }
});

test("no type is imported in a comment, or hashed names would take it for a module", () => {
  const others = names.filter((name) => name !== "lib/sdk.js"); // imports what the page names
  for (const name of others) assert.doesNotMatch(read(name), /\bimport\(/u, name);
});

test("nothing writes to the console or builds code from text", () => {
  for (const name of names) assert.doesNotMatch(read(name), /console\.|\beval\(|new Function/u, name);
});
