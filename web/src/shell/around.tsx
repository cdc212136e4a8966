import { DemoBanner } from "./demo-banner.tsx";
import { SafetyBanner } from "./safety-banner.tsx";
import { Unfinished } from "./unfinished.tsx";

export { NetworkTrouble as Trouble } from "../rooms/machines/network-state.tsx";
export { StatusLight } from "../rooms/machines/status-light.tsx";
export { NeedsPip } from "./needs-pip.tsx";
export { YourCircles } from "./your-circles.tsx";

/** What stands above every page once that stands: the demonstration, keys at risk, what is on its way. */
export const Banners = () => (
  <>
    <DemoBanner />
    <SafetyBanner />
    <Unfinished />
  </>
);
