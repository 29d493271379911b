// A browser that cannot turn speech into text.
delete window.SpeechRecognition;
delete window.webkitSpeechRecognition;
