// Runs functions of the browser's half in Node: reads [[name, ...arguments], …] from standard input, prints their results.
// Bytes travel as {"hex": "…"}.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [root, out] = process.argv.slice(2);
const modules = ["age", "bytes", "canonical", "envelopes", "frame", "items", "keylist", "letter", "merkle", "message", "notes", "receipt", "tar"];
if (!existsSync(out)) { // once for all calls of a run
  const { build } = await import("esbuild");
  await build({
    stdin: { contents: modules.map((name) => `export * from "./${name}";`).join("\n"), resolveDir: join(root, "tamdan/static/src/seal") },
    bundle: true, format: "esm", platform: "neutral", mainFields: ["module", "main"], outfile: out, logLevel: "error",
  });
}
const seal = await import(pathToFileURL(out).href);

const bytes = (hex) => new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
const hex = (value) => [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const calls = {
  ...seal,
  framedPiece: async (content, start, end) => seal.framePiece(new Blob([content]), start, end),
  sealedItem: async (content, key) => {
    const item = { id: "", kind: "file", key, content: new Blob([content]) };
    const made = [];
    for (let number = 0; number < seal.pieceCount(content.length); number += 1) {
      made.push(await seal.sealPiece(item, number));
    }
    return made;
  },
  wrapOf: async (digits, host, u) => seal.wrapIdentity(await seal.derive(digits, host), u),
  handleOf: async (digits, host) => (await seal.derive(digits, host)).handle,
};
calls.provedHead = (text, leaf, logs) => seal.provedHead(text, leaf, logs.map(seal.readKey));
const deep = (value) => {
  if (Array.isArray(value)) {
    return value.map(deep);
  }
  if (!value || typeof value !== "object") {
    return value;
  }
  return "hex" in value ? bytes(value.hex) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]));
};
const write = (_key, value) => (value instanceof Uint8Array ? { hex: hex(value) } : value);

const results = [];
for (const [name, ...given] of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    results.push({ value: await calls[name](...given.map(deep)) });
  } catch (error) {
    results.push({ error: error.message });
  }
}
console.log(JSON.stringify(results, write));
