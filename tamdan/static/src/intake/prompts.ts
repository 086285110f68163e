// Sentences of the page in an officer's voice: a small button in the place of the browser's own player. Loaded only where there is a
// recording; nothing of a recording is fetched before it is touched.
let running: HTMLAudioElement | null = null;

for (const box of document.querySelectorAll<HTMLElement>("[data-prompt]")) {
  const sound = box.querySelector("audio");
  const control = box.querySelector("button");
  const label = control?.querySelector("span");
  if (!sound || !control || !label || !sound.canPlayType(box.dataset.prompt ?? "")) {
    box.remove();
    continue;
  }
  const [listen, stop] = [label.textContent, control.dataset.stop ?? ""];
  const silence = (): void => {
    label.textContent = listen;
    if (running === sound) {
      running = null;
    }
  };
  sound.controls = false;
  control.hidden = false;
  control.addEventListener("click", () => {
    if (!sound.paused) {
      sound.pause();
      return;
    }
    running?.pause();
    running = sound;
    sound.currentTime = 0;
    label.textContent = stop;
    sound.play().catch(silence); // without a network the words are still there to be read
  });
  sound.addEventListener("pause", silence);
  sound.addEventListener("ended", silence);
}

addEventListener("hashchange", () => running?.pause()); // another step, other words
