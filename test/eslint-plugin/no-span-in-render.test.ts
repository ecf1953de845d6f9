import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/react";\n';
const react = `${sentry}import { memo, useEffect, useMemo } from "react";\n`;
const span = 'Sentry.startSpan({ name: "draw" }, () => draw())';
const languageOptions = { parser, parserOptions: { ecmaFeatures: { jsx: true } } };

new RuleTester({ languageOptions }).run("no-span-in-render", plugin.rules["no-span-in-render"], {
  valid: [
    {
      name: "an event handler",
      code: `${react}function Map() { return <button onClick={() => ${span}} />; }`,
    },
    { name: "an effect of a hook", code: `${react}function useMap() { useEffect(() => { ${span}; }, []); }` },
    {
      name: "a component that the server runs",
      code: `${react}async function Map() { await ${span}; return <p />; }`,
    },
    { name: "a class that is no component", code: `${sentry}function Map() { ${span}; }` },
    { name: "no hook without a UI library", code: `${sentry}function useMap() { ${span}; }` },
    { name: "a method", code: `${sentry}class Map { draw() { return ${span}; } }` },
    { name: "a setter", code: `${sentry}class Map { set scale(value) { ${span}; } }` },
  ],
  invalid: [
    {
      name: "a component, also in a callback that runs at once",
      code: `${react}
export function Map() { ${span}; return <p>{rows.map((row) => ${span})}</p>; }
const Legend = memo(() => { ${span}; return <p />; });
class Atlas extends Component { render() { ${span}; return <p />; } }`,
      errors: [
        { messageId: "component", data: { name: "Map" }, line: 4, column: 25, endColumn: 41 },
        { messageId: "component", data: { name: "Map" }, line: 4 },
        { messageId: "component", data: { name: "Legend" }, line: 5 },
        { messageId: "component", data: { name: "Atlas.render" }, line: 6 },
      ],
    },
    {
      name: "a hook and the function of useMemo",
      code: `${react}
const useMap = () => { const span = Sentry.startInactiveSpan({ name: "draw" }); return useMemo(() => ${span}, []); };`,
      errors: [
        { messageId: "hook", data: { name: "useMap" }, line: 4, column: 37 },
        { messageId: "memo", data: { name: "useMemo" }, line: 4 },
      ],
    },
    {
      name: "getters, and only the outermost of nested spans",
      code: `${sentry}
class Map { get image() { return Sentry.startSpan({ name: "all" }, () => ${span}); } }
const map = { get image() { return ${span}; } };`,
      errors: [
        { messageId: "getter", data: { name: "Map.image" }, line: 3, column: 34 },
        { messageId: "getter", data: { name: "image" }, line: 4 },
      ],
    },
  ],
});
