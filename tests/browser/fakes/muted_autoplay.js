// A browser that plays no sound before somebody has pressed something on this very page. Playwright
// itself counts as somebody for the real rule, at its first look at the page.
{
  const { play } = HTMLMediaElement.prototype;
  let hasPressed = false;
  addEventListener("pointerdown", () => (hasPressed = true), { capture: true });
  HTMLMediaElement.prototype.play = function () {
    if (hasPressed || this.muted) return play.call(this);
    return Promise.reject(new DOMException("Nobody has pressed anything.", "NotAllowedError"));
  };
}
