// Scripts of this site that a page needs only later, each under the hash that the server wrote into the page.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): Policy;
}
interface Policy {
  createScriptURL(text: string): string;
}

/** Loads a script; the browser compares it with `integrity`, as with every script of the page. */
export function loadScript(address: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.integrity = integrity;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error("a script could not be loaded"));
    };
    setAddress(script, address);
    document.head.append(script);
  });
}

/** Under trusted types the address of a script passes a rule: ours lets through addresses of this site alone. A page makes a rule of
 * this name once, whichever of its bundles is first. */
function setAddress(script: HTMLScriptElement, address: string): void {
  const page = window as { trustedTypes?: TrustedTypes; tamdanRule?: Policy };
  page.tamdanRule ??= page.trustedTypes?.createPolicy("tamdan-upload", { createScriptURL: sameSite });
  script.src = page.tamdanRule ? page.tamdanRule.createScriptURL(address) : sameSite(address);
}

function sameSite(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new Error("a script from elsewhere");
  return address;
}
