// Joins, shrinks and copies what a browser loads into tamdan/static/built. `npm run build`.
// `node tools/build_front.mjs FOLDER NAME ...` makes these scripts alone, in another folder: whoever wants to compare builds anew.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build, transform } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "tamdan/static/src");
const [elsewhere, ...wanted] = process.argv.slice(2);
const built = elsewhere ?? join(root, "tamdan/static/built");
const floor = ["chrome87", "firefox78", "safari14.1"];

// Order matters: tokens first, what the width of the screen changes last.
const sheets = ["tokens", "ground", "marks", "find", "data", "forms", "office", "room", "keys", "letters", "reading"];
// press.css is loaded by the reading queue alone: no other page pays for it.
const fonts = {
  "khmer-400.woff2": "noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2",
  "khmer-700.woff2": "noto-sans-khmer/files/noto-sans-khmer-khmer-700-normal.woff2",
  "print-400.woff2": "battambang/files/battambang-khmer-400-normal.woff2",
  "print-700.woff2": "battambang/files/battambang-khmer-700-normal.woff2",
};
const scripts = {
  "face.js": "face.ts", "office.js": "office/main.ts", "office-worker.js": "office/worker.ts", "upload.js": "seal/upload.ts",
  "form.js": "intake/filling.ts", "seal.js": "intake/main.ts", "receipt.js": "intake/back.ts", "operator.js": "office/operator.ts", "derive.js": "intake/derive.ts", "intake-sw.js": "intake/sw.ts",
  "prompts.js": "intake/prompts.ts", "recording.js": "office/recording.ts", "calls.js": "office/calls.ts",
  "mail.js": "office/mail.ts", "reissue.js": "office/reissue.ts", "press.js": "press/main.ts", "ask.js": "press/ask.ts",
};
// A library of a library brings older copies of these two (same major version): each is taken once.
const once = Object.fromEntries(["curves", "hashes"].map((name) => [`@noble/${name}`, join(root, "node_modules/@noble", name)]));
// And the kinds of keys that we have none of are left out of the age library (docs/adr/0026).
const absent = Object.fromEntries(["curves/nist.js", "post-quantum/hybrid.js"].map((name) => [`@noble/${name}`, join(source, "seal/absent.ts")]));
// The form is two bundles: form.js is on the page and makes it usable; seal.js seals and comes when the page is whole, under the hash that
// stands in the page's settings. The page of somebody who comes back is one (receipt.js): nothing of it works before it is there.
// office.js holds the reading room, and with it names in custody and what goes to another body: one bundle, because these pages are
// exchanged without loading and share the worker with the keys. It opens files piece by piece, so that large ones fit (pieces.ts).
// operator.js holds what the officer's page does with e-mails' and scans' answers; only officers load it.
const limits = {
  "face.css": [20_000, 8_192], "face.js": [2_048, 1_024], "office.js": [147_000, 56_500], "office-worker.js": [94_000, 34_500],
  "upload.js": [31_000, 10_752], "form.js": [14_000, 5_800], "seal.js": [134_000, 50_200], "receipt.js": [136_000, 50_800], "derive.js": [38_000, 14_500], "intake-sw.js": [2_048, 1_024],
  "prompts.js": [1_536, 768], "recording.js": [4_096, 1_800], "calls.js": [97_000, 36_500],
  "operator.js": [132_000, 50_500], "mail.js": [88_000, 29_000], "reissue.js": [110_000, 41_500],
  "press.js": [11_500, 4_500], "press.css": [2_400, 1_000], "ask.js": [8_200, 3_900],
};

async function style(names, name) {
  const parts = await Promise.all(names.map((one) => readFile(join(source, "css", `${one}.css`), "utf8")));
  const { code } = await transform(parts.join("\n"), { loader: "css", minify: true, target: floor });
  await writeFile(join(built, name), code);
}

async function script([name, entry]) {
  await build({
    entryPoints: [join(source, entry)], outfile: join(built, name), bundle: true, minify: true, target: floor, legalComments: "none",
    alias: { ...once, ...absent },
  });
}

async function copies() {
  await mkdir(join(built, "fonts"), { recursive: true });
  for (const [name, path] of Object.entries(fonts)) {
    await cp(join(root, "node_modules/@fontsource", path), join(built, "fonts", name));
  }
  for (const name of ["icon.svg", "notes.svg"]) {
    await cp(join(source, name), join(built, name));
  }
}

async function weigh() {
  for (const [name, [raw, packed]] of Object.entries(limits)) {
    const bytes = await readFile(join(built, name));
    const gzip = gzipSync(bytes, { level: 9 }).length;
    console.log(`${name}: ${bytes.length} bytes, ${gzip} gzipped`);
    if (bytes.length > raw || gzip > packed) {
      throw new Error(`${name} may hold ${raw} bytes, ${packed} gzipped: take something out before you put something in`);
    }
  }
}

await mkdir(built, { recursive: true });
if (elsewhere) {
  await Promise.all(Object.entries(scripts).filter(([name]) => wanted.includes(name)).map(script));
} else {
  await Promise.all([style(sheets, "face.css"), style(["press"], "press.css"), copies(), ...Object.entries(scripts).map(script)]);
  await weigh();
}
