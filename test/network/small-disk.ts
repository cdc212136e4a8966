import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk in memory that holds a folder and no more than it may. */
export interface SmallDisk {
  /** Takes all room but for some bytes. */
  fill(left: number): void;
  /** Gives it back. */
  free(): void;
  end(): void;
}

/** Why this machine lays no small disks, where it does not. */
export function noSmallDisk(): string | false {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-disk-"));
  try {
    smallDisk(folder, 1).end();
    return false;
  } catch {
    return "this machine lets nobody lay a small disk; the engine's tests refuse writes instead";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a folder onto a small disk of its own.
 *
 * Shape: `megabytes` is all that it holds, what is in the folder already included.
 * Throws: where this machine does not allow it.
 */
export function smallDisk(folder: string, megabytes: number): SmallDisk {
  const aside = `${folder}-aside`;
  cpSync(folder, aside, { recursive: true });
  try {
    const words = ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=700`, "folkmoot-test", folder];
    execFileSync("mount", words, { stdio: "ignore" });
    cpSync(aside, folder, { recursive: true });
  } finally {
    rmSync(aside, { recursive: true });
  }
  const filler = join(folder, "filler");
  return {
    fill(left) {
      try {
        execFileSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4k"], { stdio: "ignore" });
      } catch {
        // It ends where the disk does.
      }
      truncateSync(filler, Math.max(0, statSync(filler).size - left));
    },
    free: () => rmSync(filler, { force: true }),
    end: () => execFileSync("umount", ["-l", folder], { stdio: "ignore" }),
  };
}
