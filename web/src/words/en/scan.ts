/** QR codes: showing one, and scanning one. */
export const scan = {
  show: "Show a QR code",
  hide: "Hide the QR code",
  picture: "QR code",
  tooLong: "This is too long for a QR code. Copy it.",
  open: "Scan a QR code",
  title: "Scan a QR code",
  how: "Hold the code in front of the camera. The picture does not leave this device.",
  starting: "The camera is starting\u2026",
  denied:
    "The camera may not be used here. Allow it for this page in your browser, or type or paste the code.",
  none: "There is no camera here that can be used. Type or paste the code.",
  roomLead:
    "An invitation, a request for money, or a page to compare. You see what it is before anything happens.",
  text: "What the code says",
  textHint: "Without a camera, paste the link here.",
  read: "Open it",
  noRequest: "This is no request for money.",
  nothing: "This is nothing that Folkmoot knows.",
  device:
    "This is the code of another device. If that device is yours, scan it under More, Devices and recovery.",
  elsewhere: (host: string): string =>
    `This leads to another place: ${host}. Open it only if you know who showed you the code.`,
  goThere: (host: string): string => `Go to ${host}`,
  otherCommunity: "This request is from another community. Nothing can be paid by it here.",
};
