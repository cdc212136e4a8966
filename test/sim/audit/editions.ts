import { DAY, toHex } from "#protocol/index.js";

/** An adoption as the auditor knows it. */
export interface AuditedAdoption {
  readonly edition: number;
  /** In hexadecimal digits. */
  readonly digest: string;
  readonly moment: number;
  readonly standing: "waiting" | "fixed" | "in-force" | "put-off" | "dropped";
  /** The first block under the edition; 0 while it is not fixed. */
  readonly height: number;
  readonly isRehearsed: boolean;
}

/** The auditor's own book of editions, in a community of one machine. */
export interface EditionBook {
  readonly adoptions: AuditedAdoption[];
  /** The edition that holds from the next block on. */
  inForce(): number;
  /** The adoption that has still to come to something. */
  waiting(): AuditedAdoption | undefined;
  adopt(edition: number, digest: Uint8Array, moment: number): void;
  change(changed: Partial<AuditedAdoption>): void;
  /** Before anything else of a block: its height is fixed, or it is put off. */
  begin(height: number, now: number): void;
  /** After everything of a block: the next one is the first under the edition. */
  end(height: number): void;
  /** Notes how things stand; what it returns goes back there. */
  save(): () => void;
}

/** From the adoption to the moment. */
export const NOTICE = { least: DAY, most: 180 * DAY };

/** Opens the book of a community that begins under the first edition. */
export function createEditionBook(): EditionBook {
  const adoptions: AuditedAdoption[] = [];
  const book: EditionBook = {
    adoptions,
    inForce() {
      const held = adoptions.filter(({ standing }) => standing === "in-force");
      return held.at(-1)?.edition ?? 1;
    },
    waiting() {
      const last = adoptions.at(-1);
      return last?.standing === "waiting" || last?.standing === "fixed" ? last : undefined;
    },
    adopt(edition, digest, moment) {
      const hex = toHex(digest);
      const begun = { standing: "waiting", height: 0, isRehearsed: false } as const;
      adoptions.push({ edition, digest: hex, moment, ...begun });
    },
    change(changed) {
      const last = adoptions.pop();
      if (last !== undefined) adoptions.push({ ...last, ...changed });
    },
    begin(height, now) {
      const waits = book.waiting();
      if (waits?.standing !== "waiting" || waits.moment > now) return;
      if (waits.isRehearsed) book.change({ standing: "fixed", height: height + 2 });
      else book.change({ standing: "put-off" });
    },
    end(height) {
      const waits = book.waiting();
      if (waits?.standing === "fixed" && waits.height === height + 1) {
        book.change({ standing: "in-force" });
      }
    },
    save() {
      const held = [...adoptions];
      return () => {
        adoptions.splice(0, adoptions.length, ...held);
      };
    },
  };
  return book;
}
