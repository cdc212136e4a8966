import { defineFaults } from "../kernel/fault.ts";
import { WITNESS } from "./types.ts";

/** How the law refuses a signature that names what it has not been. */
export const witnessFaults = defineFaults("witness", WITNESS, {
  ahead: {
    number: 1,
    sentence: "The device that signed has verified a later page than this history has.",
    remedy:
      "Wait until the node has caught up; if it does not, ask another one: pages may be missing here.",
  },
  "too-old": {
    number: 2,
    sentence: "The page that the signature names lies too far back.",
    remedy: "Do it again; it will be signed again.",
  },
  elsewhere: {
    number: 3,
    sentence: "The device that signed has verified another history than this one.",
    remedy: "Open Two histories, and compare with another member or node which one they have.",
  },
});
