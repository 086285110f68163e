// The worker's side of working.ts: digits in, both halves out.
import { derive } from "../seal/receipt";

interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: "message", hear: (event: MessageEvent<{ digits: string; host: string }>) => void): void;
}
const scope = self as unknown as Scope;

scope.addEventListener("message", ({ data }) => {
  void derive(data.digits, data.host, (done) => scope.postMessage({ done })).then((derived) => scope.postMessage({ derived }));
});
