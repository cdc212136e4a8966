/** Becoming the founder by the link that the node printed. */
export const claim = {
  title: (community: string): string => `Found ${community}`,
  lead: "This browser becomes your device: it makes a key that never leaves it. Then the community is founded, with you as its first member.",
  purpose: "What it is for",
  at: (address: string): string =>
    `Your key belongs to this address: ${address}. Everybody else comes to the same one later.`,
  here: "There is no address of its own yet, so your key belongs to this computer. Once there is one, you add the browser there as a second device.",
  elsewhere: (address: string): string =>
    `Its address is to be ${address}, and this page is not there. Keys belong to one address: open the link there, or go on here and add a second device later.`,
  found: "Found the community",
  founding: "Founding\u2026 This takes a moment.",
  noLinkTitle: "A community waits here for its founder",
  noLink:
    "Anyone who runs the node has the link for it. It stands where the node was started; the command below makes a new one.",
  command: "Command",
  open: "npx folkmoot open",
  usedTitle: "This community is founded",
  used: "The link has done its work. If it was not you who used it, stop the node, remove its home and begin again: nobody else is in it yet.",
  mine: (name: string): string => `You are ${name} here.`,
  home: "Go to Home",
};
