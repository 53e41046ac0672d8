// Lets the device read one page of the plan aloud, where it has a voice for the language. Without it the page is as it is.
(() => {
  "use strict";
  const text = document.querySelector("[data-aloud]");
  const listen = document.querySelector("[data-listen]");
  const hush = document.querySelector("[data-hush]");
  const silent = document.querySelector("[data-no-voice]");
  if (!text || !listen || !hush || !silent) return;
  if (!("speechSynthesis" in window)) { silent.hidden = false; return; }

  const language = (piece) => piece.closest("[lang]").lang || "";
  const same = (voice, code) => voice.lang.toLowerCase().split(/[-_]/)[0] === code.toLowerCase().split("-")[0];
  // Only voices of the device itself: what is read must not travel to a service on the network.
  const voiceFor = (code) => speechSynthesis.getVoices().find((voice) => voice.localService && same(voice, code));
  const pieces = () => Array.from(text.querySelectorAll("h1 > span, p"));

  const look = () => {
    const can = pieces().every((piece) => voiceFor(language(piece)));
    listen.hidden = !can;
    silent.hidden = can;
  };
  const speak = () => {
    speechSynthesis.cancel();
    const said = pieces().map((piece) => {
      const one = new SpeechSynthesisUtterance(piece.textContent);
      one.lang = language(piece);
      one.voice = voiceFor(one.lang) || null;
      one.rate = 0.9;
      return one;
    });
    if (!said.length) return;
    said[said.length - 1].onend = () => { hush.hidden = true; };
    hush.hidden = false;
    said.forEach((one) => speechSynthesis.speak(one));
  };
  listen.addEventListener("click", speak);
  hush.addEventListener("click", () => { speechSynthesis.cancel(); hush.hidden = true; });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener?.("voiceschanged", look);
  look();
})();
