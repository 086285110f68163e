// What a browser does, in Node: solves the proof of work with our own code, gets a ticket, uploads with the genuine tus-js-client.
// Arguments: origin, file, letter, SHA-256. Prints one JSON line.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { Upload } from "tus-js-client";

const [origin, file, letter, sha256] = process.argv.slice(2);
const source = join(dirname(fileURLToPath(import.meta.url)), "../../static/src/seal/effort.ts");
const { outputFiles } = await build({ entryPoints: [source], bundle: true, format: "esm", platform: "node", write: false });
const { solve } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

async function attempt(address, init) {
  for (let left = 20; ; left -= 1) {
    try {
      return await (await fetch(origin + address, init)).json();
    } catch (error) {
      if (!left) throw error;
    }
  }
}

const shares = [];
const began = performance.now();
const proof = await solve(await attempt("/effort/ticket"), (share) => shares.push(share));
const solved = performance.now() - began;
const bytes = await readFile(file);
const { token } = await attempt("/tickets", {
  method: "POST", headers: { "Content-Type": "application/json", "X-Effort": proof }, body: JSON.stringify({ letter, bytes: bytes.length }),
});
let retries = 0;
await new Promise((resolve, reject) => {
  new Upload(bytes, {
    endpoint: `${origin}/uploads`, metadata: { letter, sha256, ticket: token }, retryDelays: Array(30).fill(20),
    onShouldRetry: () => { retries += 1; return true; }, onSuccess: resolve, onError: reject,
  }).start();
});
console.log(JSON.stringify({ solved, shares: shares.length, retries }));
process.exit(0);
