/**
 * `npm run bench -- NAME [--json] [--small]`: runs one bench, prints its figures and targets, and ends with one line
 * of JSON; exit 1 where a target is missed. `--small` only shows that the bench works. IO: the terminal.
 */
import { parseArgs } from 'node:util';
import { live } from './live/live.ts';
import { map } from './map/map.ts';
import { memory } from './memory/memory.ts';
import { page } from './page/page.ts';
import { paid } from './paid/paid.ts';
import { reads } from './reads/reads.ts';
import { sellout } from './sellout/sellout.ts';
import type { BenchOptions, BenchResult } from './support/result.ts';

const benches: Record<string, (options: BenchOptions) => Promise<BenchResult>> = {
  live,
  map,
  memory,
  page,
  paid,
  reads,
  sellout,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
});
const bench = benches[positionals[0] ?? ''];
if (!bench) {
  console.error(
    `Usage: npm run bench -- NAME [--json] [--small]\nNAME is one of: ${Object.keys(benches).join(', ')}`,
  );
  process.exit(2);
}
const result = await bench({ small: values.small });
if (!values.json) {
  for (const [name, value] of Object.entries(result.measured))
    console.log(`  ${name.padEnd(18)} ${JSON.stringify(value)}`);
  for (const [name, { value, limit, met }] of Object.entries(result.targets))
    console.log(`${met ? '✓' : '✗'} ${name.padEnd(18)} ${value}  (${limit})`);
}
console.log(JSON.stringify(result));
process.exit(result.ok || values.small ? 0 : 1);
