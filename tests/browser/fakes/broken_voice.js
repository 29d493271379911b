// A voice that fails whenever it is to speak.
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
    setTimeout(() => utterance.onerror?.({ error: "synthesis-failed" }), 10);
  }

  cancel() {}
  resume() {}
}

Object.defineProperty(window, "speechSynthesis", { value: new Synthesis() });
