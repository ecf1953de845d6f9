import { noWrongRuntimeSdk as check } from "../../spans/checks/no-wrong-runtime-sdk.ts";
import { createCheckRule } from "../create-check-rule.ts";

const globs = { type: "array", items: { type: "string" } } as const;

export const noWrongRuntimeSdk = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow server SDKs in browser code, and browser spans on a server",
    recommended: true,
  },
  repairs: "choices",
  options: {
    browserGlobs: { ...globs, description: "Files that run in a browser, beside those with `use client`." },
    serverGlobs: { ...globs, description: "Files that run on a server, beside those with `use server`." },
  },
});
