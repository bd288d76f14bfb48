import js from "@eslint/js";
import tseslint from "typescript-eslint";

const ignores = ["**/dist/**", "**/generated/**", "artifacts/**", "cache/**", "coverage/**", "data/**", "bench/**"];

// Few rules, each for a fault that the compiler lets through.
const typeAware = {
  eqeqeq: "error",
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-for-in-array": "error",
  "@typescript-eslint/no-implied-eval": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/no-non-null-asserted-optional-chain": "error",
  "@typescript-eslint/no-unnecessary-type-assertion": "error",
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/prefer-promise-reject-errors": "error",
  "@typescript-eslint/restrict-plus-operands": "error",
  "@typescript-eslint/return-await": ["error", "in-try-catch"],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-control-regex": "off", // keys and colours are control characters on purpose
  "no-undef": "off", // the compiler knows the globals of each package
  "no-unused-vars": "off",
};

export default tseslint.config(
  { ignores },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [js.configs.recommended, tseslint.configs.base],
    languageOptions: {
      parserOptions: {
        project: ["packages/*/tsconfig.test.json", "packages/*/tsconfig.json", "tsconfig.tools.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typeAware,
  },
);
