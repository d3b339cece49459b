/**
 * The functions' services as a process that dies: at its Nth call of the platform (Firestore, Auth, Storage, Stripe, task
 * queues, mail), `before` it happens, or `after` it, without hearing of it. From then on no call of its ever settles, so nothing
 * of it runs on; what it had sent by then still arrives. What it remembered dies with it: who comes after makes
 * services anew. No IO of its own.
 */
import { composeServices } from '../../functions/services.ts';
import type { Platform, Services } from '../../functions/services.ts';

export interface Crash {
  /** Which platform call, from 1, counted from `begin`. */
  call: number;
  side: 'before' | 'after';
}

export interface CrashingServices extends Services {
  /** From here on its calls are counted; without `crash` it lives. */
  begin(crash?: Crash): void;
  /** What it called since, in order: `store.commit`. */
  calls: readonly string[];
  /** Settles once it is dead, and what it had sent has arrived. */
  died: Promise<void>;
}

type Through = <Value>(name: string, call: () => Promise<Value>) => Promise<Value>;

const forEver = (): Promise<never> => new Promise<never>(() => undefined);

function createLifeline() {
  let calls: string[] = [];
  let crash: Crash | undefined;
  let hasDied = false;
  const isDead = (): boolean => hasDied;
  const underWay = new Set<Promise<unknown>>();
  const dead = Promise.withResolvers<undefined>();
  const die = (): void => {
    hasDied = true;
    void Promise.allSettled(underWay).then(() => dead.resolve(undefined));
  };
  const through: Through = async (name, call) => {
    if (isDead()) return forEver();
    calls.push(name);
    const isLast = crash?.call === calls.length;
    if (isLast && crash?.side === 'before') {
      die();
      return forEver();
    }
    const working = call();
    underWay.add(working);
    // Its outcome is told by `working` below; here only that there is one.
    await Promise.allSettled([working]);
    underWay.delete(working);
    if (isLast) die();
    return isDead() ? forEver() : working;
  };
  return {
    through,
    begin: (planned?: Crash) => {
      calls = [];
      crash = planned;
    },
    calls: () => calls,
    died: dead.promise,
  };
}

function wrapPlatform(platform: Platform, through: Through, dropsTasks: boolean): Platform {
  const { store, payments, tasks, mailer, authUsers, files } = platform;
  return {
    ...platform,
    store: {
      ...store,
      read: (path) => through('store.read', () => store.read(path)),
      readAll: (paths) => through('store.readAll', () => store.readAll(paths)),
      query: (path, options) => through('store.query', () => store.query(path, options)),
      commit: (writes) => through('store.commit', () => store.commit(writes)),
    },
    payments: {
      ...payments,
      createIntent: (request) => through('payments.createIntent', () => payments.createIntent(request)),
      retrieveIntent: (id) => through('payments.retrieveIntent', () => payments.retrieveIntent(id)),
      cancelIntent: (id) => through('payments.cancelIntent', () => payments.cancelIntent(id)),
      refundIntent: (id, amountMinor, key) =>
        through('payments.refundIntent', () => payments.refundIntent(id, amountMinor, key)),
    },
    tasks: {
      enqueue: (queue, payload, when) =>
        through('tasks.enqueue', () =>
          dropsTasks ? Promise.resolve(true) : tasks.enqueue(queue, payload, when),
        ),
    },
    authUsers: {
      ...authUsers,
      find: (uid) => through('authUsers.find', () => authUsers.find(uid)),
      apply: (uid, state) => through('authUsers.apply', () => authUsers.apply(uid, state)),
      remove: (uid) => through('authUsers.remove', () => authUsers.remove(uid)),
    },
    files: {
      save: (path, content, type) => through('files.save', () => files.save(path, content, type)),
      remove: (path) => through('files.remove', () => files.remove(path)),
      removeAll: (prefix) => through('files.removeAll', () => files.removeAll(prefix)),
    },
    mailer: { ...mailer, send: (message) => through('mailer.send', () => mailer.send(message)) },
  };
}

/** `dropsTasks`: its tasks are told to be queued, and never are: nothing may depend on them. */
export function crashingServices(platform: Platform, dropsTasks: boolean): CrashingServices {
  const { through, begin, calls, died } = createLifeline();
  return {
    ...composeServices(wrapPlatform(platform, through, dropsTasks)),
    begin,
    get calls() {
      return calls();
    },
    died,
  };
}
