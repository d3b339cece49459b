/**
 * Compiles the messages where Vite does not run: before types are checked. One module a language, as Vite's
 * development server writes them, so that checking beside a running server changes nothing under it. IO: files.
 */
import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './messageOptions.ts';

await compile({
  ...messageOptions,
  strategy: [...messageOptions.strategy],
  outputStructure: 'locale-modules',
});
