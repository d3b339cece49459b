/**
 * Finds static files for superstatic, with what it needs to answer them, and answers "not modified" itself. It stands apart
 * for two faults of superstatic's own files: its provider keeps the first ETag that a path ever had, so that a rebuilt file
 * looks unchanged (it compares `stat.mtime`, undefined on this Node), and a file found at its exact path is never a 304.
 * Rules: nothing outside the folder; a folder is not a file; an ETag is the content's digest.
 * IO: reads files.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';

interface FoundFile {
  path: string;
  modified: number;
  size: number;
  etag: string;
}

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

export class StaticFiles {
  #folder: string;
  #etags = new Map<string, { version: string; etag: string }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** superstatic's provider: the file at this path of the site, or null. */
  provide = async (_request: unknown, path: string): Promise<(FoundFile & { stream: Readable }) | null> => {
    const found = await this.#find(decodeURIComponent(path));
    // Opened when first read: superstatic drops the stream unread where it redirects.
    return found && { ...found, stream: Readable.from(readLater(found.path), { objectMode: false }) };
  };

  /** Answers 304 where the browser's copy is the file's, under any of the names that a clean URL may stand for. */
  answerNotModified = async (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> => {
    const known = request.headers['if-none-match'];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (known === undefined || !isRead) return next();
    const path = decodeURIComponent(request.url?.split('?')[0] ?? '/');
    for (const name of [path, `${path}/index.html`, `${path}.html`]) {
      const found = await this.#find(name);
      if (found && known.includes(found.etag)) {
        response.setHeader('etag', found.etag);
        response.statusCode = 304;
        response.end();
        return;
      }
    }
    next();
  };

  async #find(sitePath: string): Promise<FoundFile | null> {
    const path = normalize(join(this.#folder, sitePath));
    if (!path.startsWith(this.#folder + sep) || sitePath.includes('\0')) return null;
    try {
      const found = await stat(path);
      if (!found.isFile()) return null;
      const { mtimeMs: modified, size } = found;
      return { path, modified, size, etag: await this.#etagOf(path, `${modified}-${size}`) };
    } catch (error) {
      if (error instanceof Error && 'code' in error && MISSING.has(String(error.code))) return null;
      throw error;
    }
  }

  async #etagOf(path: string, version: string): Promise<string> {
    const known = this.#etags.get(path);
    if (known?.version === version) return known.etag;
    const etag = `"${createHash('sha256')
      .update(await readFile(path))
      .digest('hex')}"`;
    this.#etags.set(path, { version, etag });
    return etag;
  }
}

async function* readLater(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path);
}
