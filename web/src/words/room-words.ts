import { computed, signal } from "@preact/signals-core";
import { useValue } from "../live/use-value.ts";
import type { enRooms } from "./en-rooms.ts";
import { spokenWords, type Words } from "./language.ts";

type Beyond = typeof enRooms;

/** Every sentence of the app, with those that only rooms beyond the first page say. */
export type RoomWords = Words & Beyond;

const english = async (): Promise<Beyond> => (await import("./en-rooms.ts")).enRooms;

const catalogues: Readonly<Record<string, () => Promise<Beyond>>> = { en: english };

const beyond = signal<Beyond | undefined>(undefined);

const all = computed((): RoomWords => {
  if (beyond.value === undefined) throw new Error("a room is shown once its words are there");
  return { ...spokenWords.value, ...beyond.value };
});

/** Fetches what rooms beyond the first page say; a room waits for it. */
export async function loadRoomWords(): Promise<void> {
  if (beyond.value !== undefined) return;
  const load = catalogues[document.documentElement.lang] ?? english;
  beyond.value = await load();
}

/** Returns the sentences of everything that is fetched once the first page stands. */
export const currentRoomWords = (): RoomWords => all.value;

/** Returns the sentences, in a room beyond the first page, and draws again when the language changes. */
export const useRoomWords = (): RoomWords => useValue(all);
