import { channelOf, isListen, isSend, readIpcCall, type IpcCall } from "../../spans/ipc/find.ts";
import type { IpcEntry } from "../../spans/index.ts";
import type { SourceModule } from "./units.ts";

/** Where a channel is used, on each side of Electron's processes. */
interface Ends {
  readonly main: Set<string>;
  readonly page: Set<string>;
}

/**
 * The channels between Electron's processes of which both ends are in these modules: one sends, the other listens. A channel with an end
 * elsewhere is none, since its listener there would get an argument that nobody takes away.
 */
export function findIpcChannels(modules: readonly SourceModule[]): readonly IpcEntry[] {
  const sent = new Map<string, Ends>();
  const heard = new Map<string, Ends>();
  for (const { file, calls, path } of modules) {
    for (const node of calls) {
      const call = readIpcCall(file, node);
      const uses = call === undefined ? undefined : isSend(call) ? sent : isListen(call) ? heard : undefined;
      const channel = uses === undefined ? undefined : channelOf(file, node);
      if (call === undefined || uses === undefined || channel === undefined) continue;
      const ends = uses.get(channel) ?? { main: new Set(), page: new Set() };
      uses.set(channel, ends);
      ends[sideOf(call)].add(path);
    }
  }
  return [...sent]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([channel, from]): IpcEntry[] => {
      const to = heard.get(channel);
      const evidence = (["page", "main"] as const).flatMap((side) => {
        const [sender] = [...from[side]].sort();
        const [listener] = [...(to?.[side === "page" ? "main" : "page"] ?? [])].sort();
        return sender === undefined || listener === undefined ? [] : [`${sender} -> ${listener}`];
      });
      return evidence.length === 0 ? [] : [{ channel, evidence: evidence.join(", ") }];
    });
}

function sideOf({ object }: IpcCall): keyof Ends {
  return object === "ipcRenderer" ? "page" : "main";
}
