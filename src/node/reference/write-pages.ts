import { writeFile } from "node:fs/promises";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { actionsPage } from "./actions-page.ts";

const PAGE = new URL("../../../docs/reference/actions.md", import.meta.url);

await writeFile(PAGE, actionsPage(folkmootLaw));
