import { rooms } from "../rooms/rooms.ts";
import { useRoute } from "../router/use-route.ts";
import { Frame } from "./frame.tsx";
import { NotFound, RoomDoor } from "./room.tsx";

/** The app: the frame, and in it the room that the address names. */
export function App() {
  const route = useRoute();
  const entry = Object.hasOwn(rooms, route.room) ? rooms[route.room] : undefined;
  if (entry?.isAlone) {
    return (
      <div class="shell shell-plain">
        <RoomDoor entry={entry} route={route} />
      </div>
    );
  }
  return (
    <Frame place={entry?.place ?? ""}>
      {entry === undefined ? <NotFound /> : <RoomDoor entry={entry} route={route} />}
    </Frame>
  );
}
