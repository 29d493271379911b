// A browser with one English voice, which speaks quickly and tells where it is. Cut short it says
// nothing more, not even that it was cut, as some do. `voice` notes when that was.
window.voice = { cancelledAt: 0, pressedAt: 0, said: [] };
addEventListener("pointerdown", () => (voice.pressedAt = performance.now()), true);

window.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};

const PER_CHARACTER = 25; // milliseconds
let timers = [];

class Synthesis extends EventTarget {
  getVoices() {
    return [{ name: "Test voice", lang: "en-GB", default: true }];
  }

  speak(utterance) {
    if (!utterance.text) return;
    voice.said.push(utterance.text);
    const at = (place, act) => timers.push(setTimeout(act, 20 + place * PER_CHARACTER));
    at(0, () => utterance.onstart?.());
    for (const { index } of utterance.text.matchAll(/\S+/g)) {
      at(index, () => utterance.onboundary?.({ charIndex: index }));
    }
    at(utterance.text.length, () => utterance.onend?.());
  }

  cancel() {
    voice.cancelledAt = performance.now();
    timers.forEach(clearTimeout);
    timers = [];
  }

  resume() {}
}

Object.defineProperty(window, "speechSynthesis", { value: new Synthesis() });
