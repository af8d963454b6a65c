import { expect, it } from 'vitest';
import { embedCode, isEmbedded } from '../../../../client/state/embed.ts';

it('only embed=1 asks for the view alone', () => {
  expect(isEmbedded('?embed=1')).toBe(true);
  for (const search of ['', '?embed=0', '?embed', '?embed=11', '?x=embed=1'])
    expect(isEmbedded(search), search).toBe(false);
});

it('the code names the same view, has nothing of the title as markup, and does not hand on what else stands in the address', () => {
  const code = embedCode(
    new URL('http://127.0.0.1:4680/?token=secret#lang=en&loop=a:b'),
    '"><script>x</script>',
  );
  expect(code).toContain('src="http://127.0.0.1:4680/?embed=1#lang=en&amp;loop=a:b"');
  expect(code).not.toContain('secret');
  expect(code).not.toContain('<script');
  expect(code).toContain('title="Loopscope: &quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
});
