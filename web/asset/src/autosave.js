import { Statement } from "./statement.js";

const typing = 800;
// A save this quick is not worth a word.
const quick = 500;
const leavingPatience = 6000;
// A page that is still here after this was not left.
const stillHere = 15_000;

// What the page says of a state, the most pressing first. The statements it is about say "Not saved" themselves. The form names
// its own button, where it is not Continue.
const sentences = (button) => [
  ["closed", "This round has closed. What you typed is still in this page, to copy"],
  ["signed-out", `You have been signed out. What you typed is kept in this page: press ${button} to sign in and save it`],
  ["refused", `Not saved. What you typed is still in this page: press ${button}`],
  ["conflict", "This was changed somewhere else too: choose which to keep"],
  ["invalid", "Something is not saved: it says what to change"],
  ["retrying", "Not saved yet: we will try again"],
];
const unreachable = "We cannot save just now. What you typed is still in this page, and we keep trying";

// Saves every statement of a form as it is answered, says so, and keeps the page from being left while something is unsaved.
export function saveAsChosen(form) {
  const place = document.querySelector("[data-save-state]");
  const said = sentences(form.dataset.autosave || "Continue");
  const statements = new Map();
  let lastSaved = "";
  let leaving = false;
  let holding = false;
  let slow;

  const say = (text, state) => {
    if (!place || !text) return;
    place.dataset.state = state;
    // The same words again would be read out again.
    if (place.textContent !== text) place.textContent = text;
  };

  const report = (changed, saved) => {
    if (saved) lastSaved = saved;
    mark(changed);

    clearTimeout(slow);
    const pressing = said.find(([state]) => all.some((statement) => statement.state === state));
    if (pressing) return say(pressing[1], "unsaved");
    if (all.every((statement) => !statement.unsaved)) return say(lastSaved && `Saved ${lastSaved}`, "saved");
    slow = setTimeout(() => say("Saving", "saving"), quick);
  };

  for (const fieldset of form.querySelectorAll("[data-statement]")) statements.set(fieldset, new Statement(fieldset, report));
  const all = [...statements.values()];
  const anyUnsaved = () => all.some((statement) => statement.unsaved);
  const statementOf = (event) => statements.get(event.target.closest("[data-statement]"));
  const flush = () => Promise.all(all.map((statement) => statement.flush()));

  // One answer to put right held up the others of its page: they can go now.
  if (anyUnsaved()) {
    for (const statement of all) {
      if (statement.unsaved) report(statement);
      else statement.changed(0);
    }
  }

  form.addEventListener("change", (event) => {
    if (!event.target.matches("textarea")) statementOf(event)?.changed(0);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) statementOf(event)?.changed(typing);
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("textarea")) statementOf(event)?.flush();
  });
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });

  // Once the form is on its way, nothing more can be chosen in a page that is about to go.
  const leave = () => {
    leaving = true;
    setTimeout(stay, stillHere);
    // After this event the browser still has to read the form.
    setTimeout(() => {
      form.inert = leaving;
    });
  };
  const stay = () => {
    leaving = false;
    form.inert = false;
  };

  // The form carries every answer itself, but with the revisions that this page knows: a save in flight would make them old,
  // and the person's own answer would come back as somebody else's.
  form.addEventListener("submit", async (event) => {
    if (leaving || !anyUnsaved()) {
      leave();
      return;
    }
    event.preventDefault();
    if (holding) return;
    holding = true;
    await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, leavingPatience))]);
    holding = false;
    // A page that cannot be reached would take what was typed with it.
    if (all.some((statement) => statement.unsaved && ["retrying", "saving"].includes(statement.state))) {
      say(unreachable, "unsaved");
      return;
    }
    // A form that is still in its submit event cannot be sent.
    await new Promise((resolve) => setTimeout(resolve));
    leave();
    form.requestSubmit(event.submitter);
  });

  window.addEventListener("beforeunload", (event) => {
    if (leaving || !anyUnsaved()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  // Brought back from the browser's memory, the page would hold old revisions.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    stay();
    if (!anyUnsaved()) location.reload();
  });
}

// Says on the card that it is not saved, until it is. The line takes no room of its own: a page that moved when a field is
// left would move the button away from under the press that left it.
function mark({ fieldset, state }) {
  const line = fieldset.querySelector(".sf-statement__state");
  if (state === "saved") line?.remove();
  if (line || ["saved", "waiting", "saving"].includes(state)) return;
  const fresh = document.createElement("p");
  fresh.className = "sf-statement__state";
  fresh.textContent = "Not saved yet";
  fieldset.append(fresh);
}
