import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uid } from './ids.ts';
import {
  decideCaughtUp,
  decideClosing,
  decideHeard,
  decideLeaving,
  decideRole,
  decideSignOutEverywhere,
  decideSuspension,
  isSessionEnded,
  never,
  roles,
} from './session.ts';
import type { Role, Session, SessionChange } from './session.ts';

const uid = 'ada' as Uid;
const actor = 'noor' as Uid;
const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000);
const basis = (role: Role | null, now = at(100), session?: Session) => ({ uid, session, role, now });

function changeOf(decided: ReturnType<typeof decideRole>): SessionChange {
  if (!decided.ok) throw new Error(decided.error.message);
  return decided.value;
}

describe('[R1] a token is good where its sign-in is not before `validAfter`', () => {
  it('without a session all are', () => {
    expect(isSessionEnded(undefined, at(0))).toBe(false);
  });

  it('ends what is a millisecond older, and not what is as old', () => {
    expect(isSessionEnded({ validAfter: new Date(at(10).getTime() + 1) }, at(10))).toBe(true);
    expect(isSessionEnded({ validAfter: at(10) }, at(10))).toBe(false);
  });
});

describe('[R2] what is lost ends sessions, what is granted does not', () => {
  it.each([
    [null, 'organizer', false],
    [null, 'admin', false],
    ['organizer', 'admin', false],
    ['admin', 'admin', false],
    [null, null, false],
    ['admin', 'organizer', true],
    ['admin', null, true],
    ['organizer', null, true],
  ] as const)('%s becomes %s: ends %s', (role, wanted, ends) => {
    const { after } = changeOf(decideRole({ ...basis(role), actor, wanted }));
    expect(after.role).toBe(wanted);
    expect(isSessionEnded(after, at(99))).toBe(ends);
    expect(isSessionEnded(after, at(100))).toBe(false);
  });

  it('a suspended account is refused whenever it signed in, until that is lifted', () => {
    const suspended = changeOf(decideSuspension({ ...basis(null), actor, isSuspended: true })).after;
    expect(isSessionEnded(suspended, new Date('9999-01-01T00:00:00Z'))).toBe(true);
    const lifted = changeOf(
      decideSuspension({ ...basis(null, at(200), suspended), actor, isSuspended: false }),
    ).after;
    expect(isSessionEnded(lifted, at(199))).toBe(true);
    expect(isSessionEnded(lifted, at(200))).toBe(false);
  });

  it('nothing that happens to a suspended account opens it', () => {
    const suspended = changeOf(decideSuspension({ ...basis('admin'), actor, isSuspended: true })).after;
    expect(decideSignOutEverywhere(basis(null, at(300), suspended)).after.validAfter).toEqual(never);
    expect(changeOf(decideRole({ ...basis(null, at(300), suspended), actor, wanted: null })).after).toEqual(
      expect.objectContaining({ role: null, validAfter: never }),
    );
    expect(decideCaughtUp(suspended, at(300)).validAfter).toEqual(never);
    const refused = decideRole({ ...basis(null, at(300), suspended), actor, wanted: 'admin' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

describe('[R3] Auth follows the record', () => {
  it('every change leaves it behind, and catching up says that it moved', () => {
    const { after } = changeOf(decideRole({ ...basis(null), actor, wanted: 'organizer' }));
    expect(after.authIsBehind).toBe(true);
    const caughtUp = decideCaughtUp(after, at(101));
    expect(caughtUp).toMatchObject({ authIsBehind: false, changedAt: at(101), role: 'organizer' });
    expect(isSessionEnded(caughtUp, at(50))).toBe(false);
  });

  it('who signed in while it was behind loses what was taken as well', () => {
    const { after } = changeOf(decideRole({ ...basis('admin'), actor, wanted: null }));
    expect(isSessionEnded(decideCaughtUp(after, at(103)), at(102))).toBe(true);
  });

  it('also where something else changed before it caught up', () => {
    const { after } = changeOf(decideRole({ ...basis('admin'), actor, wanted: null }));
    const again = changeOf(decideRole({ ...basis(null, at(101), after), actor, wanted: 'organizer' })).after;
    expect(isSessionEnded(decideCaughtUp(again, at(103)), at(102))).toBe(true);
  });
});

describe('[R5] nobody changes their own role or suspends themselves', () => {
  it.each([
    decideRole({ ...basis('admin'), actor: uid, wanted: null }),
    decideSuspension({ ...basis('admin'), actor: uid, isSuspended: true }),
  ])('%#: is refused with the field', (refused) => {
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument', details: { fields: [{ path: 'uid' }] } },
    });
  });
});

it('[R1] `validAfter` never goes back but where a suspension is lifted', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('role' as const), wanted: fc.constantFrom(null, ...roles) }),
    fc.record({ kind: fc.constant('suspend' as const), isSuspended: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('everywhere' as const, 'caughtUp' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let session: Session | undefined;
      for (const [i, made] of steps.entries()) {
        const before: Session | undefined = session;
        const on = basis(null, at(i), session);
        if (made.kind === 'role') {
          const decided = decideRole({ ...on, actor, wanted: made.wanted });
          session = decided.ok ? decided.value.after : session;
        } else if (made.kind === 'suspend')
          session = changeOf(decideSuspension({ ...on, actor, isSuspended: made.isSuspended })).after;
        else if (made.kind === 'everywhere') session = decideSignOutEverywhere(on).after;
        else session = session && decideCaughtUp(session, at(i));
        const isLifted = before?.isSuspended === true && session?.isSuspended === false;
        if (before && session && !isLifted)
          expect(session.validAfter.getTime()).toBeGreaterThanOrEqual(before.validAfter.getTime());
        if (session) expect(session.isSuspended).toBe(session.validAfter.getTime() === never.getTime());
      }
    }),
  );
});

describe('[R11] what Auth knows is heard', () => {
  const news = { isEmailVerified: false, isOwnProof: false, revokedAt: null, signedInAt: at(50) };
  const heard = (session: Session | undefined, change: Partial<Parameters<typeof decideHeard>[1]>) =>
    decideHeard(basis('organizer', at(100), session), { ...news, ...change })?.after;

  it('nothing of it: nothing changes', () => {
    expect(heard(undefined, {})).toBeUndefined();
  });

  it('an address that is proven now ends what was before, not whoever brings it; the second time nothing', () => {
    const proven = heard(undefined, { isEmailVerified: true });
    expect(proven).toMatchObject({
      ...{
        validAfter: at(50),
        changedAt: at(100),
        provenAt: at(100),
        role: 'organizer',
        authIsBehind: false,
      },
    });
    expect(heard(proven, { isEmailVerified: true, signedInAt: at(99) })).toBeUndefined();
  });

  it('proven by whoever was signed in already, it ends nobody', () => {
    const proven = heard(undefined, { isEmailVerified: true, isOwnProof: true });
    expect(proven).toMatchObject({ validAfter: new Date(0), provenAt: at(100) });
    expect(heard(proven, { isEmailVerified: true })).toBeUndefined();
  });

  it.each([
    [at(40), at(40)],
    [at(60), at(50)],
  ])('what Auth ended at %s is over from %s on', (revokedAt, validAfter) => {
    const ended = heard(undefined, { revokedAt });
    expect(ended).toMatchObject({ validAfter, changedAt: at(100) });
    expect(ended?.provenAt).toBeUndefined();
    expect(heard(ended, { revokedAt })).toBeUndefined();
  });

  it('nothing that ended begins again', () => {
    const ended = decideSignOutEverywhere(basis(null, at(45))).after;
    const known = decideCaughtUp(ended, at(46));
    expect(heard(known, { revokedAt: at(40) })).toBeUndefined();
    expect(heard(known, { isEmailVerified: true, signedInAt: at(10) })?.validAfter).toEqual(known.validAfter);
    // While Auth is still to hear what the record says, nothing is taken over from it.
    expect(heard(ended, { isEmailVerified: true })).toBeUndefined();
  });

  it('whoever is suspended stays so', () => {
    const { after } = changeOf(decideSuspension({ ...basis(null), actor, isSuspended: true }));
    expect(heard(decideCaughtUp(after, at(101)), { isEmailVerified: true })).toBeUndefined();
  });
});

describe('[R12] another password is told to whose account it is, once', () => {
  const known: Session = {
    ...{ uid, validAfter: at(10), changedAt: at(10), isSuspended: false, role: null, authIsBehind: false },
    provenAt: at(10),
  };
  const news = { isEmailVerified: true, isOwnProof: false, revokedAt: at(40), signedInAt: at(50) };
  const heard = (session: Session | undefined, change: Partial<Parameters<typeof decideHeard>[1]> = {}) =>
    decideHeard(basis(null, at(100), session), { ...news, ...change });

  it('by the instant in which Auth ended what was begun with the old one', () => {
    const first = heard(known);
    expect(first).toMatchObject({ toldPasswordAt: at(40), after: { endedByAuthAt: at(40) } });
    expect(heard(first?.after)).toBeUndefined();
    expect(heard(first?.after, { signedInAt: at(99) })).toBeUndefined();
    expect(heard(first?.after, { revokedAt: at(60), signedInAt: at(61) })?.toldPasswordAt).toEqual(at(60));
  });

  it('though whoever brings it signed in with the old one: that session is not ended by it, and it is not told again', () => {
    const first = heard(known, { signedInAt: at(10) });
    expect(first).toMatchObject({ toldPasswordAt: at(40), after: { validAfter: at(10) } });
    const second = heard(first?.after);
    expect(second).toMatchObject({ toldPasswordAt: null, after: { validAfter: at(40) } });
    expect(heard(second?.after)).toBeUndefined();
  });

  it('where Auth ended what our record had it end, nothing is told', () => {
    const ended = decideCaughtUp(decideSignOutEverywhere(basis(null, at(39), known)).after, at(41));
    expect(heard(ended)).toBeUndefined();
    expect(heard(undefined, { revokedAt: null })?.toldPasswordAt).toBeNull();
  });

  it.each([
    ['an address that is not proven: it may be anybody’s', { isEmailVerified: false }, null],
    ['who proves the address of an account just made', { isOwnProof: true }, null],
    ['who comes in by proving it, to an account with a password of somebody else', {}, at(40)],
  ])('%s', (_, change, told) => {
    const first = heard(undefined, change);
    expect(first?.toldPasswordAt).toEqual(told);
    // What was not told then is not told later either.
    expect(heard(first?.after)?.toldPasswordAt ?? null).toBeNull();
  });
});

describe('a session that never comes back', () => {
  it('[J2] of a guest who is merged: every token is refused, and Auth has nothing to do yet', () => {
    const closed = decideClosing(basis(null));
    expect(isSessionEnded(closed, at(10_000_000))).toBe(true);
    expect(closed).toMatchObject({ changedAt: at(100), isSuspended: false, authIsBehind: false });
  });

  it('[X2] of whoever leaves: Auth lets nobody in, and no admin changes that', () => {
    const leaving = decideLeaving(basis('organizer'));
    expect(isSessionEnded(leaving, at(10_000_000))).toBe(true);
    expect(leaving).toMatchObject({ role: 'organizer', isSuspended: true, authIsBehind: true });
    const caughtUp = decideCaughtUp(leaving, at(200));
    expect(caughtUp.validAfter).toEqual(never);
    const on = { ...basis(null, at(300), caughtUp), actor };
    for (const decided of [
      decideSuspension({ ...on, isSuspended: false }),
      decideRole({ ...on, wanted: null }),
    ])
      expect(decided).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});
