import { fieldsOf, put } from "./put.js";

const longest = 30_000;

// The pause before trying again: 1, 2, 4 ... 30 seconds.
export const pauseBefore = (attempt) => Math.min(1000 * 2 ** attempt, longest);

// One statement's answer on its way to the server. What the person chose last is what counts: a save in flight is followed
// by one more, never joined by one.
//
// Its state is one of: saved; waiting (typed, not sent yet); saving; retrying; and those that wait for the person: invalid,
// conflict, signed-out, closed, refused.
export class Statement {
  #changes = 0;
  #saved = 0;
  #attempt = 0;
  #timer = 0;
  #flight = null;

  // Report is called with every change of state, and with the time of a save.
  constructor(fieldset, report) {
    this.fieldset = fieldset;
    this.report = report;
    this.state = "saved";
    // A page that came back to be put right holds what was typed; nothing of it is saved.
    if (fieldset.querySelector("[data-conflict] > *")) this.state = "conflict";
    else if (fieldset.classList.contains("sf-statement--error")) this.state = "invalid";
    if (this.state !== "saved") this.#changes = 1;
  }

  // Whether the page holds something that the server is not known to hold.
  get unsaved() {
    return this.#changes !== this.#saved || this.#flight !== null;
  }

  changed(delay) {
    this.#changes += 1;
    // Two versions wait for a choice: sending a third would settle it unasked.
    if (this.state === "conflict") return;
    if (!this.#flight) this.#become("waiting");
    this.#sendIn(delay);
  }

  // Sends what is unsaved now, and is done when that has arrived or has not.
  async flush() {
    while (this.#flight) await this.#flight;
    if (!this.unsaved || this.state === "conflict") return;
    clearTimeout(this.#timer);
    this.#flight = this.#send();
    await this.#flight;
  }

  #sendIn(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  async #send() {
    const sending = this.#changes;
    this.#become("saving");
    const answer = await put(this.fieldset.dataset.url, fieldsOf(this.fieldset));
    this.#flight = null;
    switch (answer.state) {
      case "saved":
        this.#saved = sending;
        this.#attempt = 0;
        this.#read(answer.revision);
        this.#clearErrors();
        return this.#become(this.unsaved ? "waiting" : "saved", answer.saved);
      case "retrying":
        this.#sendIn(pauseBefore(this.#attempt));
        this.#attempt += 1;
        break;
      case "invalid":
        this.#showErrors(answer.content);
        break;
      case "conflict":
        this.#showConflict(answer.content);
        break;
    }
    this.#become(answer.state);
  }

  #become(state, saved) {
    this.state = state;
    this.report(this, saved);
  }

  #read(revision) {
    const read = this.fieldset.querySelector("[data-read]");
    if (read) read.value = revision;
  }

  #showConflict(content) {
    const slot = this.fieldset.querySelector("[data-conflict]");
    slot.replaceChildren(content);
    const panel = slot.firstElementChild ?? slot;
    panel.tabIndex = -1;
    panel.focus();
  }

  #showErrors(content) {
    let slot = this.fieldset.querySelector("[data-errors]");
    if (!slot) {
      slot = document.createElement("div");
      slot.dataset.errors = "";
      this.fieldset.querySelector("legend").after(slot);
    }
    slot.replaceChildren(content);
    this.fieldset.classList.add("sf-statement--error");
  }

  // Wherever in the statement they stand: beside a field, or for all of it.
  #clearErrors() {
    for (const message of this.fieldset.querySelectorAll(".govuk-error-message")) message.remove();
    for (const field of this.fieldset.querySelectorAll(".govuk-textarea--error")) field.classList.remove("govuk-textarea--error");
    this.fieldset.classList.remove("sf-statement--error");
  }
}
