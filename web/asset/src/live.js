// A part of a page that refreshes itself: #live asks its own address again, as its attributes say. Only what has changed is
// put in its place, so that nobody loses their focus, their place or what they have selected for nothing.
import "htmx.org";

const region = "live";

// The line that is read out when it changes stays where it is: put in anew, it might be read out for nothing, or not at all.
function tell(fresh) {
  const [here, there] = [document.getElementById("done"), fresh.getElementById("done")];
  if (here && there && here.textContent !== there.textContent) here.textContent = there.textContent;
}

const scrolled = (root) => [...root.querySelectorAll(".sf-scroll[id]")];

// Nobody looks at a page that is hidden.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden) event.preventDefault();
});

// What comes back without the region is another page: signed out, or a fault. What is here stays.
document.addEventListener("htmx:beforeSwap", (event) => {
  const fresh = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
  const [here, there] = [document.getElementById(region), fresh.getElementById(region)];
  event.detail.shouldSwap = Boolean(there) && here.innerHTML !== there.innerHTML;
  if (!event.detail.shouldSwap) return;
  tell(fresh);
  const places = scrolled(here).map((part) => [part.id, part.scrollLeft]);
  document.addEventListener(
    "htmx:afterSwap",
    () => {
      for (const [id, left] of places) {
        const part = document.getElementById(id);
        if (part) part.scrollLeft = left;
      }
    },
    { once: true },
  );
});
