// Builds what the browser test loads, as tools/build_front.mjs does: bundle.mjs FOLDER.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../static/src/seal");
const folder = process.argv[2];
const shared = { bundle: true, minify: true, target: ["chrome87", "firefox78", "safari14.1"] };
await build({ ...shared, entryPoints: [join(source, "upload.ts")], outfile: join(folder, "upload.js") });
await build({ ...shared, entryPoints: [join(source, "uploader.ts")], outfile: join(folder, "uploader.js"), globalName: "uploader" });
