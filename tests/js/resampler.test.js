import assert from "node:assert/strict";
import { test } from "node:test";

import { Resampler } from "../../static/js/lib/resampler.js";

const BLOCK = 128; // samples, as an audio worklet gets them

function resampled(rate, frequency, seconds = 0.5) {
  const resampler = new Resampler(rate, 16_000);
  const output = [];
  for (let start = 0; start < rate * seconds; start += BLOCK) {
    const block = Float32Array.from({ length: BLOCK }, (_, index) =>
      Math.sin((2 * Math.PI * frequency * (start + index)) / rate),
    );
    output.push(...resampler.push(block));
  }
  return [...output, ...resampler.flush()];
}

function loudness(samples) {
  const middle = samples.slice(1_000, -1_000);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length);
}

for (const rate of [44_100, 48_000, 96_000]) {
  test(`speech at ${rate} Hz keeps its loudness and its length`, () => {
    const samples = resampled(rate, 1_000);
    assert.ok(Math.abs(loudness(samples) - Math.SQRT1_2) < 0.01);
    assert.ok(Math.abs(samples.length - 8_000) < 100);
  });

  test(`what 16 kHz cannot hold does not fold back from ${rate} Hz`, () => {
    assert.ok(loudness(resampled(rate, 11_000)) < 0.003);
  });
}

test("a tone comes out as the same tone", () => {
  const samples = resampled(44_100, 440);
  const wanted = (index) => Math.sin((2 * Math.PI * 440 * index) / 16_000);
  const worst = Math.max(...samples.slice(500, 7_000).map((sample, index) => Math.abs(sample - wanted(index + 500))));
  assert.ok(worst < 0.01, `differs by ${worst}`);
});

test("after a flush it begins afresh", () => {
  const resampler = new Resampler(48_000, 16_000);
  resampler.push(new Float32Array(4_800).fill(1));
  resampler.flush();
  const silence = resampler.push(new Float32Array(4_800));
  assert.ok(silence.every((sample) => sample === 0));
});
