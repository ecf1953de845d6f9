// For code that only observes: its failure must not become the failure of what it observes.
export function runQuietly(step: () => void): void {
  try {
    step();
  } catch {
    // The trace misses something; the program does not.
  }
}
