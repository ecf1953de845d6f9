import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/dist/",
      "coverage/",
      "demo-output/",
      "codemods/jscodeshift/*.cjs",
      // Input and output of the codemods, and programs that the tests run: not ours to improve.
      "fixtures/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "object-shorthand": "error",
      // `void` in a callback's result says that the caller looks at it only when it is there.
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    // Loaders of configs, plugins and transforms ask for a default export; everything else is found by its name.
    ignores: ["*.config.{js,ts}", "eslint-plugin/index.ts", "codemods/jscodeshift/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      ],
    },
  },
  {
    // The model does no I/O; test/architecture.test.ts looks at its imports.
    files: ["spans/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", "process", "Buffer", "fetch", "console"],
    },
  },
);
