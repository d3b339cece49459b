/** `npm run build`, and what `firebase deploy` runs before it uploads: builds everything that changed. */
import { buildAll } from './buildAll.ts';

await buildAll((line) => process.stdout.write(`${line}\n`), { web: true });
