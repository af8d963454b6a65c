import { shortHash } from '../formats/canonical.ts';
import { isId } from '../model/ids.ts';
import { fold, sound } from '../search/fold.ts';

/** A readable id from a name in any script: `coreweave`, `yingweida`. */
export function slugOf(name: string): string {
  const folded = fold(name);
  const slug = (sound(name) === '' ? folded : [...folded].map((sign) => sound(sign) || sign).join(''))
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return isId(slug) ? slug : `x-${shortHash(name, 10)}`;
}

/** Entities by what rows call them: an id, or a name or alias in either script. */
export class Parties {
  readonly #ids = new Set<string>();
  readonly #byName = new Map<string, Set<string>>();

  add(id: string, names: Iterable<string>): void {
    this.#ids.add(id);
    for (const name of names) {
      const key = fold(name);
      if (key !== '') this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(id));
    }
  }
  /** Who is meant: one, nobody that is known, or several that are called so. */
  find(called: string): string[] {
    if (this.#ids.has(called)) return [called];
    return [...(this.#byName.get(fold(called)) ?? [])];
  }
  /** An id for a name that is nobody's yet. */
  idFor(name: string): string {
    const slug = slugOf(name);
    let id = slug;
    for (let at = 2; this.#ids.has(id); at++) id = `${slug}-${at}`;
    return id;
  }
}
