// Somebody chose that this page works without a network: its own files are kept on the device, nothing of what is written.
import { byId, say, settings, show } from "./page";
import { workerAddress } from "./working";

export function offerOffline(): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker || !("caches" in self)) {
    return;
  }
  show(byId("offline"));
  byId("offline-keep").onclick = () => void keep().then(() => told("offlineReady"), () => told("offlineFailed"));
  void serviceWorker.getRegistration("/").then((found) => {
    if (found) {
      void keep().then(() => told("offlineReady"), () => undefined); // the files of today, where there is a network
    }
  });
}

const told = (sentence: string): void => {
  byId("offline-state").textContent = say(sentence);
};

async function keep(): Promise<void> {
  await navigator.serviceWorker.register(workerAddress(settings.urls.serviceWorker), { scope: "/" });
  const { active } = await navigator.serviceWorker.ready;
  await new Promise<void>((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<boolean>) => (data ? resolve() : reject(new Error("not kept")));
    active?.postMessage(files(), [port2]);
  });
}

/** What this page consists of. */
function files(): string[] {
  const loaded = [...document.querySelectorAll<HTMLElement>("script[src], link[rel=stylesheet], link[rel=icon]")]
    .map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "");
  const fonts = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".woff2"));
  const { derive, upload, keyring, keyringNote } = settings.urls;
  const all = [...loaded, ...fonts, derive, upload, keyring, keyringNote, ...settings.urls.pages];
  return [...new Set(all.map((address) => new URL(address, location.href).pathname))];
}
