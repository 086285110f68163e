// Files joined into one (POSIX ustar): what a body without an account opens with programs that every system has.
import { joined, utf8 } from "./bytes";

const BLOCK = 512;

export interface Entry {
  /** Plain Latin letters, at most a hundred. */
  name: string;
  bytes: Uint8Array;
}

/** The archive; `at` is the time of every file, in seconds. */
export function tar(entries: readonly Entry[], at: number): Uint8Array {
  const parts = entries.flatMap(({ name, bytes }) => [header(name, bytes.length, at), bytes, new Uint8Array(-bytes.length & (BLOCK - 1))]);
  return joined([...parts, new Uint8Array(2 * BLOCK)]);
}

function header(name: string, size: number, at: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (place: number, text: string): void => block.set(utf8(text), place);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  put(0, name);
  put(100, octal(0o600, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  put(136, octal(at, 12));
  put(148, " ".repeat(8)); // the sum is taken with blanks in its own place
  put(156, "0");
  put(257, "ustar\x0000");
  put(148, octal(block.reduce((sum, byte) => sum + byte, 0), 8));
  return block;
}
