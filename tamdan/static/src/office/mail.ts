// Reads the file of an e-mail in this page; nothing of it goes to the server. A bundle of its own: who imports no e-mail loads none of it.
import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { utf8 } from "../seal/bytes";

/** One e-mail as an officer looks through it. */
export interface Mail {
  subject: string;
  /** Who sent it, as name and address; empty where the file does not say. */
  name: string;
  address: string;
  /** ISO time, or empty. */
  date: string;
  text: string;
  /** The words were taken out of the layout: there was no plain text. */
  isFromHtml: boolean;
  files: File[];
  /** Outlook's packed attachments that were left out. */
  packed: number;
  /** 64 hexadecimal digits by which the same message is recognised. */
  mark: string;
}

export interface MailReader {
  /** Null for a file that is no e-mail. */
  readMail(content: Blob): Promise<Mail | null>;
}

const ENDINGS: { [type: string]: string } = { "message/rfc822": ".eml", "image/jpeg": ".jpg", "image/png": ".png", "text/calendar": ".ics" };

async function readMail(content: Blob): Promise<Mail | null> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const read = await PostalMime.parse(bytes).catch(() => null);
  if (!read || !(read.from || read.messageId || read.date || read.subject)) {
    return null;
  }
  const sender = mailbox(read.replyTo?.[0]) ?? mailbox(read.from) ?? mailbox(read.sender);
  const text = read.text?.trim() || await wordsOf(read.html ?? "");
  const [packed, files] = split(read.attachments);
  return {
    subject: (read.subject ?? "").trim(), name: sender?.name ?? "", address: sender?.address ?? "",
    date: read.date && !Number.isNaN(Date.parse(read.date)) ? read.date : "",
    text, isFromHtml: !read.text?.trim() && text !== "", files: files.map(fileOf), packed: packed.length, mark: markOf(read, bytes),
  };
}

function mailbox(one: Address | undefined): { name: string; address: string } | null {
  const found = one?.group ? one.group[0] : one;
  return found ? { name: found.name, address: found.address ?? "" } : null;
}

/** The words of a page without its layout: asked of the same library as the plain form of a message that has a page beside it. */
async function wordsOf(html: string): Promise<string> {
  if (!html) {
    return "";
  }
  const part = bytesToHex(sha256(utf8(html))); // a line of the message cannot hold its own hash
  const words = html.replace(/<(style|title)\b[^]*?<\/\1\s*>/gi, " "); // the library leaves these in
  const type = (name: string): string => `--${part}\nContent-Type: text/${name}; charset=utf-8\n\n`;
  const both = `Content-Type: multipart/mixed; boundary=${part}\n\n${type("plain")}\n${type("html")}${words}\n--${part}--\n`;
  return ((await PostalMime.parse(both)).text ?? "").trim();
}

const isPacked = ({ mimeType, filename }: Attachment): boolean =>
  /ms-tnef/.test(mimeType) || /^winmail\.dat$/i.test(filename ?? "");

function split(found: readonly Attachment[]): [Attachment[], Attachment[]] {
  return [found.filter(isPacked), found.filter((one) => !isPacked(one))];
}

function fileOf(one: Attachment, place: number): File {
  const name = one.filename?.replace(/[\\/\0-\x1f]/g, "_").trim() || `${place + 1}${ENDINGS[one.mimeType] ?? ""}`;
  return new File([one.content as BlobPart], name, { type: one.mimeType });
}

/** The message's own number, or all of its bytes where it has none: two exports of one message then count as two. */
const markOf = ({ messageId }: Email, bytes: Uint8Array): string => bytesToHex(sha256(messageId ? utf8(messageId.trim()) : bytes));

declare global {
  interface Window {
    tamdanMail?: MailReader;
  }
}
window.tamdanMail = { readMail };
