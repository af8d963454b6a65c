import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sluice } from '../../../server/neo4j/console/sluice.ts';

const LONG = 'x'.repeat(10_000);

describe('lines between who makes them and who sends them', () => {
  it('all come, each once and in order, however fast the two are', async () => {
    const lines = fc.array(fc.tuple(fc.constantFrom('a', 'bb', LONG), fc.boolean()), { maxLength: 30 });
    const pauses = fc.infiniteStream(fc.boolean());
    await fc.assert(
      fc.asyncProperty(lines, pauses, async (made, pause) => {
        const sluice = new Sluice();
        const make = async (): Promise<void> => {
          for (const [at, [text, idle]] of made.entries()) {
            await sluice.add(`${at} ${text}`);
            if (idle) await nextTurn();
          }
          sluice.close();
        };
        const making = make();
        const taken: string[] = [];
        for (let some = await sluice.take(); some !== ''; some = await sluice.take()) {
          taken.push(...some.split('\n'));
          if (pause.next().value) await nextTurn();
        }
        await making;
        expect(taken).toEqual(made.map(([text], at) => `${at} ${text}`));
      }),
      { numRuns: 50 },
    );
  });

  it('what comes in one turn goes on together, and does not wait for a second', async () => {
    const sluice = new Sluice();
    const taking = sluice.take();
    expect(sluice.add('a')).toBeUndefined();
    sluice.add('b');
    expect(await taking).toBe('a\nb');
  });

  it('who makes them waits while they are not taken, and no longer', async () => {
    const sluice = new Sluice();
    sluice.add(LONG);
    let waited = false;
    const full = sluice.add(LONG)?.then(() => {
      waited = true;
    });
    await nextTurn();
    expect([full === undefined, waited]).toEqual([false, false]);
    expect(await sluice.take()).toBe(`${LONG}\n${LONG}`);
    await full;
    expect(waited).toBe(true);
  });

  it('once closed lets go of both, and holds nothing more', async () => {
    const [empty, full] = [new Sluice(), new Sluice()];
    const taking = empty.take();
    const waiting = full.add(LONG + LONG);
    empty.close();
    full.close();
    await waiting;
    full.add('late');
    expect([await taking, await full.take(), await full.take()]).toEqual(['', LONG + LONG, '']);
  });
});
