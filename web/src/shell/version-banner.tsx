import { goOver, newerVersion } from "../live/kept-app.ts";
import { useValue } from "../live/use-value.ts";
import { Button } from "../parts/button.tsx";
import { useWords } from "../words/language.ts";

/** Says that a newer version of the app is there, and changes to it when somebody wants that. */
export function VersionBanner() {
  const words = useWords().live;
  const isThere = useValue(newerVersion) !== undefined;
  return (
    <div role="status">
      {isThere ? (
        <p class="banner">
          {words.newerVersion} <Button onPress={goOver}>{words.useNewer}</Button>
        </p>
      ) : null}
    </div>
  );
}
