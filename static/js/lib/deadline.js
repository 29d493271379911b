/** @template T @param {Promise<T>} promise @param {number} milliseconds @returns {Promise<T>} */
export function within(promise, milliseconds, what = "It took too long") {
  let timer;
  const limit = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(what)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
