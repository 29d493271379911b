// Another program holds the microphone.
navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("Could not start audio source", "NotReadableError"));
