import { createTransform } from "./create-transform.ts";

export default createTransform("fix-propagation");
