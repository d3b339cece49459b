/**
 * The mail that was caught: parsed once, in the order in which it came, kept in a folder if there is one. It stands apart from
 * how mail arrives (`smtpCatcher.ts`) and how it is read (`routes.ts`).
 * Rules: newest last; at most MOST_MESSAGES, the oldest go first; one file a message, written whole before the sender hears
 * that its mail was taken. `to` is who the envelope named, bare addresses separated by ", ".
 * IO: files under `folder`.
 */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

const MOST_MESSAGES = 5_000;

export interface CaughtAttachment {
  filename: string;
  contentType: string;
  /** Without angle brackets, as `cid:` names it; empty if it has none. */
  contentId: string;
  size: number;
  content: Buffer;
}
export interface CaughtMessage {
  id: string;
  receivedAt: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  /** As sent, `cid:` links included; empty if there is none. */
  html: string;
  attachments: CaughtAttachment[];
}
interface StoredMessage {
  id: string;
  receivedAt: string;
  from: string;
  to: string[];
  rawBase64: string;
}

export class Messages {
  #folder: string | undefined;
  #messages: CaughtMessage[] = [];
  #watchers = new Set<() => void>();
  #counter = 0;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  get all(): readonly CaughtMessage[] {
    return this.#messages;
  }

  find(id: string): CaughtMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** Calls `watcher` after each change until the function answered is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Reads what an earlier run kept. */
  async load(): Promise<void> {
    if (this.#folder === undefined) return;
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort();
    for (const name of names) {
      const stored = JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as StoredMessage;
      this.#messages.push(await parse(stored));
    }
  }

  async add(envelope: { from: string; to: string[] }, raw: Buffer): Promise<void> {
    const now = Date.now();
    this.#counter += 1;
    const id = `${now}-${String(this.#counter).padStart(6, '0')}`;
    const receivedAt = new Date(now).toISOString();
    const stored: StoredMessage = { id, receivedAt, ...envelope, rawBase64: raw.toString('base64') };
    await this.#write(stored);
    this.#messages.push(await parse(stored));
    while (this.#messages.length > MOST_MESSAGES) await this.#forget(this.#messages.shift());
    this.#tell();
  }

  async clear(): Promise<void> {
    const gone = this.#messages;
    this.#messages = [];
    await Promise.all(gone.map((message) => this.#forget(message)));
    this.#tell();
  }

  async #write(stored: StoredMessage): Promise<void> {
    if (this.#folder === undefined) return;
    const path = join(this.#folder, `${stored.id}.json`);
    await writeFile(`${path}.part`, JSON.stringify(stored));
    await rename(`${path}.part`, path);
  }

  async #forget(message: CaughtMessage | undefined): Promise<void> {
    if (this.#folder !== undefined && message)
      await rm(join(this.#folder, `${message.id}.json`), { force: true });
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

async function parse(stored: StoredMessage): Promise<CaughtMessage> {
  const mail = await simpleParser(Buffer.from(stored.rawBase64, 'base64'), { keepCidLinks: true });
  return {
    id: stored.id,
    receivedAt: stored.receivedAt,
    from: mail.from?.text ?? stored.from,
    to: stored.to.join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, cid, size, content }, index) => ({
      filename: filename ?? `attachment-${index + 1}`,
      contentType,
      contentId: cid ?? '',
      size,
      content,
    })),
  };
}
