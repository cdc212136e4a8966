import type { Acknowledged } from "folkmoot/client";
import { useState } from "preact/hooks";
import type { Acted } from "../live/act.ts";
import type { Act } from "../live/use-act.ts";
import { useWords } from "../words/language.ts";
import { Button, type ButtonProps } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Something that is asked about once more before it is done. */
export interface ConfirmProps {
  readonly label: string;
  readonly kind?: ButtonProps["kind"];
  readonly cannot?: string | undefined;
  readonly title: string;
  readonly means: string;
  readonly act: Act;
  readonly work: () => Promise<Acted<Acknowledged>>;
}

/** A button that says what it means and asks once more. */
export function Confirm(props: ConfirmProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const go = (): void => {
    setOpen(false);
    void props.act.run(props.work);
  };
  return (
    <>
      <Button
        {...(props.kind === undefined ? {} : { kind: props.kind })}
        cannot={props.cannot}
        busy={props.act.busy}
        onPress={() => setOpen(true)}
      >
        {props.label}
      </Button>
      <Dialog title={props.title} open={open} onClose={() => setOpen(false)}>
        <p>{props.means}</p>
        <div class="row">
          <Button kind="go" onPress={go}>
            {props.label}
          </Button>
          <Button onPress={() => setOpen(false)}>{words.parts.cancel}</Button>
        </div>
      </Dialog>
    </>
  );
}
