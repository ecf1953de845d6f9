/** Writes everything that is made from something else: `npm run generate`. Tests compare what is committed with what this would write. */
import { writeFile } from "node:fs/promises";
import { generateConventions } from "./generate-conventions.ts";
import { generateDocs } from "./generate-docs.ts";
import { generateHelperData } from "./generate-helpers.ts";

const root = new URL("../", import.meta.url);
await writeFile(new URL("codemods/helpers/sections.data.ts", root), await generateHelperData());
await writeFile(new URL("spans/conventions.data.ts", root), await generateConventions());
for (const [path, text] of Object.entries(await generateDocs())) await writeFile(new URL(path, root), text);
