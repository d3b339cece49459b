/** What an `authorization` header may say that lets nobody in. No IO but the stack's project id. */
import { stack } from '../support/stack.ts';
import type { SignedInUser } from '../support/users.ts';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token as the Auth emulator makes them: not signed. */
const unsigned = (claims: object, header: object = { alg: 'none', typ: 'JWT' }): string =>
  `${encode(header)}.${encode(claims)}.`;

/** `deleted`: a token whose user is gone. */
export function badAuthorizations({ uid, token, refreshToken }: SignedInUser, deleted: string) {
  const { projectId } = stack();
  const nowSeconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    sub: uid,
    user_id: uid,
    auth_time: nowSeconds - 60,
    iat: nowSeconds - 60,
    exp: nowSeconds + 3_000,
    firebase: { identities: {}, sign_in_provider: 'anonymous' },
  };
  const { firebase: _firebase, ...withoutProvider } = claims;
  const elsewhere = { ...claims, aud: 'another', iss: 'https://securetoken.google.com/another' };
  const tokens: Record<string, string> = {
    garbage: 'garbage',
    'three parts of garbage': 'a.b.c',
    'no claims at all': unsigned({}),
    'claims that are no object': `${encode({ alg: 'none' })}.${Buffer.from('null').toString('base64url')}.`,
    expired: unsigned({ ...claims, exp: nowSeconds - 10 }),
    'another audience': unsigned({ ...claims, aud: 'another' }),
    'another project, not signed': unsigned(elsewhere),
    'another project, said to be signed': `${unsigned(elsewhere, { alg: 'RS256', kid: 'k1' })}c2lnbmVk`,
    'another issuer': unsigned({ ...claims, iss: 'https://example.com' }),
    'no user': unsigned({ ...claims, sub: undefined }),
    'an empty user': unsigned({ ...claims, sub: '' }),
    'a user that is none': unsigned({ ...claims, sub: 'nobody-at-all', user_id: 'nobody-at-all' }),
    'a user like a path': unsigned({ ...claims, sub: 'a/b' }),
    'a user of many letters': unsigned({ ...claims, sub: 'x'.repeat(200) }),
    'a user that is a number': unsigned({ ...claims, sub: 7 }),
    'not by signing in': unsigned(withoutProvider),
    'a refresh token': refreshToken,
    'a deleted user’s': deleted,
    'a very long one': 'x'.repeat(6_000),
    'half of one': token.slice(0, Math.floor(token.length / 2)),
  };
  const schemes = {
    none: undefined,
    'an empty one': '',
    'another scheme': `Basic ${token}`,
    two: `Bearer ${token} ${token}`,
    'no scheme': token,
  };
  return [
    ...Object.entries(tokens).map(([what, value]) => ({ what, authorization: `Bearer ${value}` })),
    ...Object.entries(schemes).map(([what, authorization]) => ({ what, authorization })),
  ];
}
