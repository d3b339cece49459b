/**
 * How the web app is built and served in development: SvelteKit with the Node adapter (its `handler.js` runs inside
 * the function `web`), messages compiled by Paraglide, and the Content Security Policy. Every dependency is a
 * devDependency, so that the server build bundles it, but sharp: native code is installed where it runs, by functions/.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messageOptions } from './messageOptions.ts';
import { startAfterReading } from './startAfterReading.ts';

/**
 * The one inline script of app.html sets the theme before the first paint, and notes what is pressed before the app
 * starts. Pages are kept by the CDN, so a nonce would be the same for everyone: the policy names the script by its hash.
 */
function hashFirstScript(): `sha256-${string}` {
  const html = readFileSync(new URL('./src/app.html', import.meta.url), 'utf8');
  const script = /<script data-first-script>([^]*?)<\/script>/.exec(html)?.[1];
  if (script === undefined) throw new Error('src/app.html has no <script data-first-script>');
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

export default defineConfig({
  resolve: {
    alias: { re2js: fileURLToPath(new URL('./noRegexOfPipelines.ts', import.meta.url)) },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What most pages share is one file and not twenty of some hundred bytes each; apart from it stands what
            // the starting script needs, which comes before all others.
            codeSplitting: {
              groups: [
                { name: 'start', test: /client\/payload\.js$|preload-helper/, priority: 1 },
                { name: 'frame', tags: ['$initial'], minShareCount: 5 },
              ],
            },
          },
        },
      },
    },
  },
  plugins: [
    paraglideVitePlugin({ ...messageOptions, strategy: [...messageOptions.strategy] }),
    startAfterReading(),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: { runes: true },
      // A stylesheet is a round trip before anything is drawn: all of a page's styles are smaller than one of its fonts.
      inlineStyleThreshold: 20_000,
      // Asked for by whoever has a ticket (src/lib/platform/offlinePages.ts), not by every page.
      serviceWorker: { register: false },
      // Whom else a page may ask depends on the configuration: src/lib/frame/contentPolicy.ts.
      csp: {
        mode: 'hash',
        directives: {
          'script-src': ['self', hashFirstScript()],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
