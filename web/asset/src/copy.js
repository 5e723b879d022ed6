// Copies what stands in a field, or in a piece of text, and says so.
export function copyOnPress(button) {
  if (!navigator.clipboard) {
    button.hidden = true;
    return;
  }
  const said = document.createElement("span");
  said.className = "sf-soft";
  said.setAttribute("role", "status");
  button.after(said);
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      said.textContent = "Copied";
    } catch {
      said.textContent = "It could not be copied: select the text and copy it";
    }
  });
}
