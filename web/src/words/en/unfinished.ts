/** What is said at once of something that is on its way. */
export const unfinished = {
  how: {
    device:
      "It is signed and kept on this device. It is sent by itself as soon as your node answers; it may wait for 30 days.",
    node: "Your node has it and keeps it. It goes on by itself once enough helpers agree.",
  },
  full: "Too much is on its way from this device.",
  fullHelp: "Wait until your node has taken some of it.",
};
