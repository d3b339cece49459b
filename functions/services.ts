/**
 * The composition root: everything that features are given, made once an instance from the environment. Features take
 * what they need of it as their first argument and hold no state of their own.
 * IO: connects to Firestore, Auth, Storage, Cloud Tasks, Stripe and the mail server, each at its first use.
 */
import { randomBytes } from 'node:crypto';
import { getApps, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import { getStorage } from 'firebase-admin/storage';
import { getFunctions } from 'firebase-admin/functions';
import { createAccounts } from './accounts/openAccount.ts';
import type { Accounts } from './accounts/openAccount.ts';
import { createRateLimits } from './http/rateLimits.ts';
import type { RateLimits } from './http/rateLimits.ts';
import { createPlans } from './plans/plans.ts';
import type { Plans } from './plans/plans.ts';
import { createAppCheck } from './platform/appCheck.ts';
import type { AppCheck } from './platform/appCheck.ts';
import { createAuthUsers } from './platform/authUsers.ts';
import type { AuthUsers } from './platform/authUsers.ts';
import { readConfig } from './platform/config.ts';
import type { Config } from './platform/config.ts';
import { createFiles } from './platform/files.ts';
import type { Files } from './platform/files.ts';
import { createIdentity } from './platform/identity.ts';
import type { Identity } from './platform/identity.ts';
import { createLog } from './platform/log.ts';
import type { Log } from './platform/log.ts';
import { createMailer } from './platform/mailer.ts';
import type { Mailer } from './platform/mailer.ts';
import { createSessionList } from './platform/sessionList.ts';
import type { SessionList } from './platform/sessionList.ts';
import { createStore } from './platform/store.ts';
import type { Store } from './platform/store.ts';
import { createPayments } from './platform/stripe.ts';
import type { Payments } from './platform/stripe.ts';
import { createTasks } from './platform/tasks.ts';
import type { Tasks } from './platform/tasks.ts';
import { createBoards } from './seats/boards.ts';
import type { Boards } from './seats/boards.ts';
import { createDueHolds } from './seats/dueHolds.ts';
import type { DueHolds } from './seats/dueHolds.ts';
import { createOccupancies } from './seats/occupancy.ts';
import type { Occupancies } from './seats/occupancy.ts';
import { createPulses } from './seats/pulse.ts';
import type { Pulses } from './seats/pulse.ts';
import { createRecentPicks } from './seats/recentPicks.ts';
import type { RecentPicks } from './seats/recentPicks.ts';
import { createViewers } from './seats/viewers.ts';
import type { Viewers } from './seats/viewers.ts';
import { createTicketSigner } from './tickets/signTicket.ts';
import type { TicketSigner } from './tickets/signTicket.ts';

/** What features reach the world through, and where time and chance come from. */
export interface Platform {
  config: Config;
  clock: () => Date;
  /** 0 ≤ random < 1. */
  random: () => number;
  newId: () => string;
  log: Log;
  store: Store;
  tasks: Tasks;
  appCheck: AppCheck;
  identity: Identity;
  sessions: SessionList;
  authUsers: AuthUsers;
  files: Files;
  payments: Payments;
  mailer: Mailer;
}

export interface Services extends Platform {
  accounts: Accounts;
  rateLimits: RateLimits;
  plans: Plans;
  boards: Boards;
  dueHolds: DueHolds;
  occupancies: Occupancies;
  picks: RecentPicks;
  pulses: Pulses;
  viewers: Viewers;
  signer: TicketSigner;
}

/** 120 random bits in 20 characters of base64url. */
const newId = (): string => randomBytes(15).toString('base64url');

/** The features' own parts on a platform: what an instance remembers begins empty. */
export function composeServices(platform: Platform): Services {
  const { config, clock, random, log, store, tasks } = platform;
  const plans = createPlans(store);
  const boards = createBoards({ store, tasks, plans, clock, log });
  const picks = createRecentPicks();
  return {
    ...platform,
    accounts: createAccounts({ store, clock, log }),
    rateLimits: createRateLimits(config.rateLimits, { store, clock }),
    plans,
    boards,
    picks,
    pulses: createPulses(store, clock),
    viewers: createViewers({ store, clock, random }),
    dueHolds: createDueHolds({ store, boards, picks, clock, log }),
    occupancies: createOccupancies(store, plans),
    signer: createTicketSigner(config.ticketSigningKeys),
  };
}

/** How long an answer is waited for, in milliseconds. */
export interface Patience {
  firestoreMs: number;
  stripeMs: number;
  tasksMs: number;
  filesMs: number;
}

/** Hosting waits 60 s for us, a browser 12 s and then asks again. */
const usualPatience: Patience = { firestoreMs: 8_000, stripeMs: 8_000, tasksMs: 2_000, filesMs: 8_000 };

const defaultApp = (projectId: string): App =>
  getApps().find(({ name }) => name === '[DEFAULT]') ?? initializeApp({ projectId });

/** @throws {ConfigError} where the environment is not fit to run in. */
export function createServices(
  env: Record<string, string | undefined>,
  { app: givenApp, patience: given }: { app?: App; patience?: Partial<Patience> } = {},
): Services {
  const config = readConfig(env);
  const patience = { ...usualPatience, ...given };
  const app = givenApp ?? defaultApp(config.projectId);
  const clock = () => new Date();
  const log = createLog();
  const store = createStore(getFirestore(app), log, patience.firestoreMs);
  return composeServices({
    config,
    clock,
    random: Math.random,
    newId,
    log,
    store,
    tasks: createTasks(getFunctions(app), log, patience.tasksMs),
    appCheck: createAppCheck(config.appCheck),
    identity: createIdentity(getAuth(app), clock),
    sessions: createSessionList({ store, clock }, log.sessionsUnheard),
    authUsers: createAuthUsers(getAuth(app)),
    files: createFiles(getStorage(app), config.storageBucket, patience.filesMs),
    payments: createPayments(config.stripe, { clock, log, timeoutMs: patience.stripeMs }),
    mailer: createMailer(config.smtpUrl),
  });
}
