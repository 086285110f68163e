// The voice: recorded in slices, listened to again, removed again. Nothing leaves the page before the letter is sent.
import { byId, say, show } from "./page";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SLICE = 1_000;

/** Whether this browser can record; without it the field for a sound file remains. */
export const canRecord = (): boolean => "MediaRecorder" in self && Boolean(navigator.mediaDevices?.getUserMedia);

/** Wires the button that begins and ends; `done` gets the recording and how long it is. Lengths are in milliseconds. */
export function offerRecording(longest: number, done: (voice: Blob, lasted: number) => void, kinds = KINDS): void {
  const control = byId<HTMLButtonElement>("record");
  const status = byId("record-status");
  let running: MediaRecorder | null = null;
  show(control);
  control.addEventListener("click", () => {
    if (running) {
      running.stop();
      return;
    }
    navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => {
      running = record(stream, longest, status, kinds, (voice, lasted) => {
        running = null;
        control.textContent = say("record");
        done(voice, lasted);
      });
      control.textContent = say("recordStop");
    }, () => {
      status.textContent = say("recordRefused");
    });
  });
}

function record(
  stream: MediaStream, longest: number, status: HTMLElement, kinds: readonly string[], done: (voice: Blob, lasted: number) => void,
): MediaRecorder {
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const slices: Blob[] = [];
  const began = Date.now();
  const clock = setInterval(() => {
    status.textContent = say("recording", { seconds: Math.floor((Date.now() - began) / 1_000) });
    if (Date.now() - began >= longest) {
      recorder.stop();
    }
  }, 1_000);
  recorder.addEventListener("dataavailable", ({ data }) => slices.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(clock);
    stream.getTracks().forEach((track) => track.stop());
    status.textContent = "";
    done(new Blob(slices, { type: recorder.mimeType }), Date.now() - began);
  });
  recorder.start(SLICE);
  return recorder;
}
