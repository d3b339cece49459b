/**
 * Speaks with firebase-tools' Storage emulator in its rules runtime's stead: one JSON object a line, each way. It loads
 * rulesets, answers whether a request is permitted, and asks for the documents of Firestore that a rule needs. A ruleset
 * with anything unknown in it is refused whole; a request that cannot be read, or evaluated, is denied and says why.
 * No IO of its own: lines come in by `take`, and go out by the `send` that it is given.
 */
import { describePosition } from './evaluateExpression.ts';
import { evaluateRules } from './evaluateRules.ts';
import { readRequest } from './evaluate.ts';
import type { WireRequest } from './evaluate.ts';
import { loadRules } from './loadRules.ts';
import { readDocument } from './readValues.ts';
import { RulesError, methods } from './syntax.ts';
import type { Expression, Method, ServiceRule } from './syntax.ts';
import { nullValue } from './values.ts';
import type { Outcome, Value } from './values.ts';

type Message = Record<string, unknown> & { id: number };
interface Verification {
  id: number;
  ruleset: ServiceRule;
  request: ReturnType<typeof readRequest>;
  /** What Firestore has answered so far. */
  documents: Map<string, Value>;
  /** The document that is awaited. */
  awaited?: string;
}

/** Ends an evaluation that needs a document which is not here yet; it begins anew when it is. */
class DocumentNeeded extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const answer = (id: number, more: Record<string, unknown>) => ({
  ...{ id, status: 'ok', errors: [], warnings: [] },
  ...more,
});

export class RulesRuntime {
  readonly #send: (message: Record<string, unknown>) => void;
  /** Told of each ruleset's text, and of what its expressions came to in requests that were answered. */
  readonly #observe: RuntimeObserver | undefined;
  readonly #rulesets = new Map<string, ServiceRule>();
  readonly #waiting = new Map<number, Verification>();

  constructor(send: (message: Record<string, unknown>) => void, observe?: RuntimeObserver) {
    this.#send = send;
    this.#observe = observe;
  }

  /** What the emulator waits for before it goes on. */
  begin(): void {
    this.#send({ id: -1, status: 'ok', action: 'ready' });
  }

  /** One line of the emulator's. */
  take(line: string): void {
    const message = JSON.parse(line) as Message;
    if (message['action'] === 'load_ruleset') this.#load(message);
    else if (message['action'] === 'verify') this.#verify(message);
    else if (message['action'] === undefined) this.#takeDocument(message);
    else
      this.#send(answer(message.id, { errors: [`${JSON.stringify(message['action'])} is not understood`] }));
  }

  #load({ id, context }: Message): void {
    const { rulesetName, source } = context as {
      rulesetName: string;
      source: { files: { content: string }[] };
    };
    try {
      const [file, ...others] = source.files;
      if (!file || others.length > 0) throw new Error('a ruleset is one file');
      const ruleset = loadRules(file.content);
      this.#rulesets.set(rulesetName, ruleset);
      this.#observe?.loaded(ruleset, file.content);
      this.#send(answer(id, { result: { rulesVersion: 2 } }));
    } catch (error) {
      const where = error instanceof RulesError ? 'storage.rules:' : '';
      this.#send(answer(id, { errors: [`${where}${messageOf(error)}`] }));
    }
  }

  #verify({ id, context }: Message): void {
    const asked = context as { rulesetName: string } & WireRequest;
    const ruleset = this.#rulesets.get(asked.rulesetName);
    try {
      if (!ruleset) throw new Error(`no ruleset "${asked.rulesetName}" is loaded`);
      if (!methods.includes(asked.method satisfies Method)) throw new Error(`no method "${asked.method}"`);
      this.#decide({ id, ruleset, request: readRequest(asked), documents: new Map() });
    } catch (error) {
      this.#deny(id, [messageOf(error)]);
    }
  }

  #decide(verification: Verification): void {
    const { id, ruleset, request, documents } = verification;
    const came: [Expression, Outcome][] = [];
    const lookUp = (path: string): Value => {
      const document = documents.get(path);
      if (!document) throw new DocumentNeeded(path);
      return document;
    };
    try {
      const { permit, errors } = evaluateRules(ruleset, request, lookUp, (...one) => came.push(one));
      for (const [expression, outcome] of came) this.#observe?.evaluated(expression, outcome);
      this.#observe?.answered();
      const warnings = errors.map(({ message, at }) => `${at ? describePosition(at) : ''} ${message}`);
      this.#send(answer(id, { warnings, result: { permit } }));
    } catch (error) {
      if (!(error instanceof DocumentNeeded)) throw error;
      this.#waiting.set(id, { ...verification, awaited: error.path });
      // Both names carry the id: one finds the handler that waits, the other comes back with the document.
      const request_ = { action: 'fetch_firestore_document', context: { path: error.path } };
      this.#send({ id, server_request_id: id, status: 'ok', ...request_ });
    }
  }

  #takeDocument(message: Message): void {
    const verification = this.#waiting.get(message.id);
    if (verification?.awaited === undefined) return;
    this.#waiting.delete(message.id);
    try {
      const { awaited, documents } = verification;
      documents.set(awaited, message['status'] === 'ok' ? readDocument(message['result']) : nullValue);
      this.#decide(verification);
    } catch (error) {
      this.#deny(message.id, [messageOf(error)]);
    }
  }

  #deny(id: number, warnings: string[]): void {
    this.#send(answer(id, { warnings, result: { permit: false } }));
  }
}

export interface RuntimeObserver {
  loaded(ruleset: ServiceRule, source: string): void;
  evaluated(expression: Expression, outcome: Outcome): void;
  /** After all of a request's expressions, before its answer is sent. */
  answered(): void;
}
