import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../server/core/contract/cypher.ts';
import { Fault } from '../../server/core/contract/errors.ts';
import type { Input } from '../../server/core/contract/index.ts';
import { type Neo4jStore, neo4jStore } from '../../server/neo4j/index.ts';
import type { RuntimeOutcome } from '../../server/runtime/index.ts';
import { ensureJars } from '../../server/runtime/jars.ts';
import { keywordFinder } from '../../server/workers/keywords.ts';
import { cleanEnvironment, cypher, LIB_HOME, removeHomes, startOn, temporaryHome, until } from './support.ts';

/** What someone may have put into the database: each reads a file, and each says of itself that it only reads. */
const PLUGIN = `
package hostile;
import java.io.IOException;
import java.nio.file.*;
import java.util.stream.Stream;
import org.neo4j.procedure.*;

public class Plugin {
  public static class Line {
    public final String line;
    public Line(String line) { this.line = line; }
  }
  public static class Texts {
    private String all = "";
    @UserAggregationUpdate public void add(@Name("file") String file) throws IOException { all += Files.readString(Path.of(file)); }
    @UserAggregationResult public String all() { return all; }
  }
  @Procedure(name = "hostile.lines", mode = Mode.READ)
  public Stream<Line> lines(@Name("file") String file) throws IOException { return Files.readAllLines(Path.of(file)).stream().map(Line::new); }
  @UserFunction("hostile.text")
  public String text(@Name("file") String file) throws IOException { return Files.readString(Path.of(file)); }
  @UserAggregationFunction("hostile.texts")
  public Texts texts() { return new Texts(); }
}
`;

/** `«` marks the place that the refusal must tell, and stands for nothing. */
const PROCEDURE = [
  'CALL «hostile.lines($file)',
  'CALL «hostile.lines',
  'MATCH (n)\n  CALL «hostile.lines($file) YIELD line\nRETURN line',
  'call «hostile . lines ($file) yield line return line',
  'CALL «`hostile`.`lines`($file)',
  'CALL «`hostile.lines`($file)',
  'CALL «hostile/**/./**/lines//\n($file)',
  'CALL «\\u0068ostile.l\\u0069nes($file)',
  '\\u0043ALL «hostile.lines($file)',
  'CALL «HOSTILE.LINES($file)',
  'OPTIONAL CALL «hostile.lines($file) YIELD line RETURN line',
  'CALL () { CALL «hostile.lines($file) YIELD line RETURN line } RETURN line',
  'RETURN EXISTS { CALL «hostile.lines($file) YIELD line RETURN line } AS a',
  'RETURN [x IN [1] WHERE EXISTS { CALL «hostile.lines($file) YIELD line RETURN line }] AS a',
  'RETURN all(x IN [1] WHERE COUNT { CALL «hostile.lines($file) YIELD line RETURN line } > 0) AS a',
  'EXPLAIN CALL «hostile.lines($file)',
  'PROFILE CALL «hostile.lines($file)',
  'CYPHER 5 runtime=slotted CALL «hostile.lines($file)',
];
const FUNCTION = [
  'RETURN «hostile.text($file) AS a',
  'MATCH (n)\nWHERE n.id = «hostile.text($file)\nRETURN n',
  'RETURN «hostile . text ($file) AS a',
  'RETURN «`hostile`.`text`($file) AS a',
  'RETURN «`hostile.text`($file) AS a',
  'RETURN «hostile/**/./**/text//\n($file) AS a',
  'RETURN «\\u0068ostile.t\\u0065xt($file) AS a',
  'RETURN «HOSTILE.Text($file) AS a',
  'RETURN «hoſtile.text($file) AS a',
  'RETURN [x IN [$file] | «hostile.text(x)] AS a',
  'RETURN reduce(s = "", x IN [$file] | s + «hostile.text(x)) AS a',
  'RETURN {a: [«hostile.text($file)]} AS a',
  'RETURN CASE WHEN true THEN «hostile.text($file) END AS a',
  'MATCH (n {id: «hostile.text($file)}) RETURN n',
  'MATCH (n) RETURN n {.id, a: «hostile.text($file)} AS a',
  'MATCH (n) RETURN n ORDER BY «hostile.text($file)',
  // What is the same for all rows, the database may work out while it plans.
  'RETURN 1 AS a LIMIT toInteger(«hostile.text($file))',
  'RETURN EXISTS { MATCH (n) WHERE n.id = «hostile.text($file) } AS a',
  'RETURN [x IN [1] WHERE EXISTS { MATCH (n) WHERE n.id = «hostile.text($file) }] AS a',
  "CALL db.index.fulltext.queryNodes(«hostile.text($file), 'a') YIELD node RETURN node",
  'UNWIND [$file] AS file RETURN «hostile.texts(file) AS a',
  'UNWIND [$file] AS file RETURN «hostile.texts(DISTINCT file) AS a',
  'EXPLAIN RETURN «hostile.text($file) AS a',
  'PROFILE RETURN «hostile.text($file) AS a',
];
const HARMLESS = [
  'WITH {text: 1, lines: 2} AS hostile RETURN hostile.text, hostile.lines',
  'RETURN "CALL hostile.lines($file)", "hostile.text($file)" // hostile.text($file)',
  'RETURN 1 AS `hostile.text`',
  'MATCH (hostile:Entity) RETURN hostile.text LIMIT 1',
];

