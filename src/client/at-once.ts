/**
 * The small door for pages: what they need at once, and nothing that brings the law with it.
 *
 * Why: the law is fetched only once somebody signs or checks, so that a page is there soon.
 */
export { toPlain } from "../protocol/kernel/plain.ts";
export { cutParts, type PaymentPart } from "./payment-parts.ts";
export { isToSignAgain, SIGN_AGAIN_MAX } from "./sign-again.ts";
export { viewPath } from "./view-path.ts";
