/**
 * Looks for keys in a text: secretlint's recommended rules, and the keys of the providers of this house that those do not
 * know, Google's API keys among them (they are public in a browser's configuration, but belong to an environment, not to
 * a repository). No IO.
 */
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';

const ours: readonly [string, RegExp][] = [
  ['a key of Stripe', /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{20,}/],
  ['a secret of Stripe’s webhooks', /\bwhsec_[A-Za-z0-9+/=]{24,}/],
  ['a key of Google', /\bAIza[\w-]{35}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a private key in a JWK', /"d"\s*:\s*"[\w-]{40,}"/],
  ['a token of a service account', /\bya29\.[\w-]{30,}/],
  ['a secret of Cloudinary', /\bcloudinary:\/\/\d{6,}:[\w-]{20,}@/],
  ['a key of Twilio', /\bSK[0-9a-f]{32}\b/],
  ['a token of Meta', /\bEAA[A-Za-z0-9]{60,}/],
  ['a password in an address of mail', /\bsmtps?:\/\/[^\s:@/'"`]+:[^\s@/'"`$]{6,}@(?!127\.0\.0\.1)/],
];

/** What was found, each in words that do not repeat it. `filePath` tells secretlint what kind of text it is. */
export async function scanForSecrets(filePath: string, content: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath, content, ext: /\.\w+$/.exec(filePath)?.[0] ?? '', contentType: 'text' },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended }] },
      maskSecrets: true,
    },
  });
  const known = messages.map(({ loc, messageId }) => `${filePath}:${loc.start.line} ${messageId}`);
  const found = ours.flatMap(([name, pattern]) => {
    const at = pattern.exec(content)?.index;
    return at === undefined ? [] : [`${filePath}:${content.slice(0, at).split('\n').length} ${name}`];
  });
  return [...known, ...found];
}
