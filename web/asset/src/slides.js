const onward = ["ArrowRight", "PageDown", " "];
const back = ["ArrowLeft", "PageUp"];

// Turns the pages that are shown in a room by keys. What scrolls is read to its end first, and a field or a button keeps its
// own keys.
export function turnByKeys(slides) {
  const link = (selector) => slides.querySelector(selector);
  const fits = () => document.documentElement.scrollHeight <= window.innerHeight + 1;
  const atEnd = () => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1;
  const atStart = () => window.scrollY <= 0;

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, button, summary")) return;
    let to;
    if (event.key === "Escape") to = link("[data-leave]");
    else if (onward.includes(event.key) && (event.key === "ArrowRight" || fits() || atEnd())) to = link("[rel='next']");
    else if (back.includes(event.key) && (event.key === "ArrowLeft" || fits() || atStart())) to = link("[rel='prev']");
    if (!to) return;
    event.preventDefault();
    to.click();
  });
}
