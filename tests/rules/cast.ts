/**
 * Who the rules are tested with, and what is in the database: every kind of reader there is, and one document of every
 * path. `whoMay` asks all of them and answers the names of those who were let. IO: the Firestore emulator.
 */
import { readFile } from 'node:fs/promises';
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import type { RulesTestContext, RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { setLogLevel } from 'firebase/firestore';

/** Everybody who is signed in with a token that is still good. */
export const signedInWithGoodSession = [
  'owner',
  'guest',
  'stranger',
  'organizer',
  'coOrganizer',
  'door',
  'organizerElsewhere',
  'admin',
  'adminWithoutSecondFactor',
  'strangerWithSecondFactor',
];

/** Who has no token, or one that is no longer good. */
export const withoutGoodSession = ['ownerWithEndedSession', 'formerAdmin', 'suspended', 'signedOut'];

export type Database = ReturnType<RulesTestContext['firestore']>;

/** A project of its own, so that the coverage is of these tests alone; the mutation run gives each of its workers another. */
export const projectId = process.env['RULES_PROJECT'] ?? 'demo-rules';
/** The mutation run has these tests judge another text than the house's. */
export const rulesFile = new URL(process.env['RULES_FILE'] ?? '../../firestore.rules', import.meta.url);

export function emulatorAddress(): { host: string; port: number } {
  const [host, port] = (process.env['FIRESTORE_EMULATOR_HOST'] ?? '').split(':');
  if (!host || !port) throw new Error('FIRESTORE_EMULATOR_HOST is not set: run these by npm run test:rules.');
  return { host, port: Number(port) };
}

const authTime = 1_800_000_000;

const twoFactors = { sign_in_provider: 'password', sign_in_second_factor: 'phone' } as const;

/** Tokens by name; `owner` and the guest own what is in the database, `signedOut` has no token. */
const tokens = {
  owner: { auth_time: authTime, firebase: { sign_in_provider: 'password' } },
  /** The same person, whose other sessions were ended after this token was handed out. */
  ownerWithEndedSession: { auth_time: authTime - 3_600, firebase: { sign_in_provider: 'password' } },
  guest: { auth_time: authTime, firebase: { sign_in_provider: 'anonymous' } },
  stranger: { auth_time: authTime, firebase: { sign_in_provider: 'password' } },
  organizer: { auth_time: authTime, role: 'organizer', firebase: { sign_in_provider: 'password' } },
  /** Whom the organizer made organizer of the event's team. */
  coOrganizer: { auth_time: authTime, firebase: { sign_in_provider: 'password' } },
  door: { auth_time: authTime, firebase: { sign_in_provider: 'password' } },
  /** An organizer, but of other events. */
  organizerElsewhere: { auth_time: authTime, role: 'organizer', firebase: { sign_in_provider: 'password' } },
  admin: { auth_time: authTime, role: 'admin', firebase: twoFactors },
  /** Knows an admin's password, and no more. */
  adminWithoutSecondFactor: {
    auth_time: authTime,
    role: 'admin',
    firebase: { sign_in_provider: 'password' },
  },
  /** Has a second factor, but no role. */
  strangerWithSecondFactor: { auth_time: authTime, firebase: twoFactors },
  /** Was an admin until the sessions were ended, a fraction of a second after this token's sign-in. */
  formerAdmin: { auth_time: authTime - 61, role: 'admin', firebase: twoFactors },
  suspended: { auth_time: authTime, firebase: { sign_in_provider: 'password' } },
} as const;

export type Who = keyof typeof tokens | 'signedOut';
export const everyone: Who[] = [...(Object.keys(tokens) as (keyof typeof tokens)[]), 'signedOut'];

const uidOf = (who: keyof typeof tokens): string => (who === 'ownerWithEndedSession' ? 'owner' : who);

export interface Cast {
  environment: RulesTestEnvironment;
  as(who: Who): Database;
  /** The names of those for whom `attempt` is not denied. Any other failure is thrown. */
  whoMay(attempt: (database: Database, uid: string) => Promise<unknown>): Promise<Who[]>;
}

const isDenied = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'permission-denied';

export async function openCast(): Promise<Cast> {
  // Each denial is what a test asks for, not news.
  setLogLevel('silent');
  const rules = await readFile(rulesFile, 'utf8');
  const environment = await initializeTestEnvironment({
    projectId,
    firestore: { ...emulatorAddress(), rules },
  });
  const databases = new Map<Who, Database>([
    ['signedOut', environment.unauthenticatedContext().firestore()],
    ...(Object.keys(tokens) as (keyof typeof tokens)[]).map((who): [Who, Database] => [
      who,
      environment.authenticatedContext(uidOf(who), tokens[who]).firestore(),
    ]),
  ]);
  const as = (who: Who): Database => {
    const database = databases.get(who);
    if (!database) throw new Error(`${who} is not in the cast.`);
    return database;
  };
  return {
    environment,
    as,
    whoMay: async (attempt) => {
      const granted = await Promise.all(
        everyone.map(async (who) => {
          try {
            await attempt(as(who), who === 'signedOut' ? 'nobody' : uidOf(who));
            return [who];
          } catch (error) {
            if (isDenied(error)) return [];
            throw error;
          }
        }),
      );
      return granted.flat();
    },
  };
}