const MAKE = 'javac -proc:none -cp "$0/*" -d "$1" "$2" && jar cf "$3" -C "$1" . && mkfifo "$4"';
const without = spawnSync('sh', ['-c', 'command -v javac jar']).status !== 0;

// A Java that runs programs need not be able to make them; where everything is tested, it is.
describe.skipIf(without && !process.env.CI)('what someone has added to the database', () => {
  const home = temporaryHome();
  const pipe = join(home, 'watched');
  const keywords = keywordFinder();
  let running: Extract<RuntimeOutcome, { store: 'neo4j' }>;
  let store: Neo4jStore;

  beforeAll(async () => {
    const lib = await ensureJars({ home, libHome: LIB_HOME, env: cleanEnvironment(), report: () => {} });
    const [source, classes, plugins] = [
      join(home, 'Plugin.java'),
      join(home, 'classes'),
      join(home, 'neo4j', 'plugins'),
    ];
    mkdirSync(plugins, { recursive: true });
    writeFileSync(source, PLUGIN);
    execFileSync('sh', ['-c', MAKE, lib, classes, source, join(plugins, 'hostile.jar'), pipe]);
    running = await startOn(home);
    store = neo4jStore(running.connection, { find: keywords.find });
  }, 180_000);
  afterAll(async () => {
    await store?.close();
    await keywords.close();
    await running?.stop();
    removeHomes();
  });

  /** Whether someone has opened the watched file to read it. */
  function opened(): boolean {
    try {
      closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
      return true;
    } catch {
      return false; // ENXIO: there is no reader
    }
  }
  /** What the console makes of a query: undefined where it has run. */
  async function fault(query: string): Promise<Fault | undefined> {
    const input: Input<'cypher'> = { query, parameters: { file: pipe }, mode: 'run' };
    try {
      for await (const _ of store.cypher?.run(input, new AbortController().signal) ?? []);
      return undefined;
    } catch (thrown) {
      if (thrown instanceof Fault) return thrown;
      throw thrown;
    }
  }

  it.each([
    'CALL hostile.lines($file) YIELD line RETURN line',
    'RETURN hostile.text($file)',
    'UNWIND [$file] AS file RETURN hostile.texts(file)',
  ])('is there, and opens a file for who may use it: %s', async (query) => {
    const answer = cypher(running.connection, query, { file: pipe });
    await until('the file is opened', opened);
    await answer;
  });

  it.each([
    ['procedure', PROCEDURE],
    ['function', FUNCTION],
  ] as const)(
    'is refused as a %s by every spelling, with its name and place, and opens nothing',
    async (reason, all) => {
      const wrong: unknown[] = [];
      for (const marked of all) {
        const query = marked.replace('«', '');
        const before = marked.slice(0, marked.indexOf('«')).split('\n');
        const found = await fault(query);
        const { reason: why, what, place } = Refused.safeParse(found?.details).data ?? {};
        const right =
          why === reason &&
          /^hostile\.(lines|texts?)$/i.test(what?.replace('ſ', 's') ?? '') &&
          place?.line === before.length &&
          place.column === (before.at(-1)?.length ?? 0) + 1 &&
          found?.message.includes(`(line ${place.line}, column ${place.column})`);
        if (!right) wrong.push([query, found?.code, found?.message]);
        if (opened()) wrong.push([query, 'the file was opened']);
      }
      expect(wrong).toEqual([]);
    },
  );

  it('keeps no one from a query that only looks like it', async () => {
    for (const query of HARMLESS) expect(await fault(query), query).toBeUndefined();
  });

  it('is not offered in the editor', async () => {
    const about = await store.cypher?.about();
    const names = [...(about?.procedures ?? []), ...(about?.functions ?? [])].map(({ name }) => name);
    expect(names).toContain('db.labels');
    expect(names.filter((name) => name.startsWith('hostile'))).toEqual([]);
  });
});
