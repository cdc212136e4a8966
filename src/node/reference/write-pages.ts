import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../engine/package-root.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { actionsPage } from "./actions-page.ts";

const PAGE = join(packageRoot(), "docs", "reference", "actions.md");

await writeFile(PAGE, actionsPage(folkmootLaw));
