import { defineConfig } from "@playwright/test";

import { launchOptions } from "../../browsertest/chromium.mjs";

export default defineConfig({
  testDir: ".",
  outputDir: "../../../test-results/asset",
  workers: 1,
  reporter: "line",
  use: {
    baseURL: "http://sevenfold.test",
    launchOptions,
  },
});
