/**
 * What passes between a browser and Firestore on one WebChannel, understood as far as counting needs: which targets
 * (a document or a query listened to) are added and removed, and which documents are sent for them. No IO.
 *
 * The server's side is a stream of `LENGTH\n[[n, [message…]], …]`; the browser's are forms with `reqN___data__` fields.
 */
import { StringDecoder } from 'node:string_decoder';

interface ServerMessage {
  documentChange?: { document?: { name?: string }; targetIds?: number[] };
  targetChange?: { targetChangeType?: string; targetIds?: number[] };
}
/** Numbers go up within a session; what was not acknowledged in time is sent again under its number. */
interface NumberedMessage {
  number: number;
  message: ServerMessage;
}
interface BrowserMessage {
  addTarget?: {
    targetId?: number;
    documents?: { documents?: string[] };
    query?: { parent?: string; structuredQuery?: { from?: { collectionId?: string }[] } };
  };
  removeTarget?: number;
}

/** Messages as they arrive, cut anyhow. @throws where the stream is not what it should be. */
export class ServerStream {
  readonly #decoder = new StringDecoder('utf8');
  #text = '';

  read(bytes: Buffer): NumberedMessage[] {
    this.#text += this.#decoder.write(bytes);
    const messages: NumberedMessage[] = [];
    for (;;) {
      if (!/^\s*\d*(\n|$)/.test(this.#text)) throw new Error(`no WebChannel: ${this.#text.slice(0, 80)}`);
      const [head, length] = /^\s*(\d+)\n/.exec(this.#text) ?? [];
      if (head === undefined || this.#text.length < head.length + Number(length)) return messages;
      const block = JSON.parse(this.#text.slice(head.length, head.length + Number(length))) as unknown;
      this.#text = this.#text.slice(head.length + Number(length));
      messages.push(...messagesOf(block));
    }
  }
}

/** Of `[[n, [message…]], …]`; the channel's own messages are lists of strings and numbers. */
function messagesOf(block: unknown): NumberedMessage[] {
  if (!Array.isArray(block)) return [];
  return block.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [number, payload] = entry as unknown[];
    return (Array.isArray(payload) ? (payload as unknown[]) : [payload])
      .filter((message): message is ServerMessage => typeof message === 'object' && message !== null)
      .map((message) => ({ number: Number(number), message }));
  });
}

function readForm(form: string): BrowserMessage[] {
  return [...new URLSearchParams(form)]
    .filter(([name]) => /^req\d+___data__$/.test(name))
    .map(([, data]) => JSON.parse(data) as BrowserMessage);
}

/** `boards/s1` for a document, `boards/*` for a query: an address without what differs from run to run. */
function describeTarget({ documents, query }: NonNullable<BrowserMessage['addTarget']>): string {
  const [document] = documents?.documents ?? [];
  if (document !== undefined) return document.split('/').slice(-2).join('/');
  return `${query?.structuredQuery?.from?.[0]?.collectionId ?? 'something'}/*`;
}

interface Target {
  name: string;
  isCurrent: boolean;
}

/** Who listens to what, and what they were sent. */
export class ListenLedger {
  readonly #targets = new Map<number, Target>();
  readonly #sent = new Map<string, number>();
  /** The last number of each session. */
  readonly #heard = new Map<string, number>();
  #onCurrent: (() => void)[] = [];

  /** What is listened to now. */
  get listeners(): string[] {
    return [...this.#targets.values()].map(({ name }) => name).toSorted();
  }
  /** Documents sent, by what they were sent for. One that two targets want is two reads, as it is billed. */
  get sent(): Record<string, number> {
    return Object.fromEntries([...this.#sent].toSorted(([a], [b]) => a.localeCompare(b)));
  }
  get documents(): number {
    return [...this.#sent.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The reader goes on as they are, and the count begins anew. */
  forgetSent(): void {
    this.#sent.clear();
  }

  /** The reader is gone, and another will come. */
  forgetReader(): void {
    this.#targets.clear();
    this.forgetSent();
  }

  heardBrowser(form: string): void {
    for (const { addTarget, removeTarget } of readForm(form)) {
      if (addTarget?.targetId !== undefined)
        this.#targets.set(addTarget.targetId, { name: describeTarget(addTarget), isCurrent: false });
      if (removeTarget !== undefined) this.#targets.delete(removeTarget);
    }
    this.#tellCurrent();
  }

  /** What is sent again is not read again. */
  heardServer(session: string, messages: readonly NumberedMessage[]): void {
    const last = this.#heard.get(session) ?? -1;
    for (const { number, message } of messages) {
      if (number <= last) continue;
      this.#heard.set(session, number);
      const { documentChange, targetChange } = message;
      for (const id of documentChange?.targetIds ?? []) {
        const name = this.#targets.get(id)?.name ?? 'something that is listened to no more';
        this.#sent.set(name, (this.#sent.get(name) ?? 0) + 1);
      }
      if (targetChange?.targetChangeType !== 'CURRENT') continue;
      // Where it names none it is said of all.
      const named = new Set(targetChange.targetIds);
      for (const [id, target] of this.#targets)
        if (named.size === 0 || named.has(id)) target.isCurrent = true;
    }
    this.#tellCurrent();
  }

  /** Settles once something is listened to and the server has sent all there is for it. */
  current(): Promise<void> {
    return new Promise((resolve) => {
      this.#onCurrent.push(resolve);
      this.#tellCurrent();
    });
  }

  #tellCurrent(): void {
    const targets = [...this.#targets.values()];
    if (targets.length === 0 || !targets.every(({ isCurrent }) => isCurrent)) return;
    for (const tell of this.#onCurrent.splice(0)) tell();
  }
}
