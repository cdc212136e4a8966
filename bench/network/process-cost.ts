import { readFileSync } from "node:fs";

/** The time that a process has had on a core, its own and that of its threads; Linux alone tells. */
export function cpuMs(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, "latin1");
  // The name in brackets may hold spaces; utime and stime are the 12th and 13th field after it.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** The memory that a process holds now. Units: megabytes of 2^20 bytes. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}
