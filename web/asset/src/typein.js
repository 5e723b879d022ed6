// Answers on paper are typed in without a mouse: a row that holds a whole answer leads on to the next, and Enter and the arrow
// keys go from row to row. What is corrected keeps its place: only typing at the end of a row leads on.
export function typeIn(form) {
  const whole = new RegExp(form.dataset.typeIn);
  const rows = [...form.querySelectorAll("input[type='text']")];
  const go = (event, from, by) => {
    const next = rows[rows.indexOf(from) + by];
    if (!next && by > 0) form.querySelector("button[type='submit']").focus();
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  };
  form.addEventListener("input", (event) => {
    const row = event.target;
    if (!rows.includes(row) || !event.inputType?.startsWith("insert") || event.isComposing) return;
    if (row.selectionStart === row.value.length && whole.test(row.value)) go(event, row, 1);
  });
  form.addEventListener("keydown", (event) => {
    if (!rows.includes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(event, event.target, by);
  });
}
