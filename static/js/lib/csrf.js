/** What a POST of ours has to carry as X-CSRFToken; the cookie itself is hidden from scripts. */
export function csrfToken() {
  return document.querySelector("meta[name=csrf-token]").content;
}
