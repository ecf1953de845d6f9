import { createTransform } from "./create-transform.ts";

export default createTransform("flush-on-shutdown");
