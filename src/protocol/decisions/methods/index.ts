import { createMethods, type Methods } from "./method.ts";
import { yesNo } from "./yes-no.ts";

/** The ways of deciding that the law has. */
export const methods: Methods = createMethods([yesNo]);
