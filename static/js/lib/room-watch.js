/**
 * Notices a LiveKit room that is as good as gone: its client would try to get back for most of a
 * minute, with a face that stands still.
 */

const BACK_WITHIN = 3_000; // milliseconds

/** @param {EventEmitter | undefined} room of the vendor's SDK @param {() => void} lost */
export function watchRoom(room, lost) {
  let timer = 0;
  room?.on("connectionStateChanged", (state) => {
    clearTimeout(timer);
    if (/reconnecting/iu.test(state)) timer = setTimeout(lost, BACK_WITHIN);
  });
}
