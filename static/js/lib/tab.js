/** The name of this tab: the same after a reload, another in every tab. */

const KEY = "tab";

export function tabName(store = sessionStorage) {
  const name = store.getItem(KEY) ?? randomName();
  store.setItem(KEY, name);
  return name;
}

function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
