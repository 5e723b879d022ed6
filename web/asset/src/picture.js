// A chart is saved by its link, and copied where the browser can put a picture on the clipboard.
export function offerCopying(place) {
  if (!navigator.clipboard?.write || !window.ClipboardItem) return;
  const link = place.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sf-link-button";
  button.append("Copy as picture", link.querySelector("span").cloneNode(true));
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  place.append(button, status);
  button.addEventListener("click", async () => {
    status.textContent = "";
    try {
      // The promise itself is handed over: a browser that asks for a press takes the press for what comes later.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": load(link.href) })]);
      status.textContent = "Copied";
    } catch {
      status.textContent = "It could not be copied. Save it as a picture instead.";
    }
  });
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok || response.headers.get("Content-Type") !== "image/png") throw new Error(`${address}: ${response.status}`);
  return response.blob();
}
