/**
 * How far an address reaches for people who join: everywhere, on one computer only, or not safely.
 *
 * Why `unsafe`: browsers keep keys only at https addresses, and on the computer itself.
 */
export type Reach = "everywhere" | "here" | "unsafe";

/** Tells how far an address reaches. Shape: a whole address, such as `https://folk.example.org`. */
export function reachOf(address: string): Reach {
  if (!URL.canParse(address)) return "unsafe";
  const { protocol, hostname } = new URL(address);
  if (isThisComputer(hostname)) return "here";
  return protocol === "https:" ? "everywhere" : "unsafe";
}

function isThisComputer(name: string): boolean {
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(name)
  );
}
