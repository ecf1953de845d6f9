export { addToHelperModule } from "./append.ts";
export { parseHelperModule, readHelperModule } from "./parse.ts";
export { renderHelperModule, type HelperModuleOptions, type HelperModuleStyle } from "./render.ts";
