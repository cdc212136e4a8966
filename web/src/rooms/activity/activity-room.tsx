import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Timeline } from "./timeline.tsx";

/** Everything that happened, day by day: here, or to you. */
export function ActivityRoom() {
  const words = useRoomWords();
  const { person } = useViewer();
  const [whose, setWhose] = useState<"all" | "own">("all");
  return (
    <Page
      title={words.activity.title}
      lead={words.activity.lead}
      back={{ href: to(["home"]), place: words.home.title }}
    >
      {person === undefined ? null : (
        <Choice
          label={words.activity.whose}
          options={[
            { value: "all", label: words.activity.everybody },
            { value: "own", label: words.activity.yours },
          ]}
          value={whose}
          onValue={setWhose}
        />
      )}
      <Timeline
        key={whose}
        shown={40}
        level={2}
        {...(whose === "own" && person !== undefined ? { person } : {})}
      />
    </Page>
  );
}
