export { textFaults } from "./faults.ts";
export {
  holdText,
  isText,
  releaseText,
  requireOwnText,
  requireText,
  textKey,
  textOf,
} from "./register.ts";
export { digestOfText, hashOfText, TEXT_AUTHOR_BYTES, textBytes, textHash } from "./text-hash.ts";
export { RECORDS, type Text, texts } from "./types.ts";
