// An officer reads a prompt aloud: recorded in the page, heard again, and put into the field of the form as a file, which is posted as
// any other. A file that was chosen is measured first.
import { byId, say, show } from "../intake/page";
import { canRecord, offerRecording } from "../intake/recorder";

const KINDS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
/** What older telephones play comes first. */
const field = byId<HTMLInputElement>("id_sound");
const seconds = byId<HTMLInputElement>("id_seconds");
const heard = byId<HTMLAudioElement>("heard");
const LONGEST = Number(field.dataset.longest ?? "90") * 1_000;

if (canRecord()) {
  show(byId("recorder"));
  offerRecording(LONGEST, (voice, lasted) => {
    const type = voice.type.split(";")[0] ?? "";
    const kept = new DataTransfer();
    kept.items.add(new File([voice], `prompt.${type.split("/")[1] ?? "sound"}`, { type }));
    field.files = kept.files;
    listen(voice);
    seconds.value = String(Math.round(lasted / 1_000));
    byId("record-status").textContent = say("recorded", { seconds: Math.round(lasted / 1_000) });
  }, KINDS);
}
field.addEventListener("change", () => {
  const file = field.files?.[0];
  seconds.value = "";
  byId("record-status").textContent = "";
  show(heard, Boolean(file));
  if (file) {
    listen(file);
    heard.onloadedmetadata = () => {
      seconds.value = Number.isFinite(heard.duration) ? String(Math.round(heard.duration)) : "";
    };
  }
});
byId("main").classList.add("ready");

function listen(sound: Blob): void {
  URL.revokeObjectURL(heard.src);
  heard.onloadedmetadata = null;
  heard.src = URL.createObjectURL(sound);
  show(byId("recorder"));
  show(heard);
}
