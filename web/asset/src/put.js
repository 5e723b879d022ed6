const patience = 20_000;
// A body above this may not outlive its page.
const small = 60_000;

// What a browser would send of these fields, were the form sent.
export function fieldsOf(fieldset) {
  const fields = new URLSearchParams();
  for (const field of fieldset.elements) {
    const pressed = field.type === "submit" || field.type === "button" || field.tagName === "FIELDSET";
    const unchosen = (field.type === "radio" || field.type === "checkbox") && !field.checked;
    if (field.name && !field.disabled && !pressed && !unchosen) fields.append(field.name, field.value);
  }
  return fields;
}

// Sends one statement's fields and says what became of them. Only a revision in the answer means saved: whatever else
// answers 200 on the way (a proxy's page, a sign-in form) has kept nothing.
export async function put(url, fields) {
  const body = fields.toString();
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), patience);
  try {
    const response = await fetch(url, {
      method: "PUT",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json, text/html" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < small,
      signal: giveUp.signal,
    });
    return await understand(response);
  } catch {
    return { state: "retrying" };
  } finally {
    clearTimeout(timer);
  }
}

async function understand(response) {
  if (response.type === "opaqueredirect" || response.status === 401) return { state: "signed-out" };
  switch (response.status) {
    case 200: {
      const { revision, saved } = await response.json();
      return typeof revision === "string" ? { state: "saved", revision, saved } : { state: "retrying" };
    }
    case 409:
      return { state: "conflict", content: await contentOf(response) };
    case 422:
      return { state: "invalid", content: await contentOf(response) };
    case 410:
      return { state: "closed" };
  }
  const later = response.status >= 500 || response.status === 429 || response.status === 408;
  return { state: later ? "retrying" : "refused" };
}

// A fragment of markup as it came; a plain sentence as the message of an error.
async function contentOf(response) {
  const text = await response.text();
  const content = document.createElement("template");
  if (response.headers.get("Content-Type")?.startsWith("text/html")) {
    content.innerHTML = text;
    return content.content;
  }
  content.innerHTML = '<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> </p>';
  content.content.firstElementChild.append(text);
  return content.content;
}
