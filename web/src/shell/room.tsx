import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Bones } from "../parts/bones.tsx";
import { Button, ButtonLink } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import type { Route } from "../router/route.ts";
import { useWords } from "../words/language.ts";
import { CheckedRoom } from "./checked-room.tsx";

/** What every room is given: where in it the person is. */
export interface RoomProps {
  readonly route: Route;
}

/** A room of the app and how it is fetched when somebody first enters. */
export interface RoomEntry {
  /** The place that is lit while the person is here. */
  readonly place: string;
  /** Tells whether it is shown alone, since there is nothing around it yet. */
  readonly isAlone?: true;
  readonly load: () => Promise<ComponentType<RoomProps>>;
}

const loaded = new Map<RoomEntry, ComponentType<RoomProps>>();

/** Fetches a room when it is first entered and shows it. */
export function RoomDoor({ entry, route }: { readonly entry: RoomEntry; readonly route: Route }) {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  const [, redraw] = useState(0);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (loaded.has(entry)) return;
    setFailed(false);
    entry.load().then(
      (room) => {
        loaded.set(entry, room);
        redraw((count) => count + 1);
      },
      () => setFailed(true),
    );
  }, [entry, attempt]);
  const Room = loaded.get(entry);
  if (Room !== undefined) {
    return (
      <CheckedRoom key={route.rest.join("/")}>
        <Room route={route} />
      </CheckedRoom>
    );
  }
  if (!failed) {
    return (
      <main id="page" class="page" aria-busy="true" tabIndex={-1}>
        <span class="bone bone-title" aria-hidden="true" />
        <Bones />
      </main>
    );
  }
  return (
    <Page title={words.shell.name}>
      <Notice kind="clay">
        <p>{words.shell.roomFailed}</p>
        <div>
          <Button onPress={() => setAttempt(attempt + 1)}>{words.shell.tryAgain}</Button>
        </div>
      </Notice>
    </Page>
  );
}

/** Says that an address leads nowhere. */
export function NotFound() {
  const words = useWords();
  return (
    <Page title={words.shell.notFound} lead={words.shell.notFoundLead}>
      <div>
        <ButtonLink href="#/">{words.shell.goHome}</ButtonLink>
      </div>
    </Page>
  );
}
