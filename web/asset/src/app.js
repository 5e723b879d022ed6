import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { saveAsChosen } from "./autosave.js";
import { copyOnPress } from "./copy.js";
import { countCharacters } from "./count.js";
import { focusConflict, offerClearing, sendOnce } from "./forms.js";
import { offerCopying } from "./picture.js";
import { turnByKeys } from "./slides.js";
import { typeIn } from "./typein.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const summary of document.querySelectorAll("[data-module='govuk-error-summary']")) new ErrorSummary(summary);
for (const textarea of document.querySelectorAll("textarea[data-max-length]")) countCharacters(textarea);
for (const button of document.querySelectorAll("[data-clear]")) offerClearing(button);
for (const place of document.querySelectorAll("[data-picture]")) offerCopying(place);
for (const form of document.querySelectorAll("form[data-autosave]")) saveAsChosen(form);
for (const button of document.querySelectorAll("[data-copy]")) copyOnPress(button);
for (const form of document.querySelectorAll("form[data-type-in]")) typeIn(form);
for (const slides of document.querySelectorAll("[data-slides]")) turnByKeys(slides);
sendOnce(document);
focusConflict(document);
