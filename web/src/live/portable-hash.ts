/** Hashes where a browser does not: outside of what it calls a secure context. */
export { portableHasher } from "folkmoot/client";
