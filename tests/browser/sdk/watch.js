// What a test wants to know about a video.
const video = document.querySelector("video");

window.frames = (count) => new Promise((resolve) => {
  const times = [];
  const look = (_, { mediaTime }) => {
    times.push(mediaTime);
    if (times.length === count) resolve(times);
    else video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
});

// The picture as it is now, small.
window.pixels = () => {
  const canvas = new OffscreenCanvas(64, 48);
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
};

// The loudest of what is heard in so many milliseconds, of 1.
window.loudness = async (milliseconds) => {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context);
  context.createMediaStreamSource(video.srcObject).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const until = performance.now() + milliseconds;
  let most = 0;
  while (performance.now() < until) {
    analyser.getFloatTimeDomainData(samples);
    most = Math.max(most, ...samples.map(Math.abs));
    await new Promise(requestAnimationFrame);
  }
  await context.close();
  return most;
};
