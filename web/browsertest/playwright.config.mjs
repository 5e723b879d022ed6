import { defineConfig } from "@playwright/test";

import { launchOptions } from "./chromium.mjs";

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 640 };

// The ways in which people meet the pages. Every way walks the journey of a round; what does not hang on the way is tested
// in the first alone, where pages are looked at as narrow as a phone too.
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results/journeys",
  globalSetup: "./servers.mjs",
  workers: 2,
  fullyParallel: true,
  // A machine that others share may stall for longer than a page is waited for; what needed a second try is told as flaky.
  retries: process.env.CI ? 1 : 0,
  // Only what hangs is ended: on a machine that others share the longest journey may take minutes.
  timeout: 300_000,
  expect: { timeout: 10_000 },
  reporter: [["list", { printSteps: false }]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    // A colour that is still on its way to another has the contrast of neither.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 15_000,
    screenshot: "only-on-failure",
    launchOptions,
  },
  projects: [
    // First, as it is one process's work for as long as the rest takes two.
    { name: "every page", use: { viewport: wide }, testMatch: ["crawl.spec.mjs"] },
    { name: "wide", use: { viewport: wide }, testIgnore: ["crawl.spec.mjs"] },
    { name: "narrow", use: { viewport: narrow, hasTouch: true }, testMatch: ["round.spec.mjs"] },
    {
      name: "without script",
      use: { viewport: wide, javaScriptEnabled: false },
      testMatch: ["round.spec.mjs", "saving.spec.mjs", "mistakes.spec.mjs", "conversation.spec.mjs", "packs.spec.mjs", "paper.spec.mjs"],
      // What needs a script, and what no script has a hand in.
      grepInvert: /@script|@once/,
    },
    { name: "keyboard", use: { viewport: wide }, testMatch: ["round.spec.mjs"] },
  ],
});
