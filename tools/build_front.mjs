// Joins, shrinks and copies what a browser loads into tamdan/static/built. `npm run build`.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build, transform } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "tamdan/static/src");
const built = join(root, "tamdan/static/built");
const floor = ["chrome87", "firefox78", "safari14.1"];

// Order matters: tokens first, what the width of the screen changes last.
const sheets = ["tokens", "ground", "marks", "find", "data", "forms", "office", "room"];
const fonts = {
  "khmer-400.woff2": "noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2",
  "khmer-700.woff2": "noto-sans-khmer/files/noto-sans-khmer-khmer-700-normal.woff2",
  "print-400.woff2": "battambang/files/battambang-khmer-400-normal.woff2",
  "print-700.woff2": "battambang/files/battambang-khmer-700-normal.woff2",
};
const limits = { "face.css": [20_000, 8_192], "face.js": [2_048, 1_024] };

async function style() {
  const parts = await Promise.all(sheets.map((name) => readFile(join(source, "css", `${name}.css`), "utf8")));
  const { code } = await transform(parts.join("\n"), { loader: "css", minify: true, target: floor });
  await writeFile(join(built, "face.css"), code);
}

async function script() {
  await build({
    entryPoints: [join(source, "face.ts")], outfile: join(built, "face.js"), bundle: true, minify: true, target: floor,
  });
}

async function copies() {
  await mkdir(join(built, "fonts"), { recursive: true });
  for (const [name, path] of Object.entries(fonts)) {
    await cp(join(root, "node_modules/@fontsource", path), join(built, "fonts", name));
  }
  await cp(join(source, "icon.svg"), join(built, "icon.svg"));
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
await Promise.all([style(), script(), copies()]);
await weigh();
