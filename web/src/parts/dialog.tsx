import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** What a dialog asks before it lets the person go on. */
export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * The browser's own dialog: it holds the focus, closes with Escape and gives the focus back.
 *
 * Why: on a phone it rises from the bottom, where the thumb is.
 */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      {open ? (
        <div class="stack">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
