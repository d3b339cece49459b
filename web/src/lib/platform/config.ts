/**
 * What the browser must know to reach the cloud: Firebase's public keys, and on one machine the emulators and the
 * payment double. Stands apart so that both the server's start-up and the browser share one shape. No IO.
 */
import * as v from 'valibot';

const originSchema = v.pipe(
  v.string(),
  v.url(),
  v.check((input) => new URL(input).origin === input, 'must be an origin, such as http://127.0.0.1:9099'),
);

const webConfigSchema = v.object({
  firebase: v.object({
    apiKey: v.string(),
    projectId: v.string(),
    authDomain: v.string(),
    storageBucket: v.optional(v.string()),
  }),
  /** Only on one machine; absent in production. */
  emulators: v.optional(
    v.object({ auth: originSchema, firestore: originSchema, storage: v.optional(originSchema) }),
  ),
  /** Where people may sign in by Google: the id of our OAuth client there. */
  google: v.optional(v.object({ clientId: v.pipe(v.string(), v.nonEmpty()) })),
  /** Where requests must show that they come from this app: the site key of reCAPTCHA Enterprise. */
  appCheck: v.optional(v.object({ siteKey: v.pipe(v.string(), v.nonEmpty()) })),
  /** Where the local payment form confirms; absent where Stripe's own form is used. */
  paymentDouble: v.optional(originSchema),
});

export type WebConfig = v.InferOutput<typeof webConfigSchema>;

/** Parses `WEB_CONFIG`. Throws with every problem named: the server must not start on half a configuration. */
export function parseWebConfig(text: string | undefined): WebConfig {
  if (!text) throw new Error('WEB_CONFIG is not set');
  const parsed = v.safeParse(webConfigSchema, JSON.parse(text));
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'WEB_CONFIG'}: ${issue.message}`);
  throw new Error(`WEB_CONFIG is not valid. ${problems.join('; ')}`);
}
