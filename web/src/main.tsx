import "./styles/index.css";
import { render } from "preact";
import { App } from "./shell/app.tsx";
import { start, takeInvitation } from "./shell/start.ts";
import { chooseLanguage } from "./words/language.ts";

takeInvitation(location, history);
await chooseLanguage(navigator.languages);
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
void start();
