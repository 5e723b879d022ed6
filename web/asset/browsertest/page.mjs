import { readFile } from "node:fs/promises";
import path from "node:path";

const dist = path.join(import.meta.dirname, "..", "dist");
const manifest = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));

const statement = (id, { conflict = "", wrong = false } = {}) => `
  <fieldset class="sf-statement${wrong ? " sf-statement--error" : ""}" data-statement data-url="/answers/${id}" id="${id}">
    <legend class="sf-statement__legend"><h2 class="sf-statement__text">Statement ${id}</h2></legend>
    <input type="hidden" name="${id}-read" value="r0" data-read>
    <div data-conflict>${conflict}</div>
    <div class="sf-scale">
      <div class="sf-choice sf-choice--challenge"><input class="sf-choice__input" type="radio" name="${id}" id="${id}-2" value="2"><label class="sf-choice__label" for="${id}-2">Challenge</label></div>
      <div class="sf-choice sf-choice--strength"><input class="sf-choice__input" type="radio" name="${id}" id="${id}-3" value="3"><label class="sf-choice__label" for="${id}-3">Strength</label></div>
    </div>
    <div class="sf-apart"><button type="submit" name="clear" value="${id}" class="sf-link-button" data-clear>Clear this answer</button></div>
    <label for="${id}-note">Note</label><textarea id="${id}-note" name="${id}-note" data-max-length="210"></textarea>
  </fieldset>`;

const markup = (a) => `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Element</title>
  <link rel="stylesheet" href="/assets/${manifest["app.css"]}"><script src="/assets/${manifest["app.js"]}" defer></script></head>
  <body><div class="sf-phase"><span class="sf-phase__saved" data-save-state role="status"></span></div>
  <main><h1>Element</h1><form method="post" action="/element" data-autosave autocomplete="off" novalidate>
  ${statement("a", a)}${statement("b")}
  <div class="sf-actions"><button class="govuk-button">Continue</button><button class="sf-link-button" name="then" value="later">Later</button></div>
  </form><a href="/elsewhere">Elsewhere</a></main></body></html>`;

// An element page and a server for it, whose answer to a save the test decides. Saves and posts are kept, in order.
export async function open(page, answer, a) {
  const server = { saves: [], posts: [], inFlight: 0, mostInFlight: 0, answer };
  await page.route("http://sevenfold.test/**", async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/assets/")) return route.fulfill({ path: path.join(dist, path.basename(pathname)) });
    if (request.method() === "PUT") {
      const fields = Object.fromEntries(new URLSearchParams(request.postData()));
      server.saves.push({ pathname, fields });
      server.inFlight += 1;
      server.mostInFlight = Math.max(server.mostInFlight, server.inFlight);
      const reply = await server.answer(server.saves.length, fields);
      server.inFlight -= 1;
      return reply === "unreachable" ? route.abort("connectionrefused") : route.fulfill(reply);
    }
    if (request.method() === "POST") {
      server.posts.push(Object.fromEntries(new URLSearchParams(request.postData())));
      return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Next</title><h1>Next</h1>" });
    }
    return route.fulfill({ contentType: "text/html", body: pathname === "/element" ? markup(a) : "<h1>Elsewhere</h1>" });
  });
  await page.goto("/element");
  return server;
}

export const saved = (n) => ({ json: { revision: `r${n}`, saved: `10:4${n}` } });
