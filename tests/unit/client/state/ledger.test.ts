import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGraph } from '../../../../client/state/graph.ts';
import { ledgerOf } from '../../../../client/state/ledger.ts';
import { sharing, sharingWith, stepsOf, toldApart } from '../../../../client/state/side-by-side.ts';
import { tsv } from '../../../../client/state/tsv.ts';
import { StoredEvidence } from '../../../../server/core/model/stored.ts';
import { chain, claim, leg, loop } from '../samples.ts';

const [invests, pledges, lends, buys] = chain;
const short = loop(
  'short',
  [invests, buys].flatMap((one) => one ?? []),
);
const long = loop('long', chain);
const again = claim('invests-again', 'INVESTS_IN', 'nvidia', 'coreweave');
const other = loop('other', [again, ...(buys ? [buys] : [])]);

describe('loops side by side', () => {
  it('show each leg once, shared ones first, with its number in each loop that has it', () => {
    const steps = stepsOf(emptyGraph, [long, short]);
    expect(steps.map((step) => [step.type, sharing(step)])).toEqual([
      ['INVESTS_IN', 2],
      ['BUYS_FROM', 2],
      ['PLEDGES_TO', 1],
      ['LENDS_TO', 1],
    ]);
    expect(steps[1]?.at.map((at) => at?.number)).toEqual([4, 2]);
    expect(steps[2]?.at.map((at) => at?.number)).toEqual([2, undefined]);
  });
  it('say where one leg is told with different claims', () => {
    const steps = stepsOf(emptyGraph, [short, other]);
    expect(steps.map((step) => [step.type, toldApart(step)])).toEqual([
      ['INVESTS_IN', true],
      ['BUYS_FROM', false],
    ]);
  });
  it('are those that share legs with a loop, those with most first', () => {
    const apart = loop('apart', [claim('x', 'PAYS_TO', 'a', 'b'), claim('y', 'PAYS_TO', 'b', 'a')]);
    const half = loop('half', [...(lends ? [lends] : []), ...(pledges ? [pledges] : []), again]);
    expect(
      sharingWith(emptyGraph, [apart, short, long, half], long).map(({ loop: { id }, legs }) => [id, legs]),
    ).toEqual([
      ['half', 3],
      ['short', 2],
    ]);
  });
});

describe('a ledger', () => {
  it('has what the loop rests on, then its legs, each with the other statements of it', () => {
    const rests = leg(claim('bought', 'BUYS_FROM', 'coreweave', 'nvidia'));
    const told = loop('l', chain, { restsOn: [rests] });
    const [first, ...rest] = told.legs;
    const passage = StoredEvidence.parse({
      id: 'e',
      dataset: 'd',
      source: { id: 's', title: 'A report', publisher: 'The Paper', grade: 'press', language: 'en' },
      locator: { section: '1', paragraph: 1 },
    });
    const rows = ledgerOf({
      ...told,
      legs: first ? [{ ...first, alternatives: [again], alternativeEvidence: [[passage]] }, ...rest] : [],
    });
    expect(rows.map(({ number, part, claim: { id } }) => [number, part, id])).toEqual([
      ['R1', 'rests', 'bought'],
      ['1', 'leg', 'invests'],
      ['1a', 'other', 'invests-again'],
      ['2', 'leg', 'pledges'],
      ['3', 'leg', 'lends'],
      ['4', 'leg', 'buys'],
    ]);
    expect(rows.find(({ number }) => number === '1a')?.evidence).toEqual([passage]);
  });
  it('is copied with as many rows and cells as it has, and nothing in it runs as a formula', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(cells, (rows) => {
        const lines = tsv(rows).split('\n');
        expect(lines).toHaveLength(rows.length);
        for (const line of lines) expect(line.split('\t')).toHaveLength(3);
      }),
    );
    expect(tsv([['=1+1', '-5', '-a', '@x', 'a\tb\nc']])).toBe("'=1+1\t-5\t'-a\t'@x\ta b c");
  });
});
