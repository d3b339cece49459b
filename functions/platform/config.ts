/**
 * Settings of the functions, read from the environment once and checked whole: half-set or mixed Stripe keys, or a
 * double in production, stop the start with the variable's name. The names are ARCHITECTURE.md's. No IO.
 */

import type { AppCheckConfig } from './appCheck.ts';
import { defaultRateLimits, readRateLimits } from './rateLimitConfig.ts';
import type { RateLimitConfig } from './rateLimitConfig.ts';

/** Bound to the functions that need them with `defineSecret`. */
export const secretNames = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SMTP_URL',
  'TICKET_SIGNING_KEYS',
] as const;

export interface StripeConfig {
  secretKey: string;
  webhookSecret: string;
  /** `null` with the double. */
  publishableKey: string | null;
  /** Where the double is; `null` for Stripe itself. */
  apiOrigin: URL | null;
}

export interface Config {
  projectId: string;
  /** The address that people see. */
  publicOrigin: string;
  stripe: StripeConfig;
  smtpUrl: string;
  mailFrom: string;
  ticketSigningKeys: string;
  rateLimits: RateLimitConfig;
  /** `undefined`: requests need not show that they come from our app. Never so in production. */
  appCheck: AppCheckConfig | undefined;
  /** How many proxies of ours and Google's stand before the functions and write down who asked them. */
  trustedProxies: number;
  /** Where files lie. */
  storageBucket: string;
}

type Environment = Record<string, string | undefined>;

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The settings are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const modeOf = (key: string): string | undefined => /^(?:sk|rk|pk)_(test|live)_/.exec(key)?.[1];

/** Cloud Run sets K_SERVICE; the emulators set the address of theirs. */
export const isProduction = (env: Environment): boolean =>
  env.K_SERVICE !== undefined && env.FIRESTORE_EMULATOR_HOST === undefined;

/** What is wrong with the Stripe settings, one sentence each; none where they are fit to use. */
export function findStripeProblems(env: Environment): string[] {
  const problems: string[] = [];
  const double = env.STRIPE_API_ORIGIN;
  const secret = env.STRIPE_SECRET_KEY ?? '';
  const publishable = env.STRIPE_PUBLISHABLE_KEY ?? '';
  for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'])
    if (!env[name]) problems.push(`${name} is not set.`);
  if (double !== undefined) {
    if (isProduction(env))
      problems.push('STRIPE_API_ORIGIN selects a double of Stripe, which production never uses.');
    if (!URL.canParse(double))
      problems.push('STRIPE_API_ORIGIN must be an address such as http://127.0.0.1:12111.');
    if (secret !== 'sk_test_double')
      problems.push(
        'STRIPE_API_ORIGIN is set beside a real STRIPE_SECRET_KEY: a real key never goes to a double.',
      );
    if (publishable) problems.push('STRIPE_PUBLISHABLE_KEY must not be set beside STRIPE_API_ORIGIN.');
    return problems;
  }
  if (secret === 'sk_test_double')
    problems.push('STRIPE_SECRET_KEY is the double’s, but STRIPE_API_ORIGIN is not set.');
  else if (secret && !modeOf(secret))
    problems.push('STRIPE_SECRET_KEY must begin with sk_test_, sk_live_ or rk_.');
  if (!publishable) problems.push('STRIPE_PUBLISHABLE_KEY is not set.');
  else if (!publishable.startsWith('pk_') || !modeOf(publishable))
    problems.push('STRIPE_PUBLISHABLE_KEY must begin with pk_test_ or pk_live_.');
  else if (secret && modeOf(secret) !== modeOf(publishable))
    problems.push('STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY are of different modes, live and test.');
  return problems;
}

const firebaseKeys = 'https://firebaseappcheck.googleapis.com/v1/jwks';

function readAppCheck(env: Environment, problems: string[]): AppCheckConfig | undefined {
  const projectNumber = env.APP_CHECK_PROJECT_NUMBER;
  const keys = env.APP_CHECK_KEYS_URL ?? firebaseKeys;
  if (!projectNumber) {
    if (isProduction(env))
      problems.push('APP_CHECK_PROJECT_NUMBER is not set: production asks for App Check.');
    return undefined;
  }
  if (!/^\d{6,20}$/.test(projectNumber))
    problems.push('APP_CHECK_PROJECT_NUMBER must be the number of the project.');
  if (keys !== firebaseKeys && isProduction(env))
    problems.push('APP_CHECK_KEYS_URL selects keys of somebody else, which production never uses.');
  if (!URL.canParse(keys)) problems.push('APP_CHECK_KEYS_URL must be an address.');
  return URL.canParse(keys) ? { projectNumber, keysUrl: new URL(keys) } : undefined;
}

/** @throws {ConfigError} naming every variable that is missing or wrong. */
export function readConfig(env: Environment): Config {
  const problems = findStripeProblems(env);
  const required = (name: string): string => {
    const value = env[name];
    if (!value) problems.push(`${name} is not set.`);
    return value ?? '';
  };
  const rateLimits = readRateLimits(env.RATE_LIMITS);
  if (!rateLimits.ok) problems.push(...rateLimits.problems);
  const trustedProxies = Number(env.TRUSTED_PROXIES ?? '1');
  if (!Number.isInteger(trustedProxies) || trustedProxies < 1 || trustedProxies > 10)
    problems.push('TRUSTED_PROXIES must be a whole number from 1 to 10.');
  const appCheck = readAppCheck(env, problems);
  const config: Config = {
    projectId: required('GCLOUD_PROJECT'),
    publicOrigin: required('PUBLIC_ORIGIN').replace(/\/$/, ''),
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY ?? '',
      webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
      publishableKey: env.STRIPE_PUBLISHABLE_KEY ?? null,
      apiOrigin:
        env.STRIPE_API_ORIGIN && URL.canParse(env.STRIPE_API_ORIGIN) ? new URL(env.STRIPE_API_ORIGIN) : null,
    },
    smtpUrl: required('SMTP_URL'),
    mailFrom: required('MAIL_FROM'),
    ticketSigningKeys: required('TICKET_SIGNING_KEYS'),
    rateLimits: rateLimits.ok ? rateLimits.limits : defaultRateLimits,
    trustedProxies,
    appCheck,
    storageBucket: required('STORAGE_BUCKET'),
  };
  if (config.publicOrigin && !URL.canParse(config.publicOrigin))
    problems.push('PUBLIC_ORIGIN must be an address such as https://tickets.example.');
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return config;
}
