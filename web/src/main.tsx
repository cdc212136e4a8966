import "./styles/index.css";
import { render } from "preact";
import { provideBuffer } from "./codec/buffer.ts";
import { keepApp } from "./live/kept-app.ts";
import { takeLocalToken } from "./live/local-token.ts";
import { App } from "./shell/app.tsx";
import { start, takeInvitation } from "./shell/start.ts";
import { chooseLanguage } from "./words/language.ts";

provideBuffer();
takeInvitation(location, history);
takeLocalToken(location, history);
addEventListener("hashchange", () => takeLocalToken(location, history));
await chooseLanguage(navigator.languages);
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
void start();
void keepApp();
