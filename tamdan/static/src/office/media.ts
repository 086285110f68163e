// What an opened file is, told by its first bytes alone: neither its name nor what the sender called it decides what is shown.

/** What may be shown in a sandboxed frame, with the type that the frame is given. */
export interface Shown {
  type: string;
  family: "image" | "audio" | "video";
}

type Test = (bytes: Uint8Array) => boolean;

const starts = (...wanted: number[]): Test => (bytes) => wanted.every((byte, at) => bytes[at] === byte);
const ascii = (at: number, text: string): Test => (bytes) =>
  [...text].every((letter, number) => bytes[at + number] === letter.charCodeAt(0));
const both = (one: Test, other: Test): Test => (bytes) => one(bytes) && other(bytes);

const SIGNS: readonly [Test, Shown][] = [
  [starts(0xff, 0xd8, 0xff), { type: "image/jpeg", family: "image" }],
  [starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), { type: "image/png", family: "image" }],
  [ascii(0, "GIF8"), { type: "image/gif", family: "image" }],
  [both(ascii(0, "RIFF"), ascii(8, "WEBP")), { type: "image/webp", family: "image" }],
  [both(ascii(0, "RIFF"), ascii(8, "WAVE")), { type: "audio/wav", family: "audio" }],
  [ascii(0, "ID3"), { type: "audio/mpeg", family: "audio" }],
  [starts(0xff, 0xfb), { type: "audio/mpeg", family: "audio" }],
  [ascii(0, "OggS"), { type: "audio/ogg", family: "audio" }],
  [ascii(4, "ftyp"), { type: "video/mp4", family: "video" }],
  [starts(0x1a, 0x45, 0xdf, 0xa3), { type: "video/webm", family: "video" }],
];
/** What a picture or recording has no reason to hold; together with a picture's first bytes it is a file of two kinds. */
const FOREIGN = ["<script", "<html", "<!doctype", "<svg", "<iframe", "<body", "javascript:", "%pdf-", "pk\u0003\u0004"];

/** How to show the bytes; null for what is only ever saved. `isVoice`: a recording, whose container may also hold pictures. */
export function shownAs(bytes: Uint8Array, isVoice: boolean): Shown | null {
  const found = SIGNS.find(([test]) => test(bytes))?.[1];
  if (!found || isTwoFaced(bytes)) {
    return null;
  }
  return isVoice && found.family === "video"
    ? { type: found.type.replace("video/", "audio/"), family: "audio" }
    : found;
}

/** Whether the file is also something that a browser or a reader of papers would run or open. */
function isTwoFaced(bytes: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 1 << 16)).toLowerCase()
    + new TextDecoder("latin1").decode(bytes.subarray(-(1 << 16))).toLowerCase();
  return FOREIGN.some((mark) => text.includes(mark));
}

/** The bytes in a frame that runs nothing: what shows them is built from here, element by element, under the page's own policy. */
export function frameOf(bytes: Uint8Array, shown: Shown, title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.title = title;
  frame.className = `opened ${shown.family}`;
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: shown.type }));
  frame.addEventListener("load", () => fill(frame, shown, address, title));
  return frame;
}

function fill(frame: HTMLIFrameElement, shown: Shown, address: string, title: string): void {
  const inside = frame.contentDocument;
  const style = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]");
  if (!inside || inside.body.childElementCount) {
    return;
  }
  if (style) {
    inside.head.append(inside.importNode(style, true));
  }
  inside.body.className = "shown";
  if (shown.family === "image") {
    const image = inside.createElement("img");
    image.alt = title;
    image.src = address;
    inside.body.append(image);
    return;
  }
  const player = inside.createElement(shown.family);
  player.controls = true;
  player.src = address;
  inside.body.append(player);
}

/** A way to save the bytes, with a type that no browser opens. */
export function saving(bytes: Uint8Array, name: string, label: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes as BlobPart], { type: "application/octet-stream" }));
  link.download = name;
  link.className = "btn plain";
  link.textContent = label;
  return link;
}
