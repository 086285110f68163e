// A security key beside the seven words: the officer's identity in one more age file (WebAuthn PRF, as age-plugin-fido2prf writes it).
// Only a page may ask the security key, and only the worker may hold the identity: so the worker makes and opens the file, and asks
// the page for the one step that needs the touch.
import { Decrypter, Encrypter, Stanza, webauthn } from "age-encryption";

/** What the worker asks the page for: the file's own key locked or unlocked by the touch. */
export type TouchAsk = { lock: Uint8Array } | { unlock: { args: string[]; body: Uint8Array }[] };
/** Stanzas of a lock, the file's key of an unlock; null when the security key does not open it. */
export type TouchAnswer = { args: string[]; body: Uint8Array }[] | Uint8Array | null;
export type Toucher = (ask: TouchAsk) => Promise<TouchAnswer>;

/** In the page: a new credential on a security key, apart from those that sign in. */
export function newCredential(name: string): Promise<string> {
  return webauthn.createCredential({ keyName: name, type: "security-key" });
}

/** In the page: the step that needs the touch. */
export function touching(credential: string): Toucher {
  return async (ask) => {
    if ("lock" in ask) {
      const stanzas = await new webauthn.WebAuthnRecipient({ identity: credential }).wrapFileKey(ask.lock);
      return stanzas.map(({ args, body }) => ({ args, body }));
    }
    const stanzas = ask.unlock.map(({ args, body }) => new Stanza(args, body));
    return new webauthn.WebAuthnIdentity({ identity: credential }).unwrapFileKey(stanzas);
  };
}

/** In the worker. */
export function sealByTouch(content: Uint8Array, touch: Toucher): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: async (fileKey) => {
      const made = (await touch({ lock: fileKey })) as { args: string[]; body: Uint8Array }[];
      return made.map(({ args, body }) => new Stanza(args, body));
    },
  });
  return encrypter.encrypt(content);
}

/** In the worker. */
export function unsealByTouch(sealed: Uint8Array, touch: Toucher): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey: async (stanzas) => {
      const plain = stanzas.map(({ args, body }) => ({ args, body }));
      return (await touch({ unlock: plain })) as Uint8Array | null;
    },
  });
  return decrypter.decrypt(sealed);
}
