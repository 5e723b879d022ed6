const near = 200;
const pause = 1000;

const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter("en-GB") : null;

// A family emoji is one character to a person, and one to the server's count.
export function characters(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  let count = 0;
  for (const _ of segmenter ? segmenter.segment(lines) : lines) count += 1;
  return count;
}

export function remaining(count, limit) {
  if (limit - count > near) return "";
  const distance = Math.abs(limit - count);
  const noun = distance === 1 ? "character" : "characters";
  return count > limit ? `${distance} ${noun} too many` : `${distance} ${noun} left`;
}

// Says how much room is left once it runs short: at once to the eye, after a pause in typing to a screen reader.
export function countCharacters(textarea) {
  const limit = Number(textarea.dataset.maxLength);
  const seen = document.createElement("p");
  seen.className = "sf-count";
  seen.setAttribute("aria-hidden", "true");
  const heard = document.createElement("p");
  heard.className = "govuk-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  textarea.after(seen, heard);

  let timer;
  const show = () => {
    const count = characters(textarea.value);
    seen.textContent = remaining(count, limit);
    seen.hidden = seen.textContent === "";
    seen.classList.toggle("sf-count--over", count > limit);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (heard.textContent !== seen.textContent) heard.textContent = seen.textContent;
    }, pause);
  };
  textarea.addEventListener("input", show);
  show();
}
