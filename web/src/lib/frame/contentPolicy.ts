/**
 * The Content Security Policy of a page: what the build says of its own scripts (their hashes), and whom else a page may ask,
 * as the configuration stands: Stripe only where its form is used, Google's and reCAPTCHA only with a key, emulators only
 * on one machine. Nothing else is allowed: `default-src 'self'`. No IO.
 */
import type { WebConfig } from '#lib/platform/config.ts';

type Directives = Record<string, readonly string[]>;

const self = "'self'";

const firebaseHosts = [
  'https://firestore.googleapis.com',
  'https://identitytoolkit.googleapis.com',
  'https://securetoken.googleapis.com',
  'https://firebasestorage.googleapis.com',
];

/** https://docs.stripe.com/security/guide#content-security-policy */
const stripe: Directives = {
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'connect-src': ['https://api.stripe.com'],
};

/** https://developers.google.com/identity/gsi/web/guides/get-google-api-clientid#content_security_policy */
const google: Directives = {
  'script-src': ['https://accounts.google.com/gsi/client'],
  'frame-src': ['https://accounts.google.com/gsi/'],
  'connect-src': ['https://accounts.google.com/gsi/'],
};

/** https://developers.google.com/recaptcha/docs/faq and https://firebase.google.com/docs/app-check/web/recaptcha-enterprise-provider */
const appCheck: Directives = {
  'script-src': ['https://www.google.com/recaptcha/', 'https://www.gstatic.com/recaptcha/'],
  'frame-src': ['https://www.google.com/recaptcha/', 'https://recaptcha.google.com/recaptcha/'],
  'connect-src': ['https://content-firebaseappcheck.googleapis.com'],
};

const always: Directives = {
  'default-src': [self],
  // Components carry styles in their markup; what a style can do without a script is small.
  'style-src': [self, "'unsafe-inline'"],
  // Firestore's SDK looks whether there is a network by a picture of Google's.
  'img-src': [self, 'data:', 'blob:', 'https://www.google.com/images/cleardot.gif'],
  'connect-src': [self],
  'frame-src': [],
};

function askedOf(config: WebConfig): Directives[] {
  const { emulators, paymentDouble } = config;
  const cloud = emulators ? Object.values(emulators) : firebaseHosts;
  return [
    { 'connect-src': [...cloud, ...(paymentDouble === undefined ? [] : [paymentDouble])] },
    ...(paymentDouble === undefined ? [stripe] : []),
    ...(config.google ? [google] : []),
    ...(config.appCheck ? [appCheck] : []),
  ];
}

const read = (policy: string): Directives =>
  Object.fromEntries(
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .flatMap(([name, ...sources]) => (name ? [[name, sources] as const] : [])),
  );

/** `built`: the policy that the build wrote. `isDevelopment`: Vite tells the page what changed over a socket. */
export function completePolicy(built: string, config: WebConfig, isDevelopment = false): string {
  const directives = new Map<string, string[]>();
  const socket: Directives = isDevelopment ? { 'connect-src': ['ws:'] } : {};
  for (const added of [always, read(built), ...askedOf(config), socket])
    for (const [name, sources] of Object.entries(added))
      directives.set(name, [...new Set([...(directives.get(name) ?? []), ...sources])]);
  return [...directives]
    .map(([name, sources]) => [name, ...(sources.length === 0 ? ["'none'"] : sources)].join(' '))
    .join('; ');
}
