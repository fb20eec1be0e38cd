import { expect, test } from "vitest";
import { moduleImports } from "#tools/budgets/module-imports.ts";

test("imports that happen at once and those that are asked for are told apart, also minified", () => {
  const code =
    'import{t as e}from"./a.js";import"./b.js";export{x}from"./c.js";const s="import(\'./no.js\')";const f=()=>import(`./d.js`).then(n=>n.q),g=async()=>{await import("./e.js")};';
  expect(moduleImports(code)).toEqual({ fixed: ["./a.js", "./b.js", "./c.js"], dynamic: ["./d.js", "./e.js"] });
});
