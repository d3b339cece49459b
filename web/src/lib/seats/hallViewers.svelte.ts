/**
 * How many others look at this hall ([V1]–[V4]): says that this page does, and keeps what it is told. The page's id is
 * made here, at random, and ends with it. IO: the actions passed in, a timer.
 */
import type { EventId, SectionId, ViewerId } from '@fashionista/domain/ids';
import type { OtherViewers } from '@fashionista/domain/viewers';
import type { Api } from '#lib/platform/api.ts';

/** When no answer came. */
const againInSeconds = 15;

export class HallViewers {
  readonly #api: Api;
  readonly #eventId: EventId;
  readonly #viewerId = crypto.randomUUID() as string as ViewerId;
  #others = $state.raw<OtherViewers>();

  constructor(api: Api, eventId: EventId) {
    this.#api = api;
    this.#eventId = eventId;
  }

  /** `undefined` until it was told, and while it is not known. */
  get others(): OtherViewers | undefined {
    return this.#others;
  }

  /** Gives signs of life for this section, or the whole hall, until the returned function is called. */
  view(sectionId: SectionId | undefined): () => void {
    const ends = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveSign = async () => {
      const nextInSeconds =
        document.visibilityState === 'hidden' ? againInSeconds : await this.#say(sectionId, ends.signal);
      // Apart by chance: a crowd that came together does not speak in chorus.
      if (!ends.signal.aborted)
        timer = setTimeout(() => void giveSign(), nextInSeconds * (800 + Math.random() * 400));
    };
    void giveSign();
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }

  async #say(sectionId: SectionId | undefined, signal: AbortSignal): Promise<number> {
    const eventId = this.#eventId;
    const body = { eventId, viewerId: this.#viewerId, ...(sectionId && { sectionId }) };
    const answer = await this.#api.call('seats/view', body, { signal });
    if (signal.aborted) return againInSeconds;
    this.#others = answer.ok ? answer.value.others : undefined;
    return answer.ok ? answer.value.nextInSeconds : againInSeconds;
  }
}
