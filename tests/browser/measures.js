// What a layout does wrong, each as a sentence. Put into pages by test_layout.py as `measures`.
globalThis.measures = (() => {
  function isShown(element) {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
      && element.getClientRects().length > 0;
  }

  function name(element) {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${words}"`;
  }

  const faults = {
    /** What makes the page wider than the window. */
    overflow() {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const beyond = [...document.body.querySelectorAll("*")].filter(
        (each) => isShown(each) && each.getBoundingClientRect().right > width + 1 && !scrolls(each),
      );
      return [`${document.documentElement.scrollWidth} px wide`, ...beyond.map(name)];

      function scrolls(each) {
        const parent = each.parentElement?.closest("*");
        if (!parent) return false;
        return getComputedStyle(parent).overflowX !== "visible" || scrolls(parent);
      }
    },

    /** Text that does not fit into the box that cuts it off, or the button that holds it. */
    cutText() {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!text.textContent.trim() || !isShown(text.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = boxOf(text.parentElement);
        if (box && !isInside(range.getBoundingClientRect(), box.getBoundingClientRect())) {
          found.push(`"${text.textContent.trim()}" in ${name(box)}`);
        }
      }
      return found;

      function boxOf(element) {
        for (let each = element; each && each !== document.body; each = each.parentElement) {
          const { overflow, clipPath } = getComputedStyle(each);
          if (clipPath !== "none" || each.matches("textarea, select, option")) return null;
          if (each.matches("button, .button") || overflow === "hidden") return each;
        }
        return null;
      }

      function isInside(inner, outer) {
        return (
          inner.left >= outer.left - 1 && inner.right <= outer.right + 1 &&
          inner.top >= outer.top - 2 && inner.bottom <= outer.bottom + 2
        );
      }
    },

    moving() {
      const running = document.getAnimations().filter(({ playState }) => playState === "running");
      return running.map(({ animationName, transitionProperty, effect }) =>
        `${animationName ?? transitionProperty} of ${name(effect.target)}`);
    },

    /** Links in running text are as high as the text, which WCAG 2.5.8 allows. */
    smallTargets() {
      const targets = document.querySelectorAll("a[href], button, input, select, textarea, summary");
      return [...targets].filter((each) => {
        if (!isShown(each) || getComputedStyle(each).display === "inline") return false;
        const { width, height } = (each.closest("label") ?? each).getBoundingClientRect();
        return width < 24 || height < 24;
      }).map(name);
    },
  };

  /** WCAG 1.4.12: with this spacing nothing may be lost. */
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);

  function found(...kinds) {
    return kinds.flatMap((kind) => faults[kind]().map((each) => `${kind}: ${each}`));
  }

  return {
    all() {
      const plain = found("overflow", "cutText", "moving", "smallTargets");
      document.adoptedStyleSheets = [spacing];
      const spaced = found("overflow", "cutText").map((each) => `spaced, ${each}`);
      document.adoptedStyleSheets = [];
      return [...plain, ...spaced];
    },
  };
})();
