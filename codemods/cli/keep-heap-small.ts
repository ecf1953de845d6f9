import { setFlagsFromString } from "node:v8";

/**
 * A run without types keeps almost nothing, so it need not wait until the garbage is several times as much: 30 MB less at the peak, for no
 * time that can be measured (docs/speed.md). A compiler keeps hundreds of megabytes, which would be looked through again and again.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=30");
}
