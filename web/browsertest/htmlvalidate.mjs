// What html-validate holds every page to: all that it recommends, but for the rules below.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // What went wrong, and what was done, stands above the page's heading, as in public services.
    "heading-level": ["error", { minInitialRank: "h2" }],
    // Whether an empty element ends in "/>", and whether attributes come in a certain style, is the generator's way of writing.
    "void-style": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-trailing-whitespace": "off",
    // Our own files come from our own address, under names made of their content.
    "require-sri": "off",
    // A title may hold what a person called their round.
    "long-title": "off",
  },
};
