export const USAGE = `npm start -- [options]

  --port N     listen on port N, or fail if it is taken (default: 4680, or the next free one)
  --no-open    do not open a browser
  --reset      forget the local Neo4j's data, what readers saved included, and load the datasets again (never a database named by NEO4J_URI)
  --prebuilt   neither install libraries nor build the page (the Docker image has both)
  --help       print this`;

/** What the command line says; `problem` when it says something else. */
export function parseArguments(words) {
  const options = { open: true, reset: false, prebuilt: false, help: false };
  const rest = words.flatMap((word) => (word.startsWith('--port=') ? ['--port', word.slice(7)] : [word]));
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--no-open') options.open = false;
    else if (word === '--reset') options.reset = true;
    else if (word === '--prebuilt') options.prebuilt = true;
    else if (word === '--help' || word === '-h') options.help = true;
    else if (word === '--port') {
      const value = rest.shift() ?? '';
      options.port = Number(value);
      if (!/^\d{1,5}$/.test(value) || options.port < 1 || options.port > 65_535) {
        return { ...options, problem: `--port needs a number from 1 to 65535, not "${value}".` };
      }
    } else return { ...options, problem: `Unknown option: ${word}` };
  }
  return options;
}
