// Talking to the server from a page that has no cookie: what it refuses is said in its own words; a broken line is waited for.
import { newChallenge, solve } from "../seal/effort";
import { say, settings } from "./page";

/** The server said no, and why. `code` is its own. */
export class Declined extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** The person does not want to wait for the network any longer: the letter is to be kept on this device. */
export class KeepInstead extends Error {}

/** Rethrows the refusals of uploads and tickets as ours: they carry the server's own sentence. */
export function asDeclined(error: unknown): never {
  if (error instanceof Error && "code" in error && /Refused$/.test(error.name)) {
    throw new Declined(String(error.code), error.message);
  }
  throw error;
}

const PAUSES = [2_000, 5_000, 10_000, 20_000, 30_000];

/** Waits; ends early when the network is back or the person says so. Throws KeepInstead when they rather keep the letter. */
function until(milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (event?: Event): void => {
      clearTimeout(timer);
      ["online", "tamdan-again", "tamdan-keep"].forEach((name) => removeEventListener(name, done));
      if (event?.type === "tamdan-keep") {
        reject(new KeepInstead());
      }
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    ["online", "tamdan-again", "tamdan-keep"].forEach((name) => addEventListener(name, done));
  });
}

/** Repeats `task` while the line is broken; every task here may be repeated. `onWait` hears true while it waits. */
export async function persist<T>(task: () => Promise<T>, onWait: (isWaiting: boolean) => void): Promise<T> {
  for (let round = 0; ; round += 1) {
    try {
      const made = await task();
      onWait(false);
      return made;
    } catch (error) {
      if (error instanceof Declined) {
        onWait(false);
        throw error;
      }
      onWait(true);
      await until(PAUSES[Math.min(round, PAUSES.length - 1)] ?? 30_000).finally(() => onWait(false));
    }
  }
}

/** A request without cookies unless `init` says otherwise; throws Declined for what the server refuses, anything else for a broken line. */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = { "Accept-Language": settings.language, ...init.headers as { [name: string]: string } };
  const response = await fetch(address, { credentials: "omit", ...init, headers, cache: "no-store", redirect: "error" });
  if (response.ok) {
    return response;
  }
  if (response.status === 502 || response.status === 504) {
    throw new Error("line");
  }
  const told = await response.json().catch(() => ({})) as { code?: string; message?: string };
  throw new Declined(told.code ?? String(response.status), told.message ?? say("serverRefused", { status: response.status }));
}

const made = new Map<string, Promise<string>>();

const freshEffort = async (purpose: string): Promise<string> => solve(await newChallenge(purpose));

/** Begins the proof of work for a purpose while the person writes. It is good for an hour and for one request. */
export function prepareEffort(purpose: string): void {
  const effort = freshEffort(purpose);
  effort.catch(() => made.delete(purpose));
  made.set(purpose, effort);
  setTimeout(() => made.delete(purpose), 50 * 60_000);
}

async function effort(purpose: string): Promise<string> {
  const prepared = made.get(purpose);
  made.delete(purpose);
  return prepared ?? freshEffort(purpose);
}

/** A request that costs a proof of work; a spent or old one is made again once. */
export async function askWithEffort(address: string, purpose: string, init: RequestInit): Promise<Response> {
  const attempt = async (): Promise<Response> =>
    ask(address, { ...init, headers: { ...init.headers as { [name: string]: string }, "X-Effort": await effort(purpose) } });
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Declined && error.code.startsWith("effort")) {
      return attempt();
    }
    throw error;
  }
}

export const asJson = (value: unknown, headers: { [name: string]: string } = {}): RequestInit =>
  ({ method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json", ...headers } });
