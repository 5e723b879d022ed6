const again = 1000;

// A double click sends a form once. A second, later press is meant, and goes through.
export function sendOnce(root) {
  const sent = new WeakMap();
  root.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const now = Date.now();
    if (now - (sent.get(event.target) ?? -Infinity) < again) event.preventDefault();
    else sent.set(event.target, now);
  });
}

// A chosen radio cannot be unchosen by itself: the button does it, and shows only while there is something to clear. Without
// the script the same button sends the form and the server clears.
export function offerClearing(button) {
  const fieldset = button.closest("fieldset");
  const radios = () => [...fieldset.querySelectorAll(".sf-choice__input")];
  const show = () => {
    button.hidden = !radios().some((radio) => radio.checked);
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const chosen = radios().find((radio) => radio.checked);
    if (!chosen) return;
    chosen.checked = false;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
    radios()[0].focus();
  });
  fieldset.addEventListener("change", show);
  show();
}

// A page that comes back with two versions of an answer starts there, unless a list of errors comes first.
export function focusConflict(root) {
  if (root.querySelector("[data-module='govuk-error-summary']")) return;
  root.querySelector("[data-conflict] [tabindex='-1']")?.focus();
}
