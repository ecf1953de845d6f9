import type { TSESLint } from "@typescript-eslint/utils";
import type { JSONSchema4, JSONSchema4ObjectSchema } from "@typescript-eslint/utils/json-schema";

/**
 * One rule of two: what a check finds in code that is there, and the sites of a codemod. The first one says what the rule is; options and
 * messages are those of both.
 */
export function joinRules<A extends string, B extends string, O extends object, P extends object>(
  first: TSESLint.RuleModule<A, readonly [O]>,
  second: TSESLint.RuleModule<B, readonly [P]>,
): TSESLint.RuleModule<A | B, readonly [O & P]> {
  const fixable = first.meta.fixable ?? second.meta.fixable;
  return {
    ...first,
    defaultOptions: [{} as O & P],
    meta: {
      ...first.meta,
      ...(fixable === undefined ? {} : { fixable }),
      defaultOptions: [{} as O & P],
      schema: [joinSchemas(schemaOf(first.meta.schema), schemaOf(second.meta.schema))],
      messages: { ...second.meta.messages, ...first.meta.messages },
    },
    // Both listen to different nodes, unless the config is not valid: then one of them says so.
    create: (context) => ({
      ...second.create(context as unknown as Readonly<TSESLint.RuleContext<B, readonly [P]>>),
      ...first.create(context as unknown as Readonly<TSESLint.RuleContext<A, readonly [O]>>),
    }),
  };
}

function schemaOf(schema: JSONSchema4 | readonly JSONSchema4[]): JSONSchema4ObjectSchema {
  return (Array.isArray(schema) ? schema[0] : schema) as JSONSchema4ObjectSchema;
}

function joinSchemas(a: JSONSchema4ObjectSchema, b: JSONSchema4ObjectSchema): JSONSchema4 {
  return { ...a, properties: { ...b.properties, ...a.properties } };
}
