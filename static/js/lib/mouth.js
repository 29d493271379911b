/** What a mouth does while it says something. */

/** @typedef {"rest" | "small" | "open" | "wide" | "round"} Shape */
/** @typedef {{at: number, shape: Shape}} Moment seconds from the beginning */

const REST_AFTER = /[.,;:?!…–]/u;
/** Shape and how long it is held, next to the others. @type {[RegExp, Shape, number][]} */
const SOUNDS = [
  [/^(?:oo|ou|ow|oa)/u, "round", 2],
  [/^(?:ee|ea|ai|ay|ei)/u, "wide", 2],
  [/^[aàáâä]/u, "open", 1.6],
  [/^[eiyéèêí]/u, "wide", 1.2],
  [/^[ouwöüó]/u, "round", 1.6],
  [/^[mbp]/u, "rest", 0.9],
  [/^\p{L}/u, "small", 0.8],
  [/^\p{N}/u, "open", 3],
];

/** From this loudness on, loudest first. @type {[number, Shape][]} */
const LOUDNESS = [[0.7, "open"], [0.4, "wide"], [0.12, "small"], [0, "rest"]];

/**
 * Shapes in order, closed at the end.
 * @param {string} text @param {number} seconds how long saying it takes @returns {Moment[]}
 */
export function mouthFor(text, seconds) {
  const sounds = soundsOf(text.toLowerCase());
  const total = sounds.reduce((sum, sound) => sum + sound.weight, 0);
  const moments = [];
  let passed = 0;
  for (const { shape, weight } of sounds) {
    if (moments.at(-1)?.shape !== shape) moments.push({ at: (passed / total) * seconds, shape });
    passed += weight;
  }
  if (moments.at(-1)?.shape !== "rest") moments.push({ at: seconds, shape: "rest" });
  return moments;
}

/** @param {Moment[]} moments @param {number} seconds @returns {Shape} */
export function shapeAt(moments, seconds) {
  return moments.findLast((moment) => moment.at <= seconds)?.shape ?? "rest";
}

/** @param {number} loudness 0 to 1 @returns {Shape} */
export function shapeFor(loudness) {
  return LOUDNESS.find(([least]) => loudness >= least)[1];
}

function soundsOf(text) {
  const sounds = [];
  for (let rest = text; rest; ) {
    const [length, sound] = firstSound(rest);
    if (sound) sounds.push(sound);
    rest = rest.slice(length);
  }
  return sounds;
}

function firstSound(text) {
  for (const [pattern, shape, weight] of SOUNDS) {
    const match = pattern.exec(text);
    if (match) return [match[0].length, { shape, weight }];
  }
  if (REST_AFTER.test(text[0])) return [1, { shape: "rest", weight: 3 }];
  return [1, text[0] === " " ? { shape: "small", weight: 0.4 } : null];
}
