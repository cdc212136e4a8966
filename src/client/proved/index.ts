/** Views that a device works out for itself, from rows that a node proves. */
export * from "./by-reads.ts";
export * from "./check-page.ts";
export * from "./check-shown.ts";
export { askProved, ownProvedView, ownRecount } from "./own-proved-view.ts";
export * from "./plain-differences.ts";
export * from "./proved-view.ts";
export * from "./shown-view.ts";
export * from "./whole-view.ts";
export * from "./work-out.ts";
