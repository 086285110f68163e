// What an office writes to a complainant: a signed note of the office, `<host>/message`, the complaint, the time, then the words.
import { fromBase64 } from "./bytes";
import { openNote } from "./notes";

/** `office` is the id of the listed office that signed; null when none did, or when it was written about another complaint. */
export interface OfficeWords {
  office: string | null;
  words: string;
}

const HEAD_LINES = 3;

/** Throws for what is no note. `offices` are those of the verified list. */
export function readMessage(
  note: string, thread: string, host: string, offices: readonly { id: string; verify: string }[],
): OfficeWords {
  const known = offices.map(({ id, verify }) => ({ id, key: { name: `${host}/office/${id}`, raw: fromBase64(verify) } }));
  const { text, signers } = openNote(note, known.map(({ key }) => key));
  const lines = text.split("\n");
  const signer = known.find(({ key }) => signers.includes(key));
  const fits = lines[0] === `${host}/message` && lines[1] === thread;
  return fits && signer ? { office: signer.id, words: lines.slice(HEAD_LINES).join("\n").trim() } : { office: null, words: "" };
}
