// A browser without speech.
Object.defineProperty(window, "speechSynthesis", { value: undefined });
