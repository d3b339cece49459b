/** A hall for benches: 2,080 seats in eight sections of thirteen rows of twenty, an aisle in the middle. No IO. */

export const bigHallPlaces = 2_080;
const sections = 8;
const rows = 13;

export const bigHall = (): Record<string, string[]> =>
  Object.fromEntries(
    Array.from({ length: sections }, (_, s) => [
      `s${s + 1}`,
      Array.from({ length: rows }, () => '.......... ..........'),
    ]),
  );
