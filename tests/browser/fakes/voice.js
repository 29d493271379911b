// A browser with one English voice, which speaks quickly. `voice` notes when it was cut short.
window.voice = { cancelledAt: 0, pressedAt: 0, said: [] };
addEventListener("pointerdown", () => (voice.pressedAt = performance.now()), true);

window.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};

const PER_CHARACTER = 25; // milliseconds
let ending = 0;

class Synthesis extends EventTarget {
  getVoices() {
    return [{ name: "Test voice", lang: "en-GB", default: true }];
  }

  speak(utterance) {
    if (!utterance.text) return;
    voice.said.push(utterance.text);
    setTimeout(() => utterance.onstart?.(), 20);
    ending = setTimeout(() => utterance.onend?.(), 20 + utterance.text.length * PER_CHARACTER);
  }

  cancel() {
    voice.cancelledAt = performance.now();
    clearTimeout(ending);
  }

  resume() {}
}

Object.defineProperty(window, "speechSynthesis", { value: new Synthesis() });
