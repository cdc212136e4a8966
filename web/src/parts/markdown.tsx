import { useEffect, useState } from "preact/hooks";

/** A text that a person wrote in Markdown; plain until its reader has been loaded. */
export function Markdown({ text }: { readonly text: string }) {
  const [html, setHtml] = useState<string>();
  useEffect(() => {
    let shown = true;
    const draw = async (): Promise<void> => {
      const { renderMarkdown } = await import("./markdown-render.ts");
      if (shown) setHtml(renderMarkdown(text));
    };
    draw().catch(() => setHtml(undefined));
    return () => {
      shown = false;
    };
  }, [text]);
  if (html === undefined) {
    return (
      <p dir="auto" class="plain">
        {text}
      </p>
    );
  }
  // The HTML has passed the purifier: only the tags of a text, no picture, no style, no script.
  return <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
