/** The shortest sound there is, to unlock an element with. @returns {Blob} a WAV of no loudness */
export function silentSound() {
  const samples = 800; // 0.1 s at 8 kHz, 8 bit
  const header = new DataView(new ArrayBuffer(44));
  const word = (at, letters) =>
    [...letters].forEach((letter, index) => header.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF");
  header.setUint32(4, 36 + samples, true);
  word(8, "WAVEfmt ");
  header.setUint32(16, 16, true); // bytes of this part
  header.setUint16(20, 1, true); // PCM
  header.setUint16(22, 1, true); // channels
  header.setUint32(24, 8_000, true); // samples a second
  header.setUint32(28, 8_000, true); // bytes a second
  header.setUint16(32, 1, true); // bytes a sample
  header.setUint16(34, 8, true); // bits a sample
  word(36, "data");
  header.setUint32(40, samples, true);
  return new Blob([header, new Uint8Array(samples).fill(128)], { type: "audio/wav" });
}
