/**
 * Applies firebase.json's hosting section in production's order: reserved paths, redirects, exact static files, rewrites, 404.
 * Matching, clean URLs and the order are superstatic's, Firebase's own library for this; here its parts are chosen.
 * Rules: what nobody gave a Cache-Control gets Hosting's hour; in development pages and files are Vite's, and the headers,
 * meant for built files, are left out.
 * IO: reads files, forwards requests.
 */
import compression from 'compression';
import type { IncomingMessage, ServerResponse } from 'node:http';
import superstaticModule from 'superstatic';
import type { FunctionProxy } from './functionProxy.ts';
import type { HostingConfig, Rewrite } from './hostingConfig.ts';
import { readTarget } from './hostingConfig.ts';
import { StaticFiles } from './staticFiles.ts';
import type { Forward } from './viteProxy.ts';

const STATIC_CACHE_CONTROL = 'max-age=3600';
/** The function whose pages Vite serves in development. */
const WEB_FUNCTION = 'web';

export interface HostingOptions {
  config: HostingConfig;
  functions: FunctionProxy;
  /** Only in development. */
  vite?: Forward;
  /** Answers what this machine says of itself, under `/__/local`. */
  local: Handle;
  /** Called before a page is served: may write on it. */
  labelPage: Handle;
}
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;
/** A CommonJS module: its default export is one step further in. */
const superstatic = superstaticModule.default;
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export function createHosting({ config, functions, vite, local, labelPage }: HostingOptions): Handle {
  const rewriteToFunction = (rewrite: Rewrite) => {
    const target = readTarget(rewrite);
    const forward: Middleware =
      vite && target.functionId === WEB_FUNCTION
        ? vite
        : (request, response) => functions.forward(target, request, response);
    return Promise.resolve(forward);
  };
  const rewriters = { function: rewriteToFunction, run: rewriteToFunction };
  const site = vite ? createDevelopmentSite(config, rewriters) : createBuiltSite(config, rewriters);
  const compress = (vite ? (_request, _response, next) => next() : compression()) as Middleware;
  return (request, response) => {
    if (!isReadable(request.url)) return answer(response, 400, 'text/plain', 'The address cannot be read.\n');
    if (/^\/__\/local(?:[/?]|$)/.test(request.url ?? '')) return local(request, response);
    if (request.url?.startsWith('/__/'))
      return answer(response, 404, 'text/plain', 'Not served on this machine.\n');
    if (!vite) response.setHeader('cache-control', STATIC_CACHE_CONTROL);
    compress(request, response, () => {
      labelPage(request, response);
      site(request, response, () => {
        // superstatic hands on what it serves from nowhere, names that begin with a dot for one.
        if (vite) vite(request, response);
        else answer(response, 404, 'text/plain', 'There is nothing at this address.\n');
      });
    });
  };
}

type Rewriters = Record<string, (rewrite: Rewrite) => Promise<Middleware>>;

function createBuiltSite(config: HostingConfig, rewriters: Rewriters): Middleware {
  const files = new StaticFiles(config.public);
  return createSite({
    config,
    fallthrough: false,
    rewriters,
    provider: files.provide,
    before: { files: files.answerNotModified },
  });
}

/** Only redirects and rewrites; whatever they leave falls through to Vite. */
function createDevelopmentSite({ rewrites, redirects }: HostingConfig, rewriters: Rewriters): Middleware {
  const provider = () => Promise.resolve(null);
  return createSite({ config: { rewrites, redirects }, fallthrough: true, rewriters, provider });
}

/** superstatic's types lack `provider` and rewrites to functions. */
function createSite(spec: object): Middleware {
  return superstatic({ stack: 'strict', ...spec }) as Middleware;
}

/** A path with a broken %-escape, or one that climbs once its escapes are read, has no file and no rewrite. */
function isReadable(url: string | undefined): boolean {
  try {
    const path = decodeURIComponent(url?.split('?')[0] ?? '');
    return !path.split('/').includes('..');
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
