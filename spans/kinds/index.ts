import { repairedChecks } from "../checks/index.ts";
import type { Kind } from "../kind.ts";
import { clientAction } from "./client-action.ts";
import { childProcess } from "./child-process.ts";
import { dbCall } from "./db-call.ts";
import { functionKind } from "./function.ts";
import { ipc } from "./ipc.ts";
import { messageReceive } from "./message-receive.ts";
import { messageSchema } from "./message-schema.ts";
import { messageSend } from "./message-send.ts";
import { messageType } from "./message-type.ts";
import { phase } from "./phase.ts";
import { problemKind } from "./problem.ts";
import { provider } from "./provider.ts";
import { service } from "./service.ts";
import { step } from "./step.ts";
import { tick } from "./tick.ts";
import { toolCall } from "./tool-call.ts";

/** All kinds, in the order in which overlapping sites win. */
export const kinds: readonly Kind[] = [
  messageType,
  messageSchema,
  messageReceive,
  messageSend,
  clientAction,
  provider,
  tick,
  childProcess,
  ipc,
  toolCall,
  functionKind,
  service,
  phase,
  step,
  dbCall,
  ...repairedChecks.map(problemKind),
] as readonly unknown[] as readonly Kind[];
