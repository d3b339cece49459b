/**
 * Another password, step by step: whether there is one, the one that is, the new one, a second factor where there is one, and
 * that the rest is told ([R11], [R12]). The new password is what this browser signs in with at once: so its session is of
 * after the change, with all that it had. IO: through the portal.
 */
import { isRecentSignIn } from '@fashionista/domain/deletion';
import type { AuthFailure } from '#lib/platform/authFailure.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Portal } from '#lib/platform/portal.ts';
import type { SecondFactorStep } from '#lib/platform/secondFactor.ts';
import type { SignInOutcome } from '#lib/platform/session.svelte.ts';
import { checkPasswordChoice } from '../credentials.ts';
import type { PasswordChoice, PasswordProblems } from '../credentials.ts';

export type PasswordStage =
  | { kind: 'looking' }
  /** It could not be told whether there is a password. */
  | { kind: 'unread'; failure: AuthFailure }
  | { kind: 'form' }
  /** Without a password there is nothing to ask for but another sign-in. */
  | { kind: 'too-old' }
  /** `isChanged`: the new password is asked to be followed by its code, the old one no more. */
  | { kind: 'code'; step: SecondFactorStep; isChanged: boolean }
  /** `isHeard`: whoever is still in with the old password is out. */
  | { kind: 'changed'; isHeard: boolean };

export class PasswordChange {
  readonly #portal: Pick<Portal, 'config' | 'session' | 'api' | 'clock'>;
  readonly #email: string;
  #stage = $state.raw<PasswordStage>({ kind: 'looking' });
  #hasPassword = $state(true);
  #problems = $state.raw<PasswordProblems>({});
  #failure = $state<AuthFailure>();
  #chosen = '';
  /** Sent to Auth, and no answer came: it may be the password by now. */
  #unsure: string | undefined;
  /** What follows the code. */
  #afterCode: () => Promise<void> = () => Promise.resolve();

  constructor(portal: Pick<Portal, 'config' | 'session' | 'api' | 'clock'>, email: string) {
    this.#portal = portal;
    this.#email = email;
  }

  get stage(): PasswordStage {
    return this.#stage;
  }
  get hasPassword(): boolean {
    return this.#hasPassword;
  }
  get problems(): PasswordProblems {
    return this.#problems;
  }
  /** About no field. */
  get failure(): AuthFailure | undefined {
    return this.#failure;
  }

  async look(): Promise<void> {
    this.#stage = { kind: 'looking' };
    const { session, clock } = this.#portal;
    const { readHasPassword } = await loadOwnPassword();
    const [has, signedInAt] = await Promise.all([
      readHasPassword(this.#portal),
      session.signedInAt().catch(() => null),
    ]);
    if (!has.ok) {
      this.#stage = { kind: 'unread', failure: has.failure };
      return;
    }
    this.#hasPassword = has.value;
    const isTooOld = !has.value && signedInAt !== null && !isRecentSignIn(signedInAt, clock.now());
    this.#stage = { kind: isTooOld ? 'too-old' : 'form' };
  }

  async submit(typed: PasswordChoice): Promise<void> {
    this.#failure = undefined;
    this.#problems = checkPasswordChoice(typed, this.#hasPassword);
    if (Object.keys(this.#problems).length > 0) return;
    if (!this.#hasPassword) return this.#choose(typed.chosen);
    const outcome = await this.#portal.session.signIn(this.#email, typed.current);
    if (outcome.ok) return this.#choose(typed.chosen);
    // With a second factor Auth asks for it once the password was right: that is all that was to be known here.
    if ('step' in outcome) return this.#choose(typed.chosen, outcome.step);
    if (outcome.failure !== 'wrong-credentials') this.#failure = outcome.failure;
    else if (this.#unsure === undefined) this.#problems = { current: 'other-password' };
    else await this.#findOut(this.#unsure, typed.chosen);
  }

  /** Once the code that was asked for was right. */
  confirmed(): Promise<void> {
    return this.#afterCode();
  }

  /** Tells once more what was not heard. */
  tellAgain(): Promise<void> {
    return this.#enter();
  }

  /** Without a code: to the form, or, where the change is made, on with the session that there is. */
  async goBack(): Promise<void> {
    if (this.#stage.kind === 'code' && this.#stage.isChanged) await this.#tell();
    else this.#stage = { kind: 'form' };
  }

  /** `step`: what a sign-in is still to be finished by, should Auth want a newer one than there is. */
  async #choose(password: string, step?: SecondFactorStep): Promise<void> {
    this.#chosen = password;
    const { choosePassword } = await loadOwnPassword();
    const chosen = await choosePassword(this.#portal.session, password);
    if (chosen.ok) return this.#enter();
    if (chosen.failure === 'offline' || chosen.failure === 'unknown') this.#unsure = password;
    if (chosen.failure === 'password-weak') this.#problems = { chosen: 'password-weak' };
    else if (chosen.failure !== 'sign-in-too-old') this.#failure = chosen.failure;
    else if (step) this.#askCode({ kind: 'code', step, isChanged: false }, () => this.#choose(password));
    else this.#stage = { kind: 'too-old' };
  }

  /** The current password is none any more: was the one of which no answer came taken after all? */
  async #findOut(unsure: string, password: string): Promise<void> {
    const outcome = await this.#portal.session.signIn(this.#email, unsure);
    if (outcome.ok || 'step' in outcome) {
      this.#unsure = undefined;
      if (password === unsure) await this.#follow(outcome);
      else await this.#choose(password, outcome.ok ? undefined : outcome.step);
    } else if (outcome.failure === 'wrong-credentials') this.#problems = { current: 'other-password' };
    else this.#failure = outcome.failure;
  }

  async #enter(): Promise<void> {
    await this.#follow(await this.#portal.session.signIn(this.#email, this.#chosen));
  }

  async #follow(outcome: SignInOutcome): Promise<void> {
    if (outcome.ok || !('step' in outcome)) return this.#tell();
    // The code may never be typed: others are out before it is.
    await this.#open();
    this.#askCode({ kind: 'code', step: outcome.step, isChanged: true }, () => this.#tell());
  }

  async #tell(): Promise<void> {
    const isHeard = await this.#open();
    if (isHeard) this.#chosen = '';
    this.#stage = { kind: 'changed', isHeard };
  }

  async #open(): Promise<boolean> {
    return (await this.#portal.api.call('accounts/open', { locale: getLocale() })).ok;
  }

  #askCode(stage: PasswordStage, after: () => Promise<void>): void {
    this.#afterCode = after;
    this.#stage = stage;
  }
}

const loadOwnPassword = () => import('#lib/platform/ownPassword.ts');
