import { componentBlock, formBlock, hookBlock } from "./component-blocks.ts";
import {
  asyncFunctionBlock,
  classBlock,
  interfaceBlock,
  legacyBlock,
  parserBlock,
  pureFunctionBlock,
  tableBlock,
  unionBlock,
  type Block,
} from "./plain-blocks.ts";
import type { Random } from "./random.ts";
import { mentionBlock, namedFunctionBlock, namedFunctions, queryBlock } from "./site-blocks.ts";
import { createNames, kebab } from "./words.ts";

/** A kind of file: what it starts with and what it is made of. */
interface FileKind {
  readonly folder: string;
  readonly extension: "ts" | "tsx" | "js";
  readonly header: (depth: string) => string;
  /** Must be in the file, in front of everything else. */
  readonly first?: readonly Block[];
  readonly blocks: readonly Block[];
}

const react = (): string => `import React, { useCallback, useEffect, useMemo, useState } from "react";\n`;

const plainKinds: readonly (readonly [share: number, kind: FileKind])[] = [
  [
    24,
    {
      folder: "components",
      extension: "tsx",
      header: react,
      blocks: [componentBlock, formBlock, interfaceBlock],
    },
  ],
  [7, { folder: "hooks", extension: "ts", header: react, blocks: [hookBlock, pureFunctionBlock] }],
  [
    24,
    {
      folder: "utils",
      extension: "ts",
      header: () => "",
      blocks: [pureFunctionBlock, parserBlock, tableBlock],
    },
  ],
  [15, { folder: "types", extension: "ts", header: () => "", blocks: [interfaceBlock, unionBlock] }],
  [
    24,
    {
      folder: "services",
      extension: "ts",
      header: (depth) => `import { logger } from "${depth}logger.js";\n`,
      blocks: [classBlock, asyncFunctionBlock, pureFunctionBlock, interfaceBlock],
    },
  ],
  [6, { folder: "legacy", extension: "js", header: () => `'use strict';\n`, blocks: [legacyBlock] }],
];

const repository: FileKind = {
  folder: "repositories",
  extension: "ts",
  header: (depth) =>
    `import { and, eq } from "drizzle-orm";\nimport { db } from "${depth}data/client.js";\nimport * as tables from "${depth}data/tables.js";\n`,
  first: [queryBlock],
  blocks: [queryBlock, queryBlock, interfaceBlock, pureFunctionBlock, classBlock],
};

const mention: FileKind = {
  folder: "services",
  extension: "ts",
  header: (depth) => `import { ${namedFunctions.join(", ")} } from "${depth}jobs/index.js";\n`,
  first: [mentionBlock],
  blocks: [mentionBlock, pureFunctionBlock, asyncFunctionBlock, classBlock],
};

const job = (name: string): FileKind => ({
  folder: "jobs",
  extension: "ts",
  header: () => "",
  first: [namedFunctionBlock(name)],
  blocks: [pureFunctionBlock, asyncFunctionBlock, interfaceBlock],
});

/** Chooses what a file is: `site` files hold sites, `mention` files only words of the gate. */
export function chooseKind(random: Random, role: "site" | "mention" | "plain"): FileKind {
  if (role === "mention") return mention;
  if (role === "site") return random.chance(0.1) ? job(random.pick(namedFunctions)) : repository;
  let at = random.next() * plainKinds.reduce((sum, [share]) => sum + share, 0);
  for (const [share, kind] of plainKinds) {
    at -= share;
    if (at < 0) return kind;
  }
  throw new Error("shares do not add up");
}

/**
 * Writes one file of a kind, about as long as wanted: never shorter than its header and its first piece.
 *
 * @param depth - the way up from the file to its package's source folder.
 * @param size - wished length in characters.
 */
export function writeFileText(random: Random, kind: FileKind, depth: string, size: number): string {
  const names = createNames(random);
  const pieces = [kind.header(depth)];
  let length = pieces.join("").length;
  const add = (block: Block): void => {
    const piece = block(random, names, pieces.length);
    pieces.push(piece);
    length += piece.length + 1;
  };
  kind.first?.forEach(add);
  while (length < size) add(random.pick(kind.blocks));
  if (pieces.length < 2) add(random.pick(kind.blocks));
  return pieces.filter((piece) => piece !== "").join("\n");
}

/** `late-invoice-17.tsx` */
export function fileName(random: Random, { extension }: FileKind, index: number): string {
  return `${kebab(createNames(random).type())}-${index}.${extension}`;
}
