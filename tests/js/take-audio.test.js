import assert from "node:assert/strict";
import { test } from "node:test";

import { TakeAudio } from "../../static/js/lib/take-audio.js";

const rising = (first, count) => Int16Array.from({ length: count }, (_, index) => first + index);

function unpacked(message) {
  const start = new DataView(message).getUint32(0, true);
  return { start, samples: [...new Int16Array(message.slice(4))] };
}

test("a message carries the number of its first sample, little endian, and then the samples", () => {
  const take = new TakeAudio();
  take.add(rising(7, 3));
  const [message] = take.messages(0);
  assert.deepEqual(unpacked(message), { start: 0, samples: [7, 8, 9] });
});

test("messages go on from any sample, also from within a frame", () => {
  const take = new TakeAudio();
  take.add(rising(0, 5));
  take.add(rising(5, 5));
  const [message] = take.messages(3);
  assert.deepEqual(unpacked(message), { start: 3, samples: [3, 4, 5, 6, 7, 8, 9] });
});

test("nothing is packed when the server has everything", () => {
  const take = new TakeAudio();
  take.add(rising(0, 5));
  assert.deepEqual([...take.messages(5)], []);
});

test("no message is longer than the wire allows, and together they are whole", () => {
  const take = new TakeAudio();
  for (let frame = 0; frame < 50; frame += 1) take.add(rising(frame * 10, 1_600));
  const messages = [...take.messages(100)];
  assert.ok(messages.every((message) => message.byteLength <= 64_004));
  const starts = messages.map((message) => unpacked(message).start);
  assert.deepEqual(starts, [100, 32_100, 64_100]);
  assert.equal(unpacked(messages[2]).samples.length, 80_000 - 64_100);
});

test("after a reload the samples are counted on from what the server has", () => {
  const take = new TakeAudio("one", 1_000);
  take.add(rising(0, 10));
  assert.equal(take.end, 1_010);
  assert.equal(unpacked([...take.messages(1_000)][0]).start, 1_000);
});

test("samples are kept after they are acknowledged, in case another process has lost them", () => {
  const take = new TakeAudio("one");
  take.add(rising(0, 10));
  take.acknowledge(10);
  assert.equal(take.unacknowledged, 0);
  assert.equal(unpacked([...take.messages(0)][0]).samples.length, 10);
});

test("an acknowledgement of more than there is counts as all", () => {
  const take = new TakeAudio();
  take.add(rising(0, 10));
  take.acknowledge(99);
  assert.equal(take.unacknowledged, 0);
});

test("a take without a name may become any attempt, one with a name stays its own", () => {
  assert.ok(new TakeAudio().belongsTo("one"));
  assert.ok(new TakeAudio("one").belongsTo("one"));
  assert.ok(!new TakeAudio("one").belongsTo("two"));
  assert.ok(!new TakeAudio("one").belongsTo(""));
});

test("a take that is cut ends with what the server has", () => {
  const take = new TakeAudio();
  take.add(rising(0, 6));
  take.add(rising(6, 6));
  take.acknowledge(4);
  take.cut();
  assert.equal(take.end, 4);
  assert.deepEqual(unpacked([...take.messages(0)][0]).samples, [0, 1, 2, 3]);
});

test("a take is full at five hundred seconds", () => {
  const take = new TakeAudio("one", 500 * 16_000 - 1);
  assert.ok(!take.isFull);
  take.add(rising(0, 5));
  assert.ok(take.isFull);
  assert.equal(take.end, 500 * 16_000);
});

test("a take that is put together again goes as far as there is no hole", () => {
  const frame = (start, count) => ({ start, samples: rising(start, count) });
  const take = TakeAudio.of("one", [frame(0, 5), frame(5, 5), frame(20, 5)]);
  assert.equal(take.end, 10);
  assert.ok(take.reaches(0) && take.reaches(10));
  assert.ok(!take.reaches(11));
  assert.ok(!TakeAudio.of("one", [frame(8, 5)]).reaches(7));
});

test("only a take that is here from its first sample on is whole", async () => {
  const take = new TakeAudio("one");
  assert.equal(take.whole, null);
  take.add(rising(0, 5));
  take.add(rising(5, 5));
  assert.deepEqual([...new Int16Array(await take.whole.arrayBuffer())], [...rising(0, 10)]);
  const rest = new TakeAudio("one", 3);
  rest.add(rising(3, 5));
  assert.equal(rest.whole, null);
});

test("what is stored another way is not at risk, whatever the line has of it", () => {
  const take = new TakeAudio("one");
  take.add(rising(0, 10));
  take.isStored = true;
  take.acknowledge(3);
  assert.equal(take.unacknowledged, 0);
});
