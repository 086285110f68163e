// age files (age-encryption.org/v1): the only cipher of this project. Twin of tamdan/sealing/age.py.
import { giveBack, roomOf } from "./bytes";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

/** An X25519 identity (`AGE-SECRET-KEY-1…`) and its public half (`age1…`). */
export interface KeyPair {
  identity: string;
  recipient: string;
}

export async function newKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** 32 bytes as an identity in its Bech32 spelling. */
export function identityOfBytes(material: Uint8Array): string {
  return bech32.encode("age-secret-key-", bech32.toWords(material), false).toUpperCase();
}

/** One age file that any one of `recipients` opens. */
export function seal(content: Uint8Array, ...recipients: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  recipients.forEach((recipient) => encrypter.addRecipient(recipient));
  return encrypter.encrypt(content);
}

/** An age file in `room`, where it has its size. */
export async function sealInto(room: Uint8Array | undefined, content: Uint8Array, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(new ReadableStream({ start: (given) => (given.enqueue(content), given.close()) }));
  const sealed = roomOf(file.size(content.length), room);
  const reader = file.getReader();
  let at = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    sealed.set(next.value, at);
    at += next.value.length;
    giveBack(next.value);
  }
  if (at !== sealed.length) {
    throw new Error("seal-broken");
  }
  return sealed;
}

/** The content of an age file; throws when the identity does not open it or it was altered. */
export function unseal(sealed: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

/** An age passphrase file; `workFactor` is the binary logarithm of scrypt's cost. */
export function sealWithWords(content: Uint8Array, words: string, workFactor: number): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(words);
  return encrypter.encrypt(content);
}

export function unsealWithWords(sealed: Uint8Array, words: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return decrypter.decrypt(sealed);
}

/** The name of a piece of ciphertext: its SHA-256 in hexadecimal. */
export function digestOf(sealed: Uint8Array): string {
  return bytesToHex(sha256(sealed));
}
