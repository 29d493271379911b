// A voice that begins and never ends.
window.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};

class Synthesis extends EventTarget {
  getVoices() {
    return [{ name: "Test voice", lang: "en-GB", default: true }];
  }

  speak(utterance) {
    setTimeout(() => utterance.onstart?.(), 10);
  }

  cancel() {}
  resume() {}
}

Object.defineProperty(window, "speechSynthesis", { value: new Synthesis() });
