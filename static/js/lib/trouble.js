/** Why there is no live interviewer, in the words of providers/avatar.py. */

const BY_STATUS = { 401: "refused", 402: "quota", 403: "refused", 404: "unavailable", 422: "unavailable" };
const BY_STOP = {
  MAX_DURATION_REACHED: "expired",
  IDLE_TIMEOUT: "expired",
  NO_CREDITS: "quota",
  AVATAR_DELETED: "unavailable",
};

/** @typedef {"quota" | "concurrency" | "unavailable" | "refused" | "network" | "expired" |
 *   "retired" | "limit" | "sdk"} TroubleName */

export class Trouble extends Error {
  /** @param {TroubleName} name */
  constructor(name) {
    super(name);
    this.trouble = name;
  }
}

/** Of whatever was thrown: one of ours, an SDK's answer with a status, or anything. */
export function troubleOf(error) {
  if (error instanceof Trouble) return error.trouble;
  const message = String(error?.message ?? "");
  if (/concurren/iu.test(message)) return "concurrency";
  if (/credit/iu.test(message)) return "quota";
  return BY_STATUS[error?.status] ?? "network";
}

/** @param {string | undefined} reason as the vendor gives it when it ends a session */
export function troubleOfStop(reason) {
  return BY_STOP[reason] ?? "network";
}
