/** What stands around a page once it is there: the demonstration, keys at risk. */
export const around = {
  demoLabel: "Demonstration",
  demo: "A demonstration: nothing here is real.",
  youAre: "You are",
  visitor: "a visitor",
  letTimePass: "Let time pass",
  timeTitle: "Let time pass",
  timeLead: "Everybody\u2019s clock moves on: votes close, decisions take effect, income comes in.",
  bannerFrozen: "Your devices are frozen.",
  bannerRemoval: "One of your devices is being removed.",
  bannerNew: "A device was added to you.",
  bannerLook: "Look at it",
};
