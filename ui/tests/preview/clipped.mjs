// What a person cannot read on a screen: text that is cut off by what holds it, or that stands outside the window. Runs in
// the page. A line may end in dots when it is a name or a subject, or when its title says the whole.

/** Each with its words. */
export function clipped() {
  const wrong = [];
  const scrolls = (style) => /auto|scroll/.test(style.overflowX);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const text = node.data.trim();
    const holder = node.parentElement;
    if (text === '' || !holder?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || holder.closest('.sr-only, option, svg, .textLayer')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0) continue;
    const [left, right] = [Math.min(...rects.map((rect) => rect.left)), Math.max(...rects.map((rect) => rect.right))];
    let scrolled = false;
    for (let box = holder; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      // What is there for screen readers only, and not to be seen.
      if (style.clipPath !== 'none' && box.clientWidth <= 1) scrolled = true;
      if (scrolls(style)) scrolled = true;
      if (scrolled || !/hidden|clip/.test(style.overflowX)) continue;
      const at = box.getBoundingClientRect();
      const out = left < at.left - 1 || right > at.right + 1;
      // Names and subjects, which others wrote, may end in dots; words of ours only where the title says them whole.
      const dots = style.textOverflow === 'ellipsis' && (!text.includes('⟦') || holder.closest('[title]'));
      if (out && !dots) wrong.push(`“${text}” is cut off by ${box.tagName.toLowerCase()}.${[...box.classList].join('.')}`);
      if (out) {
        scrolled = true;
        break;
      }
    }
    if (!scrolled && (left < -1 || right > innerWidth + 1)) wrong.push(`“${text}” stands outside the window`);
  }
  return wrong;
}
