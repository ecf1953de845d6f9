import { createTransform } from "./create-transform.ts";

export default createTransform("trace-electron-ipc");
