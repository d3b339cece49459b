/**
 * Bundles the functions as they are deployed: `functions/index.ts` with `domain` inside it, into `functions/lib/index.js`.
 * What functions/package.json depends on stays outside, because the cloud installs it. IO: reads sources, writes lib.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import type { BuildContext, BuildOptions, Plugin } from 'esbuild';
import { rootFolder } from '../start/rootFolder.ts';

export const functionsInputs = ['functions', 'domain/src', 'domain/package.json', 'package-lock.json'];
export const functionsOutput = 'functions/lib/index.js';

function bundleOptions(): BuildOptions {
  const manifest = JSON.parse(readFileSync(path.join(rootFolder, 'functions/package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const outside = Object.keys(manifest.dependencies).flatMap((name) => [name, `${name}/*`]);
  return {
    absWorkingDir: rootFolder,
    entryPoints: ['functions/index.ts'],
    outfile: functionsOutput,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    external: outside,
  };
}

export async function bundleFunctions(): Promise<void> {
  await build(bundleOptions());
}

/** Bundles now and whenever a source changes, telling `onBuilt` of every later bundle that has no errors. */
export async function watchFunctions(onBuilt: () => void): Promise<BuildContext> {
  let isFirst = true;
  const tell: Plugin = {
    name: 'tell',
    setup(setup) {
      setup.onEnd((result) => {
        if (!isFirst && result.errors.length === 0) onBuilt();
        isFirst = false;
      });
    },
  };
  const watching = await context({ ...bundleOptions(), plugins: [tell] });
  await watching.watch();
  return watching;
}
