/** Where the page says that the app is; nothing where there is no page. */
const said = (): string =>
  typeof document === "undefined"
    ? ""
    : (document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? "");

/** The folder of the site in which the app is, such as `/folk`; empty at the root. */
export const basePath: string = /^\/.*[^/](?=\/$)/.exec(said())?.[0] ?? "";

/** The address of the node that the app came from. */
export const nodeAddress = (): string => `${location.origin}${basePath}`;

/**
 * A name in the browser's storage.
 *
 * Why the folder is in it: apps in other folders of one site share the storage, and another
 * community must not find, or overwrite, what is this one's.
 */
export const storageName = (name: string): string =>
  basePath === "" ? name : name.replace(/^folkmoot/, `folkmoot${basePath}`);
