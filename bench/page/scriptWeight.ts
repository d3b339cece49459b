/**
 * What scripts weigh: their text gzipped at zlib's usual level, whatever encoding a browser and a server agree on. And
 * what they are: the build's manifest names routes and lazily loaded parts, all else has a name made of a digest.
 * IO: the built files, requests.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rootFolder } from '../../local/start/rootFolder.ts';
import type { PageLoading } from './inPage.ts';

/** Gzipped bytes by script, the heaviest first. */
export type ScriptWeights = Record<string, number>;

interface Chunk {
  file: string;
  name?: string;
  src?: string;
}

const manifestFile = path.join(rootFolder, 'web/.svelte-kit/output/client/.vite/manifest.json');

/** Sources by the file that was made of them. A build of elsewhere has no manifest here: then files keep their names. */
function readSources(): Map<string, string> {
  if (!existsSync(manifestFile)) return new Map();
  const chunks = Object.values(JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>);
  return new Map(chunks.map(({ file, src, name }) => [`/${file}`, src ?? name ?? '']));
}

const weigh = (text: string): number => gzipSync(text).length;

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

/** Of the scripts that were asked for until `untilMs`, and of what the page has inline. */
export async function weighScripts(
  { scripts, inline }: PageLoading,
  untilMs: number,
): Promise<ScriptWeights> {
  const sources = readSources();
  const urls = new Set(scripts.filter(({ askedAtMs }) => askedAtMs <= untilMs).map(({ url }) => url));
  const weighed = await Promise.all(
    [...urls].map(async (url): Promise<[string, number]> => {
      const { pathname } = new URL(url);
      const source = sources.get(pathname);
      const name = source ? `${path.basename(pathname)} (${source})` : pathname;
      return [name, weigh(await fetchText(url))];
    }),
  );
  weighed.push(['inline', weigh(inline)]);
  return Object.fromEntries(weighed.toSorted(([, a], [, b]) => b - a));
}

export const sumOf = (weights: ScriptWeights): number =>
  Object.values(weights).reduce((sum, bytes) => sum + bytes, 0);
