// The person before the browser says no the first time, and yes the second.
const devices = navigator.mediaDevices;
const real = devices.getUserMedia.bind(devices);
devices.getUserMedia = () => {
  devices.getUserMedia = real;
  return Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
};
