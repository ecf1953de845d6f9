"use strict";
/* eslint-disable @typescript-eslint/no-require-imports -- jscodeshift loads transforms with require */
// The same wraps as people write them for jscodeshift: find nodes, replace them, let recast print the file.
const { readFileSync } = require("node:fs");

let config;

module.exports = function transform(file, { jscodeshift: j, stats }, options) {
  config ??= JSON.parse(readFileSync(options.config, "utf8"));
  const clients = new Set((config.db?.clients ?? []).map(({ name }) => name));
  const functions = new Set((config.functions ?? []).map((entry) => entry.function));
  const root = j(file.source);
  let wraps = 0;

  const startSpan = (name, op, callback) => {
    wraps += 1;
    const text = (key, value) => j.property("init", j.identifier(key), j.stringLiteral(value));
    const options = j.objectExpression([text("name", name), text("op", op)]);
    const callee = j.memberExpression(j.identifier("Sentry"), j.identifier("startSpan"));
    return j.callExpression(callee, [options, callback]);
  };

  root.find(j.AwaitExpression).forEach(({ node }) => {
    const names = [];
    let at = node.argument;
    while (at.type === "CallExpression" || at.type === "MemberExpression") {
      if (at.type === "MemberExpression") names.unshift(at.property.name);
      at = at.type === "CallExpression" ? at.callee : at.object;
    }
    if (at.type !== "Identifier" || !clients.has(at.name) || names.length === 0) return;
    node.argument = startSpan(`${names[0]} rows`, "db.query", j.arrowFunctionExpression([], node.argument));
  });

  root.find(j.FunctionDeclaration).forEach(({ node }) => {
    if (!functions.has(node.id?.name)) return;
    const callback = j.arrowFunctionExpression([], node.body);
    callback.async = node.async;
    node.body = j.blockStatement([j.returnStatement(startSpan(node.id.name, "function", callback))]);
  });

  if (wraps === 0) return undefined;
  const sentry = j.importNamespaceSpecifier(j.identifier("Sentry"));
  root.get().node.program.body.unshift(j.importDeclaration([sentry], j.stringLiteral("@sentry/node")));
  stats("wraps", wraps);
  return root.toSource();
};

module.exports.parser = "tsx";
