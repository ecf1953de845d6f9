import { createTransform } from "./create-transform.ts";

export default createTransform("upgrade-api");
