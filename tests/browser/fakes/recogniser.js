// A browser that turns speech into text; the test says what it hears.
window.recogniser = {
  started: 0,
  running: null,

  hears(words, isFinal) {
    const results = [Object.assign([{ transcript: words }], { isFinal })];
    this.running.onresult({ results, resultIndex: 0 });
  },

  fails(error) {
    this.running.onerror({ error });
    this.running.onend();
  },
};

window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    recogniser.started += 1;
    recogniser.running = this;
  }

  stop() {
    setTimeout(() => this.onend?.(), 50);
  }

  abort() {
    this.onend?.();
  }
};
