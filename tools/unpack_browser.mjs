// Unpacks the Chromium of the npm package into .cache/browser and prints its path; `npm run --silent browser`.
// The switch must be set before the first unpacking, or the libraries that a bare system lacks are never unpacked.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", ".cache", "browser");
await mkdir(folder, { recursive: true });
process.env.TMPDIR = folder;
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
console.log(await chromium.executablePath());
