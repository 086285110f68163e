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

/** A content, and its first and last bytes: they tell what it is, and all of it never has to be in memory. */
export interface Opened {
  content: Blob;
  first: Uint8Array;
  last: Uint8Array;
}

const END = 1 << 16;
/** What the page shows or offers to save, by its address; none of it outlives the officer's key. */
const addresses = new Set<string>();

export async function look(content: Blob): Promise<Opened> {
  const read = async (part: Blob): Promise<Uint8Array> => new Uint8Array(await part.arrayBuffer());
  return { content, first: await read(content.slice(0, END)), last: await read(content.slice(-END)) };
}

/** The same of bytes that are in memory anyway. */
export const lookAt = (bytes: Uint8Array): Opened =>
  ({ content: new Blob([bytes as BlobPart]), first: bytes.subarray(0, END), last: bytes.subarray(-END) });

function addressOf(content: Blob, type: string): string {
  const address = URL.createObjectURL(content.slice(0, content.size, type));
  addresses.add(address);
  return address;
}

export function letGo(): void {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses.clear();
}

/** How to show a file; null for what is only ever saved. `isVoice`: a recording, whose container may also hold pictures. */
export function shownAs(opened: Opened, isVoice: boolean): Shown | null {
  const found = SIGNS.find(([test]) => test(opened.first))?.[1];
  if (!found || isTwoFaced(opened)) {
    return null;
  }
  return isVoice && found.family === "video"
    ? { type: found.type.replace("video/", "audio/"), family: "audio" }
    : found;
}

/** Whether the file is also something that a browser or a reader of papers would run or open. */
function isTwoFaced({ first, last }: Opened): boolean {
  const read = new TextDecoder("latin1");
  const text = read.decode(first).toLowerCase() + read.decode(last).toLowerCase();
  return FOREIGN.some((mark) => text.includes(mark));
}

/** A content in a frame that runs nothing: what shows them is built from here, element by element, under the page's own policy. */
export function frameOf(content: Blob, shown: Shown, title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.title = title;
  frame.className = `opened ${shown.family}`;
  const address = addressOf(content, shown.type);
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

/** A way to save a content, with a type that no browser opens. */
export function saving(content: Blob, name: string, label: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = addressOf(content, "application/octet-stream");
  link.download = name;
  link.className = "btn plain";
  link.textContent = label;
  return link;
}
