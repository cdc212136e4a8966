import { keepPromises } from "./promises.ts";
import { keep } from "./recorder.ts";
import { keepRestarts } from "./restarts.ts";
import { stories } from "./stories.ts";

for (const story of stories) process.stdout.write(`${story.file}: ${keep(story)}\n`);
process.stdout.write(`chain/restarts: ${keepRestarts()}\n`);
process.stdout.write(`law: ${keepPromises()}\n`);
