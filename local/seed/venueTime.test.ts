import { describe, expect, it } from 'vitest';
import { instantAtVenue } from './venueTime.ts';

describe('instantAtVenue', () => {
  const now = new Date('2027-03-20T10:00:00Z');

  it('reads the venue’s clock, not ours', () => {
    expect(instantAtVenue(now, 2, '20:30', 'Europe/Rome')).toEqual(new Date('2027-03-22T19:30:00Z'));
  });

  it('counts days across a change of the clocks', () => {
    expect(instantAtVenue(now, 10, '20:30', 'Europe/Rome')).toEqual(new Date('2027-03-30T18:30:00Z'));
  });

  it('counts from the day it is there, where that is still yesterday', () => {
    const night = new Date('2027-01-10T03:00:00Z');
    expect(instantAtVenue(night, 1, '20:00', 'America/Los_Angeles')).toEqual(
      new Date('2027-01-11T04:00:00Z'),
    );
  });

  it('goes back in time too', () => {
    expect(instantAtVenue(now, -1, '18:30', 'Europe/London')).toEqual(new Date('2027-03-19T18:30:00Z'));
  });
});
